import { raw } from '../warehouse/sql.ts'
import type { Stage } from '../warehouse/warehouse.ts'
import { normalName } from './column-names.ts'
import { literal } from './literal.ts'
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

export const itemParts = [
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
export async function readEvents(stage: Stage, sources: readonly Source[]): Promise<void> {
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
