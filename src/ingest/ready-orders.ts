import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { literal } from './literal.ts'
import { setAsideOrders } from './stage-orders.ts'
import { stateSql } from './status-words.ts'

/** An instant in UTC from a local time of the workspace. */
export function utcSql(local: string, zone: string): string {
  return zone === 'UTC' ? local : `timezone('UTC', timezone(${literal(zone)}, ${local}))`
}

const falseWords = `('', '0', 'false', 'no', 'n', 'f')`

/** The order's attributes that facts keep as they come. */
export const plainAttributes = [
  'country',
  'region',
  'city',
  'payment_method',
  'device_type',
  'traffic_source',
  'shipping_cost',
  'delivery_time',
] as const

function typeOf(attribute: (typeof plainAttributes)[number]): string {
  if (attribute === 'shipping_cost') return 'DECIMAL(18,4)'
  return attribute === 'delivery_time' ? 'SMALLINT' : 'VARCHAR'
}

/**
 * Builds `order_rates`, unless every order is in the workspace's currency and names no rate; orders whose rate is not
 * known are set aside.
 */
async function findRates(
  stage: Writer,
  given: boolean,
  currency: string,
  ofImport: Readonly<Record<string, number>>,
): Promise<boolean> {
  const { foreign } = await stage.row<{ foreign: number }>(
    raw(
      `SELECT count(*) AS foreign FROM orders_found WHERE currency <> ${literal(currency)} ${given ? 'OR exchange_rate IS NOT NULL' : ''}`,
    ),
  )
  if (foreign === 0) return false
  const own = `CASE WHEN f.currency = ${literal(currency)} THEN 1.0 END`
  const named = Object.entries(ofImport).map(
    ([code, rate]) => `WHEN ${literal(code)} THEN CAST(${rate} AS DOUBLE)`,
  )
  const rates = [
    ...(given ? ['CAST(f.exchange_rate AS DOUBLE)'] : []),
    own,
    ...(named.length > 0 ? [`CASE f.currency ${named.join(' ')} END`] : []),
    'r.rate',
  ]
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE order_rates AS SELECT f.ordinal, coalesce(${rates.join(', ')}) AS rate
      FROM orders_found AS f ASOF LEFT JOIN facts.exchange_rates AS r
        ON r.currency = f.currency AND r.day <= CAST(f.local_at AS DATE)`),
  )
  await setAsideOrders(
    stage,
    'ordinal IN (SELECT ordinal FROM order_rates WHERE rate IS NULL OR NOT isfinite(rate) OR rate <= 0)',
    'no_rate',
  )
  return true
}

/**
 * Builds `zone_shifts`, how far each local hour is from UTC: zones change on the hour, and there are far fewer hours
 * than orders, each of which would take a look into the zone's rules.
 */
async function findShifts(stage: Writer, zone: string): Promise<boolean> {
  if (zone === 'UTC') return false
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE zone_shifts AS SELECT hour, epoch_us(${utcSql('hour', zone)}) - epoch_us(hour) AS shift
      FROM (SELECT DISTINCT date_trunc('hour', local_at) AS hour FROM orders_found)`),
  )
  return true
}

/** The words that stand in a field of the orders, few whatever their number, with the state each stands for. */
export function wordsOf(field: 'payment_status' | 'status'): string {
  return `${field}_words`
}

async function findStates(stage: Writer, field: 'payment_status' | 'status'): Promise<void> {
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${wordsOf(field)} AS SELECT word, n, ${stateSql('word')} AS state
      FROM (SELECT ${field} AS word, count(*) AS n FROM orders_found WHERE ${field} IS NOT NULL GROUP BY ${field})`),
  )
}

/**
 * Builds `orders_ready` from `orders_found`: instants, local days, states and rates, in the shape of the facts. Orders
 * in a currency whose rate is not known are set aside.
 */
export async function readyOrders(
  stage: Writer,
  kept: readonly ImportField[],
  options: { zone: string; currency: string; rates?: Readonly<Record<string, number>> },
): Promise<void> {
  const has = (field: ImportField): boolean => kept.includes(field)
  const texts = (['payment_status', 'status'] as const).filter(has)
  const states = texts.map((field) => `${wordsOf(field)}.state`)
  const cancelled = has('cancelled_at')
    ? `lower(trim(coalesce(f.cancelled_at, ''))) NOT IN ${falseWords}`
    : 'false'
  const anyCancelled = states.map((state) => `${state} = 'cancelled'`)
  const foreign = await findRates(stage, has('exchange_rate'), options.currency, options.rates ?? {})
  const shift = await findShifts(stage, options.zone)
  for (const field of texts) await findStates(stage, field)
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE orders_ready AS
      SELECT f.ordinal, f.order_id, f.customer_id, f.first_row, f.last_row, f.lines, f.completes,
        ${shift ? 'make_timestamp(epoch_us(f.local_at) + z.shift)' : 'f.local_at'} AS ordered_at, CAST(f.local_at AS DATE) AS day,
        CASE WHEN ${cancelled} THEN 'cancelled' ELSE coalesce(${[...texts.map((field) => `f.${field}`), "'completed'"].join(', ')}) END AS status,
        CASE WHEN ${[cancelled, ...anyCancelled].join(' OR ')} THEN 'cancelled' ELSE coalesce(${[...states, "'counted'"].join(', ')}) END AS state,
        f.currency, ${foreign ? 'r.rate' : 'CAST(1 AS DOUBLE)'} AS exchange_rate,
        ${plainAttributes.map((name) => `TRY_CAST(${has(name) ? `f.${name}` : 'NULL'} AS ${typeOf(name)}) AS ${name}`).join(', ')}
      FROM orders_found AS f ${foreign ? 'JOIN order_rates AS r ON r.ordinal = f.ordinal' : ''}
        ${texts.map((field) => `LEFT JOIN ${wordsOf(field)} ON ${wordsOf(field)}.word = f.${field}`).join(' ')}
        ${shift ? "LEFT JOIN zone_shifts AS z ON z.hour = date_trunc('hour', f.local_at)" : ''}`),
  )
}
