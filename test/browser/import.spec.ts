import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { askServer } from './api.ts'
import { openSignedIn } from './open-page.ts'

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openSignedIn(browser)
})
test.afterAll(() => page.context().close())

const lines = 5000

/** The layout of UCI's Online Retail, with its dirt: returns, no customer, no price, postage, dates day first. */
function onlineRetail(): string {
  const rows = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country']
  for (let row = 0; row < lines; row++) {
    const order = 700_000 + Math.floor(row / 4)
    const returned = row % 50 === 7
    const guest = row % 9 === 0
    const code = row % 97 === 3 ? 'POST' : `Z${1000 + (row % 300)}`
    const price = row % 101 === 5 ? '0.00' : (1.25 + (row % 40) / 4).toFixed(2)
    const day = `${String(1 + (row % 28)).padStart(2, '0')}/12/2010`
    const quantity = returned ? -(1 + (row % 3)) : 1 + (row % 12)
    rows.push(
      [
        `${returned ? 'C' : ''}${order}`,
        code,
        `"Mug ""no. ${row % 300}"", blue"`,
        quantity,
        `${day} 08:${String(row % 60).padStart(2, '0')}`,
        price,
        guest ? '' : `${17_000 + (row % 400)}.0`,
        'United Kingdom',
      ].join(','),
    )
  }
  return `${rows.join('\r\n')}\r\n`
}

test('a file goes through the wizard, and out again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'retail-'))
  const path = join(folder, 'online-retail.csv')
  await writeFile(path, onlineRetail())
  const before = await askServer<{ total: number }>('/transactions?period=all_time&limit=1')

  await page.goto('/data')
  await page.getByRole('link', { name: 'Import data' }).click()
  await page.locator('input[type=file]').setInputFiles(path)
  await expect(page.getByRole('heading', { name: 'online-retail.csv' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Column InvoiceNo is' })).toHaveValue('Order id')
  await expect(page.getByRole('combobox', { name: 'Column CustomerID is' })).toHaveValue('Customer id')

  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByRole('button', { name: /^Load [\d,]+ rows$/ })).toBeVisible()
  await expect(page.getByText('Rows read')).toBeVisible()
  expect((await askServer<{ total: number }>('/transactions?period=all_time&limit=1')).total).toBe(
    before.total,
  )

  await page.getByRole('button', { name: /^Load [\d,]+ rows$/ }).click()
  await expect(page.getByText(/rows were loaded/)).toBeVisible({ timeout: 60_000 })
  const after = await askServer<{ total: number }>('/transactions?period=all_time&limit=1')
  expect(after.total).toBeGreaterThan(before.total + lines * 0.9)

  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('The import was undone')).toBeVisible()
  expect((await askServer<{ total: number }>('/transactions?period=all_time&limit=1')).total).toBe(
    before.total,
  )
})

test('a file that is none is refused in words, and can be changed for another', async () => {
  await page.goto('/data/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'nothing.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') })
  await expect(page.getByRole('status').or(page.getByText('nothing.csv')).first()).toBeVisible()
})

test("a platform's export is named, and a rate that is missing is asked for", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shopify-'))
  const path = join(folder, 'orders_export.csv')
  await writeFile(
    path,
    `Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Lineitem taxable
#9001,ana@example.com,paid,ISK,1000.00,0.00,0.00,1000.00,2024-03-01 10:00:00 -0400,1,Mug,1000.00,ISK-MUG,true,true
`,
  )
  await page.goto('/data/import')
  await page.locator('input[type=file]').setInputFiles(path)
  await expect(page.getByText('Recognised: Shopify: orders')).toBeVisible()
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByRole('heading', { name: 'Exchange rates are missing' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'There is nothing new to load' })).toBeDisabled()
  await page.getByRole('textbox', { name: /^1 ISK in / }).fill('0.05')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('button', { name: 'Load 1 row' })).toBeEnabled()
})

test('everything can be taken along as a zip', async () => {
  await page.goto('/data')
  await page.getByRole('button', { name: 'Export everything' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'As CSV, in a ZIP' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.zip$/)
})
