import { randomUUID } from 'node:crypto'
import { updateRecord } from '../src/actions/catalogue/edit-record.ts'
import type { ActionContext } from '../src/actions/action.ts'
import { categories } from '../src/answers/sales/categories.ts'
import { customer } from '../src/answers/customers/customer.ts'
import { customers } from '../src/answers/customers/customers.ts'
import { facets } from '../src/answers/sales/facets.ts'
import { orders } from '../src/answers/sales/orders.ts'
import { product } from '../src/answers/products/product.ts'
import { products } from '../src/answers/products/products.ts'
import { topProducts } from '../src/answers/sales/top-products.ts'
import { transactions } from '../src/answers/sales/transactions.ts'
import { openBenchShop } from './bench-shop.ts'
import type { BenchShop } from './bench-shop.ts'
import { printTable, round } from './measure.ts'

const bar = { milliseconds: 300 }
const runs = 7

/**
 * How long after asking for an edit every answer shows it: the edit's own transaction, since all that can be edited is
 * joined when reading. Each answer is then asked, and the bench fails where one does not show what was edited.
 */
export async function run(options: {
  data?: string
  json: boolean
  lines?: number
}): Promise<Record<string, unknown>> {
  const lines = options.lines ?? 10_000_000
  const shop = await openBenchShop(lines)
  try {
    const rows = []
    for (const entity of ['product', 'customer'] as const) rows.push(await timeEdits(shop, entity))
    printTable(options.json, `${lines} lines, medians of ${runs}`, rows)
    return { bar, lines, edits: rows }
  } finally {
    await shop.close()
  }
}

async function timeEdits(shop: BenchShop, entity: 'product' | 'customer') {
  const { context } = shop
  const { items } = await topProducts.run(context, topProducts.input.parse({ limit: 1 }))
  const { items: newest } = await orders.run(context, orders.input.parse({ limit: 100 }))
  const product_id = items[0].product_id
  const customer_id = (newest as { customer_id: string | null }[]).find(
    (row) => row.customer_id,
  )!.customer_id!
  const times: number[] = []
  let shown: Record<string, boolean> = {}
  for (let turn = 0; turn < runs; turn++) {
    const name = `Edited ${entity} ${turn}`
    const from = performance.now()
    await edit(shop, entity, entity === 'product' ? product_id : customer_id, name)
    times.push(performance.now() - from)
    shown =
      entity === 'product'
        ? await showProduct(shop, product_id, name)
        : await showCustomer(shop, customer_id, name)
    const missing = Object.keys(shown).filter((answer) => !shown[answer])
    if (missing.length > 0) throw new Error(`an edit does not show in ${missing.join(', ')}`)
  }
  times.sort((a, b) => a - b)
  return {
    edit: entity,
    median_ms: round(times[Math.floor(runs / 2)], 1),
    max_ms: round(times[runs - 1], 1),
    shown_in: Object.keys(shown).join(', '),
  }
}

async function edit(
  shop: BenchShop,
  entity: 'product' | 'customer',
  id: string,
  name: string,
): Promise<void> {
  const context = { warehouse: shop.warehouse, clock: shop.context.clock, intent_id: randomUUID() }
  const fields = entity === 'product' ? { product_name: name, category: name } : { name }
  await updateRecord(context as ActionContext, entity, id, fields)
}

const holds = (reply: unknown, name: string): boolean => JSON.stringify(reply).includes(name)

async function showProduct({ context }: BenchShop, product_id: string, name: string) {
  return {
    products: holds(await products.run(context, products.input.parse({ search: name })), name),
    product: holds(await product.run(context, product.input.parse({ product_id })), name),
    'top-products': holds(await topProducts.run(context, topProducts.input.parse({ limit: 100 })), name),
    categories: holds(
      await categories.run(context, categories.input.parse({ period: 'last_90_days' })),
      name,
    ),
    facets: holds(await facets.run(context, facets.input.parse({ period: 'last_90_days' })), name),
    transactions: holds(
      await transactions.run(context, transactions.input.parse({ search: name, limit: 1 })),
      name,
    ),
  }
}

async function showCustomer({ context }: BenchShop, customer_id: string, name: string) {
  return {
    customers: holds(await customers.run(context, customers.input.parse({ search: name })), name),
    customer: holds(await customer.run(context, customer.input.parse({ customer_id })), name),
    orders: holds(await orders.run(context, orders.input.parse({ customer_id })), name),
    transactions: holds(
      await transactions.run(context, transactions.input.parse({ search: name, limit: 1 })),
      name,
    ),
  }
}
