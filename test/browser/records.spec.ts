import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { askServer } from './api.ts'
import { openSignedIn } from './open-page.ts'
import { write } from './write.ts'

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openSignedIn(browser)
})
test.afterAll(() => page.context().close())

type Product = { product_id: string; product_name: string; base_price: number; archived_at: string | null }
const best = async (): Promise<Product> =>
  (await askServer<{ items: Product[] }>('/products?limit=1')).items[0]
const one = (id: string): Promise<Product> => askServer<Product>(`/products/${id}`)

test('a product is edited, and the edit undone', async () => {
  const product = await best()
  await page.goto(`/products/${product.product_id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await write(page.getByRole('textbox', { name: 'Name' }), 'Mesa ñandú 🪑 طاولة')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mesa ñandú 🪑 طاولة')
  expect((await one(product.product_id)).product_name).toBe('Mesa ñandú 🪑 طاولة')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(product.product_name)
})

test('a product is archived, leaves the list and comes back', async () => {
  const product = await best()
  await page.goto('/products')
  await page.getByRole('button', { name: `Actions of ${product.product_name}` }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await expect(page.getByText(`${product.product_name} was archived`)).toBeVisible()
  await expect(page.getByRole('link', { name: product.product_name, exact: true })).toHaveCount(0)
  expect((await one(product.product_id)).archived_at).not.toBeNull()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name: product.product_name, exact: true })).toBeVisible()
})

test('a customer is added and found', async () => {
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Add customer' }).click()
  await write(page.getByRole('textbox', { name: 'Name' }), 'Ñusta de Prueba')
  await write(page.getByRole('textbox', { name: 'Email' }), 'nusta@example.com')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page).toHaveURL(/\/customers\/.+/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ñusta de Prueba')
  await page.goto('/customers?search=usta%20de%20Prueba')
  await expect(page.getByRole('link', { name: 'Ñusta de Prueba' }).first()).toBeVisible()
})

test('a session that ends during an edit keeps what was typed', async () => {
  const product = await best()
  const brand = `Lo que escribí ${Date.now()}`
  await page.goto(`/products/${product.product_id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await write(page.getByRole('textbox', { name: 'Brand' }), brand)
  const ended = {
    status: 401,
    contentType: 'application/json',
    body: '{"error":{"code":"session_expired","message":""}}',
  }
  await page.route('**/api/v1/**', async (route) => {
    if (route.request().url().includes('/auth/login')) return route.continue()
    return route.fulfill(ended)
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
  await page.unroute('**/api/v1/**')
  await page.locator('input[name=password]').fill('llueve-en-Sucre-7')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('was saved')).toBeVisible()
  expect((await askServer<{ brand: string }>(`/products/${product.product_id}`)).brand).toBe(brand)
})

test('what was typed is not lost by a slip', async () => {
  await page.goto('/products')
  await page.getByRole('button', { name: 'Add product' }).click()
  await write(page.getByRole('textbox', { name: 'Name' }), 'A medias')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Discard the changes?')).toBeVisible()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('A medias')
})

test('a server that is down is said, and asked again', async () => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: /^Revenue: / })).toBeVisible()
  await page.route('**/api/v1/analytics/geo-tree**', (route) => route.abort())
  await page.getByRole('link', { name: 'Sales' }).click()
  const panel = page.getByRole('region', { name: 'What sells where?' })
  await expect(panel.getByRole('alert')).toContainText('The server cannot be reached')
  await page.unroute('**/api/v1/analytics/geo-tree**')
  await panel.getByRole('button', { name: 'Try again' }).click()
  await expect(panel.getByRole('alert')).toHaveCount(0)
  await expect(panel.getByRole('button', { name: /^USA/ })).toBeVisible()
})
