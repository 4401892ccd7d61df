import type { AppendColumn, Writer } from '../../src/warehouse/reader.ts'
import type { Shop } from './shop.ts'

type Columns = Record<string, AppendColumn['type']>

const money = 'decimal(18,4)'
const count = 'decimal(18,3)'

const place = { country: 'varchar', region: 'varchar', city: 'varchar' } as const

const tables: Record<Exclude<keyof Shop, 'currency' | 'time_zone' | 'now'>, Columns> = {
  customers: {
    customer_key: 'integer',
    customer_id: 'varchar',
    name: 'varchar',
    email: 'varchar',
    phone: 'varchar',
    ...place,
    age: 'smallint',
    gender: 'varchar',
    registration_date: 'date',
    archived_at: 'timestamp',
  },
  products: {
    product_key: 'integer',
    product_id: 'varchar',
    product_name: 'varchar',
    category: 'varchar',
    subcategory: 'varchar',
    brand: 'varchar',
    base_price: money,
    cost_price: money,
    stock_quantity: count,
    rating: 'double',
    archived_at: 'timestamp',
  },
  orders: {
    order_key: 'integer',
    order_id: 'varchar',
    customer_key: 'integer',
    ordered_at: 'timestamp',
    day: 'date',
    status: 'varchar',
    state: 'varchar',
    currency: 'varchar',
    exchange_rate: 'double',
    ...place,
    payment_method: 'varchar',
    device_type: 'varchar',
    traffic_source: 'varchar',
    shipping_cost: money,
    delivery_time: 'smallint',
  },
  order_lines: {
    order_key: 'integer',
    line_no: 'integer',
    transaction_id: 'varchar',
    product_key: 'integer',
    kind: 'varchar',
    quantity: count,
    unit_price: money,
    discount: money,
    tax: money,
    cost_price: money,
    line_at: 'timestamp',
    line_day: 'date',
  },
  visits: { day: 'date', source: 'varchar', device: 'varchar', country: 'varchar', visits: 'bigint' },
  reviews: {
    review_id: 'varchar',
    product_key: 'integer',
    customer_key: 'integer',
    rating: 'double',
    text: 'varchar',
    written_at: 'timestamp',
  },
  stock_levels: { product_key: 'integer', day: 'date', on_hand: count },
  exchange_rates: { currency: 'varchar', day: 'date', rate: 'double' },
}

/** Puts a shop's rows into the facts of a fresh warehouse. */
export async function fillWarehouse(writer: Writer, shop: Shop): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    const rows = shop[table as keyof typeof tables] as Record<string, string | number | null>[]
    if (rows.length === 0) continue
    await writer.append(
      'facts',
      table,
      Object.fromEntries(
        Object.entries(columns).map(([name, type]) => [name, { type, values: rows.map((row) => row[name]) }]),
      ),
    )
  }
}
