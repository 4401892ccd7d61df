import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { askServer } from './api.ts'
import { drawn, openSignedIn } from './open-page.ts'
import { write } from './write.ts'

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openSignedIn(browser)
})
test.afterAll(() => page.context().close())

type Forecast = {
  total: { value: number; lower_80: number; upper_80: number }
  predictions: { date: string }[]
}

const exact = (value: number): RegExp =>
  new RegExp(
    new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
      .format(value)
      .replace(/[$.]/g, '\\$&'),
  )

test('the forecast is told in words, with the total that the server answers', async () => {
  const { total } = await askServer<Forecast>('/forecast/sales?days_ahead=30&period=last_year')
  await page.goto('/forecasts?days_ahead=30')
  const told = page.getByRole('region', { name: 'What to expect' })
  await expect(told.getByText(/In the next 30 days expect about/)).toBeVisible()
  await expect(told.getByTitle(exact(total.value))).toBeVisible()
})

test('horizon and measure are chosen, stand in the address and change what is told', async () => {
  await page.goto('/forecasts')
  await page.getByRole('radiogroup', { name: 'Days ahead' }).getByText('60 days').click()
  await page.getByRole('radiogroup', { name: 'What to forecast' }).getByText('Orders').click()
  await expect(page).toHaveURL(/days_ahead=60/)
  await expect(page).toHaveURL(/measure=orders/)
  await expect(page.getByText(/In the next 60 days expect about .* orders/)).toBeVisible()
})

test('the forecast downloads as the table behind its chart', async () => {
  const { predictions } = await askServer<Forecast>('/forecast/sales?days_ahead=30&period=last_year')
  await page.goto('/forecasts?days_ahead=30')
  const chart = page.getByRole('region', { name: 'What is coming?' })
  await chart.getByRole('button', { name: /^Options of/ }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Download CSV' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).split('\r\n')
  expect(lines[0]).toMatch(/Date,Sold,Expected,80% from,80% to,95% from,95% to$/)
  expect(lines[1]).toContain(predictions[0].date)
})

test('on a phone the parts of the page are closed until they are asked for', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/forecasts')
  await expect(page.getByText(/In the next 90 days expect about/)).toBeVisible()
  const part = page.getByRole('button', { name: 'Seasons, holidays and promotions' })
  await expect(part).toHaveAttribute('aria-expanded', 'false')
  const asked = page.waitForRequest(/\/forecast\/decomposition/)
  await part.press('Enter')
  await asked
  await expect(page.getByRole('region', { name: 'Which months sell most?' })).toBeVisible()
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('a scenario is tried, saved, removed and brought back', async () => {
  await page.goto('/forecasts/scenarios')
  await page.getByRole('button', { name: 'Growth or decline' }).click()
  await expect(page.getByText(/In 90 days expect about .* instead of/)).toBeVisible()
  await expect(page.getByRole('group', { name: /change in 1 parts/ })).toContainText('Growth of +10.0%')
  await write(page.getByRole('textbox', { name: 'Name' }), 'A tenth more')
  await page.getByRole('button', { name: 'Save scenario' }).click()
  const row = page.getByRole('row', { name: /A tenth more/ })
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: /^Remove/ }).click()
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: /^Remove/ }).click()
  await expect(row).toHaveCount(0)
})

type Why = { difference: number; decompositions: { parts: { amount: number }[] }[] }

test('every key figure tells why it changed, in parts that sum to the change', async () => {
  const { difference, decompositions } = await askServer<Why>('/analytics/why?period=last_30_days')
  const parts = decompositions[0].parts
  expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(difference, 4)
  await page.goto('/')
  await drawn(page)
  await expect(page.getByRole('button', { name: /^Why\?/ })).toHaveCount(8)
  await page.getByRole('button', { name: 'Why? Revenue' }).click()
  const drawer = page.getByRole('dialog')
  const waterfall = drawer.getByRole('group', { name: `Revenue: change in ${parts.length} parts` })
  await expect(waterfall).toContainText('The change')
  await drawer.getByText('Price, volume and mix').click()
  await expect(drawer.getByRole('group', { name: 'Revenue: change in 3 parts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
})

test('the toggle of the filter bar shows what is expected on the trend', async () => {
  await page.goto('/')
  const asked = page.waitForRequest(/\/forecast\/sales/)
  await page.getByRole('button', { name: 'Forecast', exact: true }).click()
  await asked
  await expect(page).toHaveURL(/predictions=on/)
  await expect(page.getByRole('button', { name: 'Forecast', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})
