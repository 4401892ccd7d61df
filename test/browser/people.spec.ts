import { expect, test } from '@playwright/test'
import { openPage, openSignedIn } from './open-page.ts'
import { write } from './write.ts'

test('an invited viewer looks but cannot edit, and leaves', async ({ browser }) => {
  const page = await openSignedIn(browser)
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Invite' }).click()
  await write(page.getByRole('textbox', { name: 'Email' }), `vera-${Date.now()}@tienda.example`)
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = (await page.getByTestId('invitation-link').innerText()).trim()

  const guest = await openPage(browser)
  await guest.goto(link)
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Vera')
  await guest.getByRole('textbox', { name: 'New password' }).fill('mira-sin-tocar-9')
  await guest.getByRole('button', { name: 'Come in' }).click()
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(guest.getByRole('button', { name: /^Revenue: / })).toBeVisible()

  await guest.goto('/products')
  await expect(guest.getByRole('table', { name: 'Catalogue' })).toBeVisible()
  await expect(guest.getByRole('button', { name: 'Add product' })).toHaveCount(0)
  await expect(guest.getByRole('button', { name: /^Actions of/ })).toHaveCount(0)
  await guest.goto('/settings')
  await expect(guest.getByRole('link', { name: 'People' })).toHaveCount(0)

  await guest.getByRole('button', { name: /^Your account/ }).click()
  await guest.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(guest.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await guest.reload()
  await expect(guest.getByRole('button', { name: 'Sign in' })).toBeVisible()

  await guest.goto(link)
  await expect(guest.getByText('This link no longer works')).toBeVisible()
  await guest.context().close()
  await page.context().close()
})
