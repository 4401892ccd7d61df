import { hasColumn, tableSql } from '../catalogue.ts'
import type { Catalogue, CatalogueTable } from '../catalogue.ts'
import { feed } from '../feed.ts'
import type { Proposal } from '../feed.ts'
import { watchOf } from './find-columns.ts'
import { paidBackSql } from './paid-back.ts'

/** Vendure: amounts in minor units, prices with or without tax as each line says, promotions as adjustments in JSON. */
export function vendure(catalogue: Catalogue): Proposal | null {
  const table = (name: string): CatalogueTable | undefined => catalogue.find((each) => each.name === name)
  const order = table('order')
  const line = table('order_line')
  const variant = table('product_variant')
  if (!order || !line || !variant || !hasColumn(order, 'orderPlacedAt')) return null
  const names = table('product_variant_translation')
  const customer = table('customer')
  const payment = table('payment')
  const refund = table('refund')
  const address = (field: string): string =>
    `nullif(nullif(o."shippingAddress"::text, '')::json ->> '${field}', '')`
  const head = `o.code AS order_id, %AT% AS ordered_at,
    CASE o.state WHEN 'Cancelled' THEN 'cancelled' WHEN 'Delivered' THEN 'delivered' WHEN 'PartiallyDelivered' THEN 'shipped'
      WHEN 'Shipped' THEN 'shipped' WHEN 'PartiallyShipped' THEN 'shipped' WHEN 'PaymentSettled' THEN 'paid'
      WHEN 'PaymentAuthorized' THEN 'authorized' ELSE 'pending' END AS status,
    o."currencyCode"::text AS currency, o."customerId" AS customer_id, upper(${address('countryCode')}) AS country,
    ${address('province')} AS region, ${address('city')} AS city, round(o.shipping / 100.0, 2) AS shipping_cost`
  const placed = 'o."orderPlacedAt" IS NOT NULL'
  const rate = `coalesce((SELECT sum((x ->> 'taxRate')::numeric) FROM json_array_elements(nullif(l."taxLines"::text, '')::json) AS x), 0)`
  // all that a line holds is with tax or without, as it says itself
  const net = (amount: string): string =>
    `round((${amount}) / 100.0 / CASE WHEN l."listPriceIncludesTax" THEN 1 + ${rate} / 100 ELSE 1 END, 4)`
  const off = `coalesce((SELECT -sum((x ->> 'amount')::numeric) FROM json_array_elements(nullif(l.adjustments::text, '')::json) AS x
    WHERE x ->> 'type' LIKE '%PROMOTION%'), 0)`
  // what was cancelled after it was paid is out of the quantity, and among what was paid back: it is taken off once
  const settled =
    refund && payment
      ? `EXISTS (SELECT 1 FROM ${tableSql(refund)} AS r JOIN ${tableSql(payment)} AS p ON p.id = r."paymentId"
          WHERE p."orderId" = l."orderId" AND r.state = 'Settled')`
      : 'false'
  const units = hasColumn(line, 'orderPlacedQuantity')
    ? `CASE WHEN ${settled} THEN greatest(l.quantity, l."orderPlacedQuantity") ELSE l.quantity END`
    : 'l.quantity'
  const named = names ? `(SELECT min(n.name) FROM ${tableSql(names)} AS n WHERE n."baseId" = v.id)` : 'v.sku'
  const lines = `SELECT ${head.replace('%AT%', 'o."orderPlacedAt"')}, l.id AS transaction_id, v.sku AS product_id, ${named} AS product_name,
      (${units})::numeric AS quantity, ${net('l."listPrice"')} AS unit_price, ${net(off)} AS discount, 'sale' AS kind
    FROM ${tableSql(order)} AS o JOIN ${tableSql(line)} AS l ON l."orderId" = o.id AND ${units} > 0
    JOIN ${tableSql(variant)} AS v ON v.id = l."productVariantId" WHERE ${placed}`
  const worth = `(${net(`l."listPrice" * ${units}`)} - ${net(off)})`
  const goods = `SELECT l."orderId" AS order_key, sum(${worth}) AS net, sum(${worth} * (1 + ${rate} / 100)) AS gross
    FROM ${tableSql(line)} AS l WHERE ${units} > 0 GROUP BY l."orderId"`
  const back = (refunds: CatalogueTable, payments: CatalogueTable): string =>
    paidBackSql(
      `SELECT p."orderId" AS order_key, r.id AS id, r."createdAt" AS at, round(r.total / 100.0, 2) AS amount
        FROM ${tableSql(refunds)} AS r JOIN ${tableSql(payments)} AS p ON p.id = r."paymentId" WHERE r.state = 'Settled'`,
      goods,
    )
  const refunds =
    refund && payment
      ? `UNION ALL SELECT ${head.replace('%AT%', 'b.at')}, 9000000000 + b.id, NULL, NULL, -1, b.amount, 0, 'refund'
        FROM (${back(refund, payment)}) AS b JOIN ${tableSql(order)} AS o ON o.id = b.order_key
        WHERE ${placed} AND b.amount > 0`
      : ''
  const columns = [
    'order_id',
    'ordered_at',
    'status',
    'currency',
    'customer_id',
    'country',
    'region',
    'city',
    'shipping_cost',
    'transaction_id',
    'product_id',
    'product_name',
    'quantity',
    'unit_price',
    'discount',
    'kind',
  ] as const
  const orders = feed('Vendure orders', 'lines', Object.fromEntries(columns.map((name) => [name, name])), {
    from: `(${lines} ${refunds}) AS every`,
    order_by: 'q.order_id, q.ordered_at, q.transaction_id',
    watches: [
      ...vendureWatch(order, 'o', 'o.code'),
      ...vendureWatch(
        line,
        'l',
        'o.code',
        `${tableSql(line)} AS l JOIN ${tableSql(order)} AS o ON o.id = l."orderId"`,
      ),
      ...(refund && payment
        ? vendureWatch(
            refund,
            'r',
            'o.code',
            `${tableSql(refund)} AS r JOIN ${tableSql(payment)} AS p ON p.id = r."paymentId" JOIN ${tableSql(order)} AS o ON o.id = p."orderId"`,
          )
        : []),
    ],
  })
  const people =
    customer &&
    feed(
      'Vendure customers',
      'customers',
      {
        customer_id: 'c.id',
        first_name: 'c."firstName"',
        last_name: 'c."lastName"',
        email: 'lower(c."emailAddress")',
        phone: 'c."phoneNumber"',
        registration_date: 'c."createdAt"',
      },
      {
        from: `${tableSql(customer)} AS c WHERE c."deletedAt" IS NULL`,
        watches: vendureWatch(customer, 'c', 'c.id'),
      },
    )
  return { recipe: 'vendure', feeds: [orders, ...(people ? [people] : [])] }
}

/** TypeORM sets `updatedAt` at every change it makes. */
function vendureWatch(table: CatalogueTable, row: string, key: string, from?: string) {
  const found = table.columns.some(({ name, nullable }) => name === 'updatedAt' && !nullable)
  const relation = from ?? `${tableSql(table)} AS ${row}`
  return found
    ? [{ relation, row, key, mode: 'updated_at' as const, column: `${row}."updatedAt"` }]
    : watchOf(table, row, key, from)
}
