import { hasColumn, tableSql } from '../catalogue.ts'
import type { Catalogue, CatalogueTable } from '../catalogue.ts'
import { feed } from '../feed.ts'
import type { Feed, Proposal } from '../feed.ts'
import { watchOf } from './find-columns.ts'

/** The table that ends so, under whatever prefix this installation has. */
function tableOf(catalogue: Catalogue, prefix: string, name: string): CatalogueTable | undefined {
  return catalogue.find((table) => table.name === `${prefix}${name}`)
}

/**
 * WooCommerce's own order tables (HPOS), copied to PostgreSQL as they are in MySQL. Amounts are those of the lines, without
 * tax; a refund is an order of its own there, and falls on its day under the order it belongs to.
 */
export function woocommerce(catalogue: Catalogue): Proposal | null {
  const orders = catalogue.find(({ name }) => /(^|_)wc_orders$/.test(name))
  if (!orders) return null
  const prefix = orders.name.slice(0, -'wc_orders'.length)
  const items = tableOf(catalogue, prefix, 'woocommerce_order_items')
  const meta = tableOf(catalogue, prefix, 'woocommerce_order_itemmeta')
  const addresses = tableOf(catalogue, prefix, 'wc_order_addresses')
  if (!items || !meta) return null
  const posts = tableOf(catalogue, prefix, 'posts')
  const postMeta = tableOf(catalogue, prefix, 'postmeta')
  const facts = tableOf(catalogue, prefix, 'wc_order_operational_data')
  const products = posts && productsFeed(catalogue, prefix, posts, postMeta)
  const lines = linesFeed({ orders, items, meta, addresses, facts })
  const people = peopleFeed(orders, addresses)
  return { recipe: 'woocommerce', feeds: [lines, people, ...(products ? [products] : [])] }
}

type Tables = Record<'orders' | 'items' | 'meta', CatalogueTable> &
  Record<'addresses' | 'facts', CatalogueTable | undefined>

function linesFeed({ orders, items, meta, addresses, facts }: Tables): Feed {
  const has = (name: string): boolean => hasColumn(orders, name)
  const itemMeta = (row: string, key: string): string =>
    `LEFT JOIN ${tableSql(meta)} AS ${row} ON ${row}.order_item_id = i.order_item_id AND ${row}.meta_key = '${key}'`
  const number = (row: string): string => `nullif(${row}.meta_value, '')::numeric`
  const address = (row: string, type: string): string =>
    addresses
      ? `LEFT JOIN ${tableSql(addresses)} AS ${row} ON ${row}.order_id = h.id AND ${row}.address_type = '${type}'`
      : ''
  const placed = (name: string): string =>
    addresses ? `coalesce(nullif(s.${name}, ''), nullif(b.${name}, ''))` : 'NULL::text'
  const shared = `h.id AS order_id, (o.date_created_gmt)::timestamp AT TIME ZONE 'UTC' AS ordered_at,
    regexp_replace(h.status, '^wc-', '') AS status, h.currency AS currency,
    coalesce(nullif(h.customer_id::text, '0'), lower(nullif(h.billing_email, ''))) AS customer_id,
    ${placed('country')} AS country, ${placed('state')} AS region, ${placed('city')} AS city,
    ${has('payment_method_title') ? `coalesce(nullif(h.payment_method_title, ''), h.payment_method)` : 'h.payment_method'} AS payment_method,
    ${facts ? 'f.shipping_total_amount' : 'NULL::numeric'} AS shipping_cost`
  const heads = `JOIN ${tableSql(orders)} AS h ON h.id = CASE WHEN o.type = 'shop_order_refund' THEN o.parent_order_id ELSE o.id END
      AND h.type = 'shop_order' AND h.status NOT IN ('auto-draft', 'wc-checkout-draft', 'checkout-draft', 'trash')
    ${address('b', 'billing')} ${address('s', 'shipping')}
    ${facts ? `LEFT JOIN ${tableSql(facts)} AS f ON f.order_id = h.id` : ''}`
  const quantity = `coalesce(nullif(${number('mq')}, 0), CASE WHEN o.type = 'shop_order_refund' THEN -1 ELSE 1 END)`
  const total = `coalesce(${number('mt')}, 0)`
  const before = `coalesce(${number('ms')}, ${number('mt')}, 0)`
  // what is no product has no price before discounts
  const lines = `SELECT ${shared}, i.order_item_id AS transaction_id, nullif(coalesce(nullif(mv.meta_value, '0'), mp.meta_value), '') AS product_id,
      CASE WHEN i.order_item_type = 'line_item' THEN i.order_item_name END AS product_name, ${quantity} AS quantity, round(abs(${before} / ${quantity}), 4) AS unit_price,
      abs(${before}) - abs(${total}) AS discount, ${number('mx')} AS tax,
      CASE WHEN i.order_item_type = 'fee' THEN 'fee' WHEN o.type = 'shop_order_refund' THEN 'refund' ELSE 'sale' END AS kind
    FROM ${tableSql(orders)} AS o ${heads}
    JOIN ${tableSql(items)} AS i ON i.order_id = o.id AND i.order_item_type IN ('line_item', 'fee')
    ${itemMeta('mp', '_product_id')} ${itemMeta('mv', '_variation_id')} ${itemMeta('mq', '_qty')}
    ${itemMeta('ms', '_line_subtotal')} ${itemMeta('mt', '_line_total')} ${itemMeta('mx', '_line_tax')}`
  // an amount paid back without saying for what
  const amounts = `SELECT ${shared}, 9000000000 + o.id AS transaction_id, NULL::text, NULL::text, -1::numeric, round(abs(o.total_amount)${has('tax_amount') ? ' * coalesce(1 - h.tax_amount / nullif(h.total_amount, 0), 1)' : ''}, 4),
      0::numeric, NULL::numeric, 'refund'
    FROM ${tableSql(orders)} AS o ${heads}
    WHERE o.type = 'shop_order_refund' AND NOT EXISTS (SELECT 1 FROM ${tableSql(items)} AS i
      WHERE i.order_id = o.id AND i.order_item_type IN ('line_item', 'fee'))`
  const columns = [
    'order_id',
    'ordered_at',
    'status',
    'currency',
    'customer_id',
    'country',
    'region',
    'city',
    'payment_method',
    'shipping_cost',
    'transaction_id',
    'product_id',
    'product_name',
    'quantity',
    'unit_price',
    'discount',
    'tax',
    'kind',
  ] as const
  const key = `CASE WHEN o.type = 'shop_order_refund' THEN o.parent_order_id ELSE o.id END`
  return feed('WooCommerce orders', 'lines', Object.fromEntries(columns.map((name) => [name, name])), {
    from: `(${lines} UNION ALL ${amounts}) AS every`,
    // an order's own rows come before what was paid back on it later
    order_by: 'q.order_id, q.ordered_at, q.transaction_id',
    watches: [
      ...updated(orders, 'o', key, 'date_updated_gmt'),
      ...watchOf(
        items,
        'i',
        key,
        `${tableSql(items)} AS i JOIN ${tableSql(orders)} AS o ON o.id = i.order_id`,
      ),
    ],
  })
}

/** WooCommerce sets this time at every change of an order, though its column may be empty by its type. */
function updated(table: CatalogueTable, row: string, key: string, column: string) {
  const found = table.columns.find(({ name, nullable }) => name === column && !nullable)
  return found
    ? [
        {
          relation: `${tableSql(table)} AS ${row}`,
          row,
          key,
          mode: 'updated_at' as const,
          column: `${row}.${column}`,
        },
      ]
    : watchOf(table, row, key)
}

/** Customers as their newest order has them; guests are known by their email. */
function peopleFeed(orders: CatalogueTable, addresses: CatalogueTable | undefined): Feed {
  const keyOf = (row: string): string =>
    `coalesce(nullif(${row}.customer_id::text, '0'), lower(nullif(${row}.billing_email, '')))`
  const billed = (name: string): string => (addresses ? `nullif(b.${name}, '')` : 'NULL::text')
  const columns = {
    customer_id: keyOf('o'),
    email: "lower(nullif(o.billing_email, ''))",
    first_name: billed('first_name'),
    last_name: billed('last_name'),
    phone: billed('phone'),
    customer_country: billed('country'),
    customer_region: billed('state'),
    customer_city: billed('city'),
  }
  const select = Object.entries(columns).map(([name, value]) => `${value} AS ${name}`)
  const newest = `SELECT DISTINCT ON (1) ${select.join(', ')} FROM ${tableSql(orders)} AS o
    ${addresses ? `LEFT JOIN ${tableSql(addresses)} AS b ON b.order_id = o.id AND b.address_type = 'billing'` : ''}
    WHERE o.type = 'shop_order' AND o.status NOT IN ('auto-draft', 'wc-checkout-draft', 'checkout-draft', 'trash') AND ${keyOf('o')} IS NOT NULL
    ORDER BY 1, o.date_created_gmt DESC, o.id DESC`
  return feed(
    'WooCommerce customers',
    'customers',
    Object.fromEntries(Object.keys(columns).map((name) => [name, name])),
    {
      from: `(${newest}) AS newest`,
      watches: updated(orders, 'o', keyOf('o'), 'date_updated_gmt'),
    },
  )
}

function productsFeed(
  catalogue: Catalogue,
  prefix: string,
  posts: CatalogueTable,
  meta: CatalogueTable | undefined,
): Feed {
  const of = (key: string): string =>
    meta
      ? `(SELECT max(m.meta_value) FROM ${tableSql(meta)} AS m WHERE m.post_id = p."ID" AND m.meta_key = '${key}')`
      : 'NULL::text'
  const [relations, taxonomy, terms] = ['term_relationships', 'term_taxonomy', 'terms'].map((name) =>
    tableOf(catalogue, prefix, name),
  )
  const id = hasColumn(posts, 'ID') ? 'p."ID"' : 'p.id'
  const category =
    relations && taxonomy && terms
      ? `(SELECT min(t.name) FROM ${tableSql(relations)} AS r JOIN ${tableSql(taxonomy)} AS x ON x.term_taxonomy_id = r.term_taxonomy_id
          JOIN ${tableSql(terms)} AS t ON t.term_id = x.term_id WHERE r.object_id = coalesce(nullif(p.post_parent, 0), ${id}) AND x.taxonomy = 'product_cat')`
      : 'NULL::text'
  const columns = {
    product_id: id,
    product_name: 'p.post_title',
    category,
    base_price: of('_regular_price').replaceAll('p."ID"', id),
    stock_quantity: of('_stock').replaceAll('p."ID"', id),
  }
  return feed('WooCommerce products', 'products', columns, {
    from: `${tableSql(posts)} AS p WHERE p.post_type IN ('product', 'product_variation') AND p.post_status <> 'auto-draft'`,
    watches: [],
  })
}
