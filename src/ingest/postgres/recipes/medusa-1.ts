import { hasColumn, tableSql } from '../catalogue.ts'
import type { Catalogue, CatalogueTable } from '../catalogue.ts'
import { feed } from '../feed.ts'
import type { Feed, Proposal } from '../feed.ts'
import { watchOf } from './find-columns.ts'
import { medusaCustomers } from './medusa-customers.ts'
import { minorUnits } from './minor-units.ts'
import { paidBackSql } from './paid-back.ts'

const columns = [
  'order_id',
  'ordered_at',
  'status',
  'payment_status',
  'currency',
  'customer_id',
  'country',
  'region',
  'city',
  'traffic_source',
  'shipping_cost',
  'transaction_id',
  'product_id',
  'product_name',
  'category',
  'quantity',
  'unit_price',
  'discount',
  'kind',
] as const

/**
 * Medusa 1: `order` and its `line_item`, amounts in the currency's smallest unit, with their adjustments as discounts and
 * the tax taken out where a line says that it holds it. What was paid back falls on its day; selling a gift card is no
 * revenue.
 */
export function medusa1(catalogue: Catalogue): Proposal | null {
  const table = (name: string): CatalogueTable | undefined => catalogue.find((each) => each.name === name)
  const order = table('order')
  const line = table('line_item')
  if (
    !order ||
    !line ||
    !hasColumn(order, 'currency_code') ||
    !hasColumn(line, 'order_id') ||
    !hasColumn(line, 'unit_price')
  )
    return null
  const variant = table('product_variant')
  const product = table('product')
  const type = table('product_type')
  const collection = table('product_collection')
  const lines = linesFeed({
    order,
    line,
    address: table('address'),
    adjustment: table('line_item_adjustment'),
    taxLine: table('line_item_tax_line'),
    refund: table('refund'),
    shipping: table('shipping_method'),
    channel: table('sales_channel'),
    variant,
    product,
    type,
    collection,
  })
  const feeds = [
    lines,
    medusaCustomers(table('customer')),
    variant && product && catalogueFeed({ variant, product, type, collection }),
  ]
  return { recipe: 'medusa-1', feeds: feeds.filter((each) => each !== undefined && each !== null) }
}

type Kinds = Record<'type' | 'collection', CatalogueTable | undefined>
type Parts = Record<'order' | 'line', CatalogueTable> &
  Kinds &
  Record<
    'address' | 'adjustment' | 'taxLine' | 'refund' | 'shipping' | 'channel' | 'variant' | 'product',
    CatalogueTable | undefined
  >

function categorySql({ type, collection }: Kinds, product: CatalogueTable | undefined): string {
  const kinds = [
    type && hasColumn(product, 'type_id')
      ? `(SELECT t.value FROM ${tableSql(type)} AS t WHERE t.id = p.type_id)`
      : null,
    collection && hasColumn(product, 'collection_id')
      ? `(SELECT c.title FROM ${tableSql(collection)} AS c WHERE c.id = p.collection_id)`
      : null,
  ].filter((each) => each !== null)
  return kinds.length === 0 ? 'NULL::text' : `coalesce(${kinds.join(', ')})`
}

function linesFeed(parts: Parts): Feed {
  const { order, line, address, adjustment, taxLine, refund, shipping, channel, variant, product } = parts
  const money = (amount: string): string => `(${amount})::numeric / ${minorUnits('o.currency_code')}`
  const rate = taxLine
    ? `coalesce((SELECT sum(x.rate)::numeric FROM ${tableSql(taxLine)} AS x WHERE x.item_id = l.id), ${hasColumn(order, 'tax_rate') ? 'o.tax_rate::numeric' : 'NULL'}, 0)`
    : hasColumn(order, 'tax_rate')
      ? 'coalesce(o.tax_rate, 0)::numeric'
      : '0::numeric'
  const net = (amount: string): string =>
    hasColumn(line, 'includes_tax')
      ? `round(${money(amount)} / CASE WHEN l.includes_tax THEN 1 + ${rate} / 100 ELSE 1 END, 4)`
      : `round(${money(amount)}, 4)`
  const off = adjustment
    ? `coalesce((SELECT sum(j.amount) FROM ${tableSql(adjustment)} AS j WHERE j.item_id = l.id), 0)`
    : '0'
  const place = address ? `LEFT JOIN ${tableSql(address)} AS a ON a.id = o.shipping_address_id` : ''
  const of = (name: string): string => (address ? `a.${name}` : 'NULL::text')
  const sent = shipping
    ? `(SELECT round(${money('sum(s.price)')}, 4) FROM ${tableSql(shipping)} AS s WHERE s.order_id = o.id)`
    : 'NULL::numeric'
  const head = (at: string): string => `o.id AS order_id, ${at} AS ordered_at,
    CASE WHEN o.canceled_at IS NOT NULL THEN 'canceled' WHEN o.status::text = 'archived' THEN NULL ELSE o.status::text END AS status,
    o.payment_status::text AS payment_status, upper(o.currency_code) AS currency, coalesce(o.customer_id, lower(o.email)) AS customer_id,
    upper(${of('country_code')}) AS country, ${of('province')} AS region, ${of('city')} AS city,
    ${channel && hasColumn(order, 'sales_channel_id') ? `(SELECT h.name FROM ${tableSql(channel)} AS h WHERE h.id = o.sales_channel_id)` : 'NULL::text'} AS traffic_source,
    ${sent} AS shipping_cost`
  const described =
    variant && product
      ? `LEFT JOIN ${tableSql(variant)} AS v ON v.id = l.variant_id LEFT JOIN ${tableSql(product)} AS p ON p.id = v.product_id`
      : ''
  const sold = `SELECT ${head('o.created_at')}, l.id AS transaction_id,
      ${described ? `coalesce(nullif(v.sku, ''), l.variant_id)` : 'l.variant_id'} AS product_id,
      ${described ? productName('l.title') : 'l.title'} AS product_name,
      ${described ? categorySql(parts, product) : 'NULL::text'} AS category, l.quantity::numeric AS quantity,
      ${net('l.unit_price')} AS unit_price, ${net(off)} AS discount, CASE WHEN l.is_giftcard THEN 'adjustment' ELSE 'sale' END AS kind
    FROM ${tableSql(order)} AS o JOIN ${tableSql(line)} AS l ON l.order_id = o.id AND l.quantity > 0 ${place} ${described}`
  const goods = `SELECT o.id AS order_key, sum(${net('l.unit_price * l.quantity')} - ${net(off)}) AS net,
      sum((${net('l.unit_price * l.quantity')} - ${net(off)}) * (1 + ${rate} / 100)) AS gross
    FROM ${tableSql(order)} AS o JOIN ${tableSql(line)} AS l ON l.order_id = o.id AND l.quantity > 0 AND NOT l.is_giftcard GROUP BY o.id`
  const back = refund
    ? paidBackSql(
        `SELECT o.id AS order_key, r.id AS id, r.created_at AS at, ${money('r.amount')} AS amount
          FROM ${tableSql(refund)} AS r JOIN ${tableSql(order)} AS o ON o.id = r.order_id`,
        goods,
      )
    : null
  const refunds = back
    ? `UNION ALL SELECT ${head('b.at')}, b.id, NULL, NULL, NULL, -1, b.amount, 0, 'refund'
      FROM (${back}) AS b JOIN ${tableSql(order)} AS o ON o.id = b.order_key ${place} WHERE b.amount > 0`
    : ''
  return feed('Medusa orders', 'lines', Object.fromEntries(columns.map((name) => [name, name])), {
    from: `(${sold} ${refunds}) AS every`,
    order_by: 'q.order_id, q.ordered_at, q.transaction_id',
    watches: [
      ...watchOf(order, 'o', 'o.id'),
      ...watchOf(line, 'l', 'l.order_id'),
      ...(refund ? watchOf(refund, 'r', 'r.order_id') : []),
    ],
  })
}

/** A variant's own title is part of its name, where it says something. */
function productName(title: string): string {
  return `concat_ws(' - ', coalesce(p.title, ${title}), nullif(nullif(v.title, 'Default variant'), 'One Size'))`
}

function catalogueFeed({
  variant,
  product,
  ...kinds
}: Record<'variant' | 'product', CatalogueTable> & Kinds): Feed {
  const from = `${tableSql(variant)} AS v JOIN ${tableSql(product)} AS p ON p.id = v.product_id`
  return feed(
    'Medusa products',
    'products',
    {
      product_id: `coalesce(nullif(v.sku, ''), v.id)`,
      product_name: productName('v.title'),
      category: categorySql(kinds, product),
      ...(hasColumn(variant, 'inventory_quantity') ? { stock_quantity: 'v.inventory_quantity' } : {}),
    },
    { from: `${from} ${hasColumn(variant, 'deleted_at') ? 'WHERE v.deleted_at IS NULL' : ''}`, watches: [] },
  )
}
