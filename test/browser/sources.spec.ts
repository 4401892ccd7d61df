import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { startPostgres } from '../sources/postgres-server.ts'
import type { PostgresServer } from '../sources/postgres-server.ts'
import { spanishSchema } from '../sources/spanish-shop.ts'
import { askServer, tellServer } from './api.ts'
import { openSignedIn } from './open-page.ts'

const shop = `${spanishSchema}
  INSERT INTO tipo (nombre) VALUES ('Vestidos'), ('Zapatos');
  INSERT INTO usuario (nombre, correo) SELECT 'Clienta ' || n, 'clienta' || n || '@tienda.example' FROM generate_series(1, 20) AS n;
  INSERT INTO producto (nombre, tipo_id, precio) SELECT 'Prenda ' || n, 1 + n % 2, 10 + n FROM generate_series(1, 10) AS n;
  INSERT INTO venta (usuario_id, fecha, estado)
    SELECT 1 + n % 20, timestamptz '2026-01-01' + n * interval '1 day', 'pagado' FROM generate_series(1, 60) AS n;
  INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario)
    SELECT n, 1 + n % 10, 1, 25 FROM generate_series(1, 60) AS n;`

let page: Page
let postgres: PostgresServer
let workspace: string

const orders = async (): Promise<number> =>
  (await askServer<{ total: number }>('/orders?period=all_time&limit=1', workspace)).total

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  const [made, opened] = await Promise.all([
    tellServer<{ workspace_id: string }>('/workspaces', { name: `Conectada ${Date.now()}` }),
    openSignedIn(browser),
    startPostgres().then(async (started) => {
      postgres = started
      await postgres.create('tienda', shop)
    }),
  ])
  workspace = made.workspace_id
  page = opened
  await page.evaluate((id) => localStorage.setItem('trastienda.workspace', id), workspace)
})
test.afterAll(async () => {
  await Promise.all([page?.context().close(), postgres?.stop()])
})

test('a shop is connected in five steps and its figures are there', async () => {
  await page.goto('/data/sources')
  await page.getByRole('link', { name: 'Connect a source' }).first().click()
  await page.getByRole('button', { name: 'PostgreSQL database' }).click()

  await page.getByRole('textbox', { name: 'Host' }).fill(postgres.folder)
  await page.getByRole('textbox', { name: 'Port' }).fill(String(postgres.port))
  await page.getByRole('textbox', { name: 'User' }).fill('postgres')
  await page.getByRole('textbox', { name: 'Database' }).fill('otra')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(page.getByText('The server has no database of that name.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled()

  await page.getByRole('textbox', { name: 'Database' }).fill('tienda')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(page.getByText('The connection works')).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()

  await expect(page.getByText('Recognised: Spanish shop')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Column order_id is' }).first()).toHaveValue('Order id')
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByRole('textbox', { name: 'Name' }).fill('Boutique')
  await page.getByRole('combobox', { name: 'When it is refreshed' }).click()
  await page.getByRole('option', { name: 'Every day' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('Every day at 06:07')).toBeVisible()

  await page.getByRole('button', { name: 'Connect and load' }).click()
  await expect(page.getByText('Boutique is connected')).toBeVisible({ timeout: 60_000 })
  expect(await orders()).toBe(60)
  await expect(page.getByRole('button', { name: /^Age of the data: / })).toBeVisible()
})

test('what changed in the shop is there after a refresh, and in the history', async () => {
  await postgres.run(
    'tienda',
    "UPDATE venta SET estado = 'entregado' WHERE id = 7; DELETE FROM venta WHERE id = 9",
  )
  await page.getByRole('link', { name: 'See the source' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Boutique')
  await page.getByRole('button', { name: 'Actions of Boutique' }).click()
  await page.getByRole('menuitem', { name: 'Look for deletions too' }).click()
  await expect(page.getByText('1 order changed · 1 order deleted')).toBeVisible({ timeout: 30_000 })
  expect(await orders()).toBe(59)
})

test('a folder shows what it does not understand, and a mapping of its columns is kept', async () => {
  await page.goto('/data/sources/new')
  await page.getByRole('button', { name: 'Folder', exact: false }).first().click()
  await page.getByRole('textbox', { name: 'Folder' }).fill('raros')
  await page.getByRole('button', { name: 'Test the folder' }).click()
  await expect(page.getByText('The folder can be read')).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  const choose = async (column: string, field: string): Promise<void> => {
    await page.getByRole('combobox', { name: `Column ${column} is` }).click()
    await page.getByRole('option', { name: field, exact: true }).click()
  }
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled()
  await choose('aa', 'Order id')
  await choose('bb', 'Order date')
  await choose('dd', 'Product id')
  await choose('ee', 'Unit price')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Connect and load' }).click()
  await expect(page.getByText('raros is connected')).toBeVisible({ timeout: 60_000 })
  expect(await orders()).toBe(60)
  await page.getByRole('link', { name: 'See the source' }).click()
  await expect(page.getByRole('heading', { name: 'raro.csv', exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Actions of raros' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
})

test('a source that fails is told in the bell and by the age of the data, and can be removed', async () => {
  await postgres.crash()
  await page.goto('/data/sources')
  await page.getByRole('link', { name: 'Boutique' }).first().click()
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(page.getByText('It could not be refreshed').first()).toBeVisible({ timeout: 30_000 })
  await page.goto('/')
  await page.getByRole('button', { name: '1 source needs attention' }).click()
  await page.getByRole('link', { name: 'Boutique could not be refreshed' }).click()
  await expect(page.getByText('is still shown')).toBeVisible()

  await page.getByRole('button', { name: 'Actions of Boutique' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No source is connected')).toBeVisible()
  expect(await orders()).toBe(60)
})
