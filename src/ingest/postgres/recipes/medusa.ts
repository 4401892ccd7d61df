import { hasColumn, tableSql } from '../catalogue.ts'
import type { Catalogue, CatalogueTable } from '../catalogue.ts'
import { feed } from '../feed.ts'
import type { Proposal } from '../feed.ts'
import { watchOf } from './find-columns.ts'
import { medusaCustomers } from './medusa-customers.ts'
import { paidBackSql } from './paid-back.ts'

/** Medusa 2: an order's lines are those of its newest version, in major units, with their adjustments as discounts. */
export function medusa(catalogue: Catalogue): Proposal | null {
  const table = (name: string): CatalogueTable | undefined => catalogue.find((each) => each.name === name)
  const order = table('order')
  const item = table('order_item')
  const line = table('order_line_item')
  if (!order || !item || !line) return null
  const address = table('order_address')
  const adjustment = table('order_line_item_adjustment')
  const transaction = table('order_transaction')
  const taxLine = table('order_line_item_tax_line')
  const head = `o.id AS order_id, %AT% AS ordered_at,
    CASE WHEN o.canceled_at IS NOT NULL THEN 'canceled' ELSE o.status::text END AS status, upper(o.currency_code) AS currency,
    coalesce(o.customer_id, lower(o.email)) AS customer_id,
    ${address ? 'upper(a.country_code)' : 'NULL::text'} AS country, ${address ? 'a.province' : 'NULL::text'} AS region,
    ${address ? 'a.city' : 'NULL::text'} AS city`
  const place = address ? `LEFT JOIN ${tableSql(address)} AS a ON a.id = o.shipping_address_id` : ''
  const real = `o.deleted_at IS NULL ${hasColumn(order, 'is_draft_order') ? 'AND NOT o.is_draft_order' : ''}`
  const version = hasColumn(order, 'version') && hasColumn(item, 'version') ? 'AND i.version = o.version' : ''
  const discount = adjustment
    ? `coalesce((SELECT sum(j.amount) FROM ${tableSql(adjustment)} AS j WHERE j.item_id = l.id AND j.deleted_at IS NULL), 0)`
    : '0::numeric'
  const rate = taxLine
    ? `coalesce((SELECT sum(x.rate)::numeric FROM ${tableSql(taxLine)} AS x WHERE x.item_id = l.id AND x.deleted_at IS NULL), 0)`
    : '0::numeric'
  // an adjustment holds the tax where the price does
  const net = (amount: string): string =>
    hasColumn(line, 'is_tax_inclusive')
      ? `round((${amount}) / CASE WHEN l.is_tax_inclusive THEN 1 + ${rate} / 100 ELSE 1 END, 4)`
      : amount
  const price = hasColumn(item, 'unit_price') ? 'coalesce(i.unit_price, l.unit_price)' : 'l.unit_price'
  const lines = `SELECT ${head.replace('%AT%', 'o.created_at')}, l.id AS transaction_id,
      coalesce(l.variant_sku, l.variant_id, l.product_id) AS product_id, coalesce(l.product_title, l.title) AS product_name,
      coalesce(l.product_type, l.product_collection) AS category, i.quantity AS quantity, ${net(price)} AS unit_price, ${net(discount)} AS discount, ${hasColumn(line, 'is_giftcard') ? `CASE WHEN l.is_giftcard THEN 'adjustment' ELSE 'sale' END` : `'sale'`} AS kind
    FROM ${tableSql(order)} AS o JOIN ${tableSql(item)} AS i ON i.order_id = o.id ${version} AND i.deleted_at IS NULL AND i.quantity > 0
    JOIN ${tableSql(line)} AS l ON l.id = i.item_id ${place} WHERE ${real}`
  const goods = `SELECT o.id AS order_key, sum(${net(price)} * i.quantity - ${net(discount)}) AS net,
      sum((${net(price)} * i.quantity - ${net(discount)}) * (1 + ${rate} / 100)) AS gross
    FROM ${tableSql(order)} AS o JOIN ${tableSql(item)} AS i ON i.order_id = o.id ${version} AND i.deleted_at IS NULL AND i.quantity > 0
    JOIN ${tableSql(line)} AS l ON l.id = i.item_id GROUP BY o.id`
  const back = (from: string): string =>
    paidBackSql(
      `SELECT t.order_id AS order_key, t.id AS id, t.created_at AS at, abs(t.amount) AS amount FROM ${from} AS t
        WHERE t.reference = 'refund' AND t.deleted_at IS NULL`,
      goods,
    )
  const refunds = transaction
    ? `UNION ALL SELECT ${head.replace('%AT%', 'b.at')}, b.id, NULL, NULL, NULL, -1, b.amount, 0, 'refund'
      FROM (${back(tableSql(transaction))}) AS b JOIN ${tableSql(order)} AS o ON o.id = b.order_key ${place}
      WHERE ${real} AND b.amount > 0`
    : ''
  const names = [
    'order_id',
    'ordered_at',
    'status',
    'currency',
    'customer_id',
    'country',
    'region',
    'city',
    'transaction_id',
    'product_id',
    'product_name',
    'category',
    'quantity',
    'unit_price',
    'discount',
    'kind',
  ] as const
  const orders = feed('Medusa orders', 'lines', Object.fromEntries(names.map((name) => [name, name])), {
    from: `(${lines} ${refunds}) AS every`,
    order_by: 'q.order_id, q.ordered_at, q.transaction_id',
    watches: [
      ...watchOf(order, 'o', 'o.id'),
      ...watchOf(item, 'i', 'i.order_id'),
      ...(transaction ? watchOf(transaction, 't', 't.order_id') : []),
    ],
  })
  const people = medusaCustomers(table('customer'))
  return { recipe: 'medusa', feeds: [orders, ...(people ? [people] : [])] }
}
