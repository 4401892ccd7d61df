import { raw } from '../warehouse/sql.ts'
import type { Stage } from '../warehouse/warehouse.ts'
import { normalName } from './column-names.ts'
import { ga4Purchases, ga4Visits } from './layouts/ga4.ts'
import { literal } from './literal.ts'
import { rejected } from './rejection.ts'
import { sampleOf } from './read-source.ts'
import type { Source } from './source.ts'

/** Where each part of an event may stand, by normal name: as the export nests it, or as queries call it when flattened. */
const parts = {
  event_name: ['event_name'],
  event_date: ['event_date'],
  event_timestamp: ['event_timestamp'],
  user_id: ['user_id'],
  user_pseudo_id: ['user_pseudo_id'],
  event_params: ['event_params', 'event_params_list'],
  items: ['items', 'items_list'],
  session_id: ['ga_session_id', 'session_id'],
  transaction_id: ['ecommerce_transaction_id', 'transaction_id'],
  revenue: ['ecommerce_purchase_revenue', 'purchase_revenue'],
  refund: ['ecommerce_refund_value', 'refund_value'],
  tax: ['ecommerce_tax_value', 'tax_value'],
  shipping: ['ecommerce_shipping_value', 'shipping_value'],
  currency: ['currency'],
  device: ['device_category'],
  country: ['geo_country', 'country'],
  region: ['geo_region', 'region'],
  city: ['geo_city', 'city'],
  session_source: [
    'session_traffic_source_last_click_cross_channel_campaign_source',
    'session_traffic_source_last_click_manual_campaign_source',
    'collected_traffic_source_manual_source',
    'session_source',
    'source',
  ],
  first_source: ['traffic_source_source', 'first_user_source'],
  item_id: ['items_item_id', 'item_id'],
  item_name: ['items_item_name', 'item_name'],
  item_brand: ['items_item_brand', 'item_brand'],
  item_category: ['items_item_category', 'item_category'],
  item_category2: ['items_item_category2', 'item_category2', 'items_item_category_2', 'item_category_2'],
  price: ['items_price', 'item_price', 'price'],
  quantity: ['items_quantity', 'item_quantity', 'quantity'],
  item_revenue: ['items_item_revenue', 'item_revenue'],
} as const
type Part = keyof typeof parts
const partNames = Object.keys(parts) as Part[]

const itemParts = [
  'item_id',
  'item_name',
  'item_brand',
  'item_category',
  'item_category2',
  'price',
  'quantity',
  'item_revenue',
] as const

const lists: readonly Part[] = ['event_params', 'items']

function partsOf({ header, from }: Source): string {
  const at = new Map(header.map((name, index) => [normalName(name), `c${index + 1}`]))
  const select = partNames.map((part) => {
    const found = parts[part].filter((name) => at.has(name))
    const cells = found.map((name) => at.get(name) ?? '')
    if (lists.includes(part) && found.length > 0)
      return `${listSql(cells[0], found[0].endsWith('_list'))} AS ${part}`
    return `CAST(${found.length === 0 ? 'NULL' : `coalesce(${cells.map(known).join(', ')}, NULL)`} AS VARCHAR) AS ${part}`
  })
  return `SELECT ${select.join(', ')} FROM ${from}`
}

/** What GA4 writes where it knows nothing. */
function known(cell: string): string {
  return `CASE WHEN ${cell} NOT IN ('(not set)', '(data not available)', '') THEN ${cell} END`
}

/** A repeated record as a JSON list; Parquet may keep each element in a wrapping of its own. */
function listSql(cell: string, wrapped: boolean): string {
  const bare = `lambda each: coalesce(json_extract(each, '$.element'), json_extract(each, '$.item'), each)`
  const list = wrapped ? `CAST(to_json(list_transform(CAST(${cell} AS JSON[]), ${bare})) AS VARCHAR)` : cell
  return `CASE WHEN starts_with(${cell}, '[') AND json_valid(${cell}) THEN ${list} END`
}

/** The parameters of events that are looked at: the others are many and long. */
const usedParams = [
  'ga_session_id',
  'transaction_id',
  'value',
  'tax',
  'shipping',
  'currency',
  'source',
  'debug_mode',
] as const

function paramSql(key: (typeof usedParams)[number]): string {
  const value = `list_filter(params, lambda param: param.key = ${literal(key)})[1].value`
  return `coalesce(${['string_value', 'int_value', 'double_value', 'float_value'].map((kind) => `${value}.${kind}`).join(', ')})`
}

/** The table of events, once each: a day's table and the day's running one may both hold an event. */
async function readEvents(stage: Stage, sources: readonly Source[]): Promise<void> {
  const params = `'[{"key":"VARCHAR","value":{"string_value":"VARCHAR","int_value":"VARCHAR","double_value":"VARCHAR","float_value":"VARCHAR"}}]'`
  const nested = sources.some(({ header }) =>
    header.some((name) => normalName(name).startsWith('event_params')),
  )
  const instant = 'make_timestamp(TRY_CAST(event_timestamp AS BIGINT))'
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ga4_events AS
      SELECT ${nested ? 'DISTINCT' : ''} event_name,
        coalesce(CAST(try_strptime(replace(event_date, '-', ''), '%Y%m%d') AS DATE), CAST(sent_at AS DATE)) AS day, sent_at,
        coalesce(user_id, user_pseudo_id) AS person, user_pseudo_id,
        user_pseudo_id || '.' || coalesce(session_id, ${paramSql('ga_session_id')}, event_date, CAST(CAST(sent_at AS DATE) AS VARCHAR)) AS session_key,
        coalesce(transaction_id, ${known(paramSql('transaction_id'))}) AS transaction_id,
        coalesce(revenue, CASE WHEN event_name = 'purchase' THEN ${paramSql('value')} END) AS revenue,
        coalesce(refund, CASE WHEN event_name = 'refund' THEN ${paramSql('value')} END) AS refund,
        coalesce(tax, ${paramSql('tax')}) AS tax, coalesce(shipping, ${paramSql('shipping')}) AS shipping,
        upper(coalesce(currency, ${paramSql('currency')})) AS currency, device, country, region, city,
        coalesce(session_source, ${known(paramSql('source'))}, first_source) AS source,
        coalesce(${paramSql('debug_mode')}, '') IN ('1', 'true') AS debug, items, ${itemParts.join(', ')}
      FROM (SELECT *, ${instant} AS sent_at, list_filter(from_json(event_params, ${params}),
          lambda param: param.key IN (${usedParams.map(literal).join(', ')})) AS params
        FROM (${sources.map(partsOf).join(' UNION ALL ')}))`),
  )
}

/** One row a session: where it came from first, what it did. */
async function readSessions(stage: Stage): Promise<void> {
  const first = (name: string): string =>
    `arg_min(${name}, sent_at) FILTER (WHERE ${name} IS NOT NULL) AS ${name}`
  const did = (event: string, name: string): string => `bool_or(event_name = '${event}') AS ${name}`
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ga4_sessions AS
      SELECT session_key, min(day) AS day, ${['source', 'device', 'country'].map(first).join(', ')},
        count(*) FILTER (WHERE event_name IN ('page_view', 'screen_view')) AS views,
        ${did('add_to_cart', 'cart')}, ${did('begin_checkout', 'checkout')}, ${did('purchase', 'bought')}
      FROM ga4_events WHERE NOT debug AND session_key IS NOT NULL GROUP BY session_key`),
  )
}

/** Items of purchases and refunds, one row each: a refund that names no items takes back those of its purchase. */
async function readPurchases(stage: Stage): Promise<void> {
  const shape = `'[{${itemParts.map((part) => `"${part}":"VARCHAR"`).join(',')}}]'`
  const flat = `[struct_pack(${itemParts.map((part) => `${part} := ${part}`).join(', ')})]`
  const nothing = `[struct_pack(${itemParts.map((part) => `${part} := CAST(NULL AS VARCHAR)`).join(', ')})]`
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ga4_sold AS
      SELECT * EXCLUDE (items, ${itemParts.join(', ')}), unnest(sold) AS item, generate_subscripts(sold, 1) AS place
      FROM (
        SELECT *, coalesce(nullif(from_json(items, ${shape}), []),
          CASE WHEN coalesce(item_id, item_name, price) IS NOT NULL THEN ${flat} END, ${nothing}) AS sold
        FROM (
          SELECT *, min(struct_pack(sent_at := sent_at, who := user_pseudo_id)) OVER (PARTITION BY transaction_id, event_name) AS first_sent
          FROM ga4_events WHERE event_name IN ('purchase', 'refund'))
        -- a page that is loaded again sends the purchase again
        WHERE event_name = 'refund' OR transaction_id IS NULL OR (sent_at IS NOT DISTINCT FROM first_sent.sent_at AND user_pseudo_id IS NOT DISTINCT FROM first_sent.who))`),
  )
  await stage.run(
    raw(`INSERT INTO ga4_sold BY NAME
      SELECT r.* EXCLUDE (item, place, revenue), NULL AS revenue, p.item, p.place
      FROM ga4_sold AS r JOIN ga4_sold AS p ON p.transaction_id = r.transaction_id AND p.event_name = 'purchase'
      WHERE r.event_name = 'refund' AND r.refund IS NULL AND r.item.price IS NULL AND r.item.item_revenue IS NULL`),
  )
  await stage.run(
    raw(`DELETE FROM ga4_sold AS r WHERE r.event_name = 'refund' AND r.refund IS NULL AND r.item.price IS NULL AND r.item.item_revenue IS NULL
      AND r.transaction_id IN (SELECT transaction_id FROM ga4_sold WHERE event_name = 'purchase')`),
  )
}

const soldColumns: [string, string][] = [
  ['order_transaction_id', 'e.transaction_id'],
  ['event_timestamp', `strftime(e.sent_at, '%Y-%m-%dT%H:%M:%S.%fZ')`],
  ['user_id', 'e.person'],
  ['kind', `CASE WHEN e.event_name = 'refund' THEN 'refund' END`],
  ['line', `CASE WHEN e.event_name = 'refund' THEN 'refund-' || epoch_us(e.sent_at) || '-' || e.place END`],
  ['items_item_id', 'e.item.item_id'],
  ['items_item_name', 'e.item.item_name'],
  ['items_item_brand', 'e.item.item_brand'],
  ['items_item_category', 'e.item.item_category'],
  ['items_item_category2', 'e.item.item_category2'],
  [
    'items_quantity',
    `CASE WHEN e.event_name = 'refund' THEN '-' ELSE '' END || coalesce(nullif(e.item.quantity, '0'), '1')`,
  ],
  [
    'items_price',
    `coalesce(e.item.price, CAST(TRY_CAST(e.item.item_revenue AS DOUBLE) / coalesce(nullif(TRY_CAST(e.item.quantity AS DOUBLE), 0), 1) AS VARCHAR),
      CASE WHEN e.event_name = 'refund' THEN e.refund ELSE e.revenue END)`,
  ],
  ['currency', 'e.currency'],
  ['tax_value', `CASE WHEN e.event_name = 'purchase' THEN e.tax END`],
  ['shipping_value', `CASE WHEN e.event_name = 'purchase' THEN e.shipping END`],
  ['source', 'coalesce(s.source, e.source)'],
  ['device_category', 'coalesce(s.device, e.device)'],
  ['geo_country', 'coalesce(s.country, e.country)'],
  ['geo_region', 'e.region'],
  ['geo_city', 'e.city'],
  ['debug_mode', `CASE WHEN e.debug THEN 'true' END`],
]

const visitColumns: [string, string][] = [
  ['day', 'CAST(day AS VARCHAR)'],
  ['source', 'source'],
  ['device_category', 'device'],
  ['geo_country', 'country'],
  ['visits', 'CAST(count(*) AS VARCHAR)'],
  ['views', 'CAST(sum(views) AS VARCHAR)'],
  // whoever bought had a cart and paid, though a fast checkout may not say so
  ['carts', 'CAST(count(*) FILTER (WHERE cart OR checkout OR bought) AS VARCHAR)'],
  ['checkouts', 'CAST(count(*) FILTER (WHERE checkout OR bought) AS VARCHAR)'],
]

async function derived(
  stage: Stage,
  first: Source,
  made: { layout: string; what: string; columns: [string, string][]; rest: string },
): Promise<Source | null> {
  const { layout, what, columns, rest } = made
  const table = layout.replaceAll('-', '_')
  const cells = columns.map(([, sql], index) => `CAST(${sql} AS VARCHAR) AS c${index + 1}`)
  await stage.run(raw(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${cells.join(', ')} ${rest}`))
  const from = `(SELECT * FROM ${table} ORDER BY rowid)`
  const sample = await sampleOf(stage, from, columns.length)
  if (sample.length === 0) return null
  return {
    ...first,
    file: { ...first.file, name: `${first.file.name} (${what})` },
    layout,
    header: columns.map(([name]) => name),
    from,
    sample,
    dialect: null,
    checkCount: () => Promise.resolve(),
    linesOf: (rows) => Promise.resolve(new Map(rows.map((row) => [row, row + 1]))),
  }
}

/**
 * The events of GA4, of however many files, as what a shop makes of them: purchases and refunds by item, and visits by
 * day, source, device and country with how many had a cart and went to the checkout.
 */
export async function ga4Sources(stage: Stage, sources: readonly Source[]): Promise<Source[]> {
  await readEvents(stage, sources)
  await readSessions(stage)
  await readPurchases(stage)
  const [first] = sources
  const made = [
    await derived(stage, first, {
      layout: ga4Purchases.name,
      what: 'purchases',
      columns: soldColumns,
      rest: 'FROM ga4_sold AS e LEFT JOIN ga4_sessions AS s ON s.session_key = e.session_key ORDER BY e.sent_at, e.transaction_id, e.place',
    }),
    await derived(stage, first, {
      layout: ga4Visits.name,
      what: 'visits',
      columns: visitColumns,
      rest: 'FROM ga4_sessions WHERE day IS NOT NULL GROUP BY day, source, device, country ORDER BY day, source, device, country',
    }),
  ]
  const found = made.filter((source) => source !== null)
  if (found.length === 0)
    throw rejected(
      { file: first.file.name, code: 'no_events' },
      'the events hold neither purchases nor visits that can be told apart',
    )
  return found
}
