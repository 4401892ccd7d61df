import { raw } from '../warehouse/sql.ts'
import type { Stage } from '../warehouse/warehouse.ts'
import { itemParts, readEvents } from './ga4-events.ts'
import { ga4Purchases, ga4Visits } from './layouts/ga4.ts'
import { rejected } from './rejection.ts'
import { sampleOf } from './read-source.ts'
import type { Source } from './source.ts'

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
