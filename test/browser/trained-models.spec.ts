import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { askServer } from './api.ts'
import { openSignedIn } from './open-page.ts'
import { trained } from './trained.ts'
import { write } from './write.ts'

// the last of the files, so that a new server has trained its models meanwhile
test.describe.configure({ timeout: 300_000 })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openSignedIn(browser)
})
test.afterAll(() => page.context().close())

type Odd = { items: { date: string; entity: string; metric: string; id: string | null }[] }

test('an odd day opens what accounts for it, and its orders', async () => {
  await trained('anomalies')
  const { items } = await askServer<Odd>('/ml/anomalies?period=all_time&entity=shop&severity=high')
  await page.goto('/forecasts/anomalies?period=all_time&kind=shop&severity=high')
  await page.getByRole('table', { name: 'Odd days and orders' }).getByRole('link').first().click()
  await expect(page).toHaveURL(new RegExp(`odd=${items[0].date}`))
  await expect(page.getByRole('dialog').getByText(/were? to be expected/)).toBeVisible()
  await page.getByRole('button', { name: 'See the orders of that day' }).click()
  await expect(page.getByRole('dialog', { name: /orders/i })).toBeVisible()
})

test('demand by product is searched and leads to the product', async () => {
  await trained('demand-forecast')
  const { items } = await askServer<{ items: { product_name: string }[] }>('/forecast/demand?top_n=1')
  const [{ product_name: name }] = items
  await page.goto('/forecasts/products')
  await write(page.getByRole('searchbox', { name: 'Name or id' }), name)
  await page.getByRole('table', { name: 'Demand by product' }).getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByRole('region', { name: 'How much will be asked for?' })).toContainText('In 90 days')
})
