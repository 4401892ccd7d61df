import type { Page } from '@playwright/test'
import { owner } from './server.ts'

/** Signs in on the page as it stands, whatever its language. */
export async function signIn(page: Page, who: { email: string; password: string } = owner): Promise<void> {
  await page.locator('input[name=email]').fill(who.email)
  await page.locator('input[name=password]').fill(who.password)
  await page.getByRole('button', { name: /^(Entrar|Sign in)$/ }).click()
  await page.locator('main#content').waitFor()
}
