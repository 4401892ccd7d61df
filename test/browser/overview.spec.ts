import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { askServer } from './api.ts'
import { drawn, openPage, openSignedIn } from './open-page.ts'
import { signIn } from './sign-in.ts'
import { write } from './write.ts'

type Kpis = Record<'total_revenue' | 'total_orders' | 'total_customers', number>

const money = (value: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(value)
const count = (value: number): string => new Intl.NumberFormat('en-US').format(value)

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openSignedIn(browser)
})
test.afterAll(() => page.context().close())

async function showsFigures(of: Page, kpis: Kpis): Promise<void> {
  await expect(
    of.getByRole('button', {
      name: new RegExp(`^Revenue: ${money(kpis.total_revenue).replace(/[$.]/g, '\\$&')}`),
    }),
  ).toBeVisible()
  await expect(
    of.getByRole('button', { name: new RegExp(`^Orders: ${count(kpis.total_orders)}\\.`) }),
  ).toBeVisible()
  await expect(
    of.getByRole('button', { name: new RegExp(`^Customers: ${count(kpis.total_customers)}\\.`) }),
  ).toBeVisible()
}

test('wrong words are refused in words', async ({ browser }) => {
  const stranger = await openPage(browser)
  await stranger.goto('/')
  await stranger.locator('input[name=email]').fill('nobody@example.com')
  await stranger.locator('input[name=password]').fill('not the password')
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await expect(stranger.getByRole('alert')).toHaveText('The email or the password is wrong.')
  await stranger.context().close()
})

test('the cards show what the server answers', async () => {
  await page.goto('/')
  await showsFigures(page, await askServer<Kpis>('/kpis?period=last_30_days'))
})

test('a filter is chosen by search, changes every figure and survives a reload', async () => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('button', { name: 'Country' }).first().click()
  await write(page.getByRole('textbox', { name: 'Search…' }), 'ger')
  await page.getByRole('checkbox', { name: 'Germany' }).check()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/country=Germany/)
  const kpis = await askServer<Kpis>('/kpis?period=last_30_days&country=Germany')
  await showsFigures(page, kpis)
  await page.reload()
  await showsFigures(page, kpis)
  await expect(page.getByText('Country: Germany')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Country: Germany' }).click()
  await showsFigures(page, await askServer<Kpis>('/kpis?period=last_30_days'))
})

test('a period is chosen by its name and can be gone back from', async () => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Period:/ }).click()
  await page.getByRole('button', { name: /^Last month/ }).click()
  await expect(page).toHaveURL(/period=last_month/)
  await showsFigures(page, await askServer<Kpis>('/kpis?period=last_month'))
  await page.goBack()
  await showsFigures(page, await askServer<Kpis>('/kpis?period=last_30_days'))
})

test('every figure opens the orders behind it, and their number is the figure', async () => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Orders: / }).click()
  const { total_orders } = await askServer<Kpis>('/kpis?period=last_30_days')
  await expect(page.getByRole('dialog').getByText(new RegExp(`^${count(total_orders)} orders`))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the palette finds a customer, a product and a page by the keyboard', async () => {
  const customers = await askServer<{ items: { name: string }[] }>('/customers?limit=1')
  await page.goto('/')
  await drawn(page)
  await page.keyboard.press('/')
  await write(page.getByRole('combobox'), customers.items[0].name)
  await expect(page.getByRole('option', { name: customers.items[0].name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/customers\//)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(customers.items[0].name)
})

test('a chart is a table behind its switch', async () => {
  await page.goto('/')
  const panel = page.getByRole('region', { name: 'How is revenue going?' })
  await panel.getByRole('button', { name: 'Show as table' }).click()
  await expect(panel.getByRole('columnheader', { name: 'Revenue' })).toBeVisible()
})

test('a link opens the same view after signing in', async ({ browser }) => {
  const other = await openPage(browser)
  await other.goto('/sales?period=last_7_days&measure=orders')
  await signIn(other)
  await expect(other).toHaveURL(/\/sales\?period=last_7_days&measure=orders/)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sales')
  await other.context().close()
})

test('another shop has other figures in its own currency', async () => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Switch shop/ }).click()
  const other = await askServer<{ items: { name: string; workspace_id: string }[] }>('/workspaces')
  const boutique = other.items.find(({ workspace_id }) => workspace_id === 'boutique')!
  await page.getByRole('menuitem', { name: boutique.name }).click()
  await expect(page.getByRole('button', { name: /^Revenue: BOB|^Revenue: Bs/ })).toBeVisible()
  await page.getByRole('button', { name: /^Switch shop/ }).click()
  await page.getByRole('menuitem').first().click()
})
