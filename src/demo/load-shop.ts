import { AppError } from '../base/errors.ts'
import type { Clock } from '../base/clock.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { openShop } from './open-shop.ts'
import type { OpenShop, ShopOptions } from './open-shop.ts'
import type { ShopName } from './shop-plan.ts'
import { insertTable } from './stage-table.ts'
import type { Truth } from './truth.ts'

export type LoadedShop = { import_id: string; truth: Truth }

export type LoadProgress = { lines: number; expected_lines: number }

export type LoadOptions = ShopOptions & { clock: Clock }

const ordersABatch = 150_000
const customersABatch = 500_000

/**
 * Makes a demo shop and writes it into an empty workspace, in one transaction, stretch by stretch: memory does not
 * grow with the lines. The truth is the caller's to keep.
 */
export async function loadDemo(
  warehouse: Pick<Warehouse, 'write'>,
  name: ShopName,
  { clock, ...options }: LoadOptions,
  onProgress: (progress: LoadProgress) => void = () => undefined,
): Promise<LoadedShop> {
  const shop = openShop(name, options)
  const import_id = `demo-${name}-${options.seed ?? 42}`
  const truth = await warehouse.write(['sales', 'catalogue', 'customers'], async (writer) => {
    await refuseUnlessEmpty(writer)
    const written = await writeShop(writer, shop, import_id, onProgress)
    await recordImport(writer, import_id, clock, written)
    return written
  })
  return { import_id, truth }
}

async function refuseUnlessEmpty(writer: Writer): Promise<void> {
  const { rows } = await writer.row<{ rows: number }>(
    raw(`
    SELECT CAST((SELECT count(*) FROM facts.orders) + (SELECT count(*) FROM facts.customers)
      + (SELECT count(*) FROM facts.products) AS INTEGER) AS rows`),
  )
  if (rows > 0) {
    throw new AppError(
      'conflicting_state',
      'the workspace holds data already: a demo shop needs an empty one',
    )
  }
}

async function writeShop(
  writer: Writer,
  shop: OpenShop,
  importId: string,
  onProgress: (progress: LoadProgress) => void,
): Promise<Truth> {
  const { expected_lines } = shop
  let lines = 0
  for (const batch of shop.batches(ordersABatch)) {
    await insertTable(writer, 'orders', batch.orders, importId)
    await insertTable(writer, 'order_lines', batch.order_lines, importId)
    await insertTable(writer, 'reviews', batch.reviews, importId)
    lines += batch.order_lines.rows
    onProgress({ lines, expected_lines })
  }
  for (const customers of shop.customers(customersABatch)) {
    await insertTable(writer, 'customers', customers, importId)
  }
  const { tables, truth } = shop.rest()
  await insertTable(writer, 'products', tables.products, importId)
  await insertTable(writer, 'visits', tables.visits, importId)
  await insertTable(writer, 'exchange_rates', tables.exchange_rates, null)
  if (tables.stock_levels !== null) await insertTable(writer, 'stock_levels', tables.stock_levels, importId)
  return truth
}

async function recordImport(writer: Writer, importId: string, clock: Clock, truth: Truth): Promise<void> {
  const { lines } = truth.counts
  const verdict = JSON.stringify({ verdict: 'good', rows_read: lines, rows_loaded: lines, rows_set_aside: 0 })
  await writer.run(sql`
    INSERT INTO facts.imports (import_id, applied_at, file_name, kind, verdict, sequence)
    SELECT ${importId}, CAST(${clock().toISOString()} AS TIMESTAMP), ${`${truth.shop} (demo)`}, 'demo', ${verdict},
      coalesce(max(sequence), 0) + 1
    FROM facts.imports`)
}
