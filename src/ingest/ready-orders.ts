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
 * Builds `orders_ready` from `orders_found`: instants, local days, states and rates, in the shape of the facts. Orders
 * in a currency whose rate is not known are set aside.
 */
export async function readyOrders(
  stage: Writer,
  kept: readonly ImportField[],
  options: { zone: string; currency: string },
): Promise<void> {
  const has = (field: ImportField): boolean => kept.includes(field)
  const given = has('exchange_rate') ? 'CAST(f.exchange_rate AS DOUBLE)' : 'CAST(NULL AS DOUBLE)'
  const texts = (['payment_status', 'status'] as const).filter(has)
  const state = texts.length === 0 ? "'counted'" : `coalesce(${texts.map(stateOf).join(', ')}, 'counted')`
  const cancelled = has('cancelled_at')
    ? `lower(trim(coalesce(f.cancelled_at, ''))) NOT IN ${falseWords}`
    : 'false'
  const anyCancelled = texts.map((field) => `${stateSql(`f.${field}`)} = 'cancelled'`)
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE order_rates AS
      SELECT f.ordinal, coalesce(${given}, CASE WHEN f.currency = ${literal(options.currency)} THEN 1.0 END, r.rate) AS rate
      FROM orders_found AS f ASOF LEFT JOIN facts.exchange_rates AS r
        ON r.currency = f.currency AND r.day <= CAST(f.local_at AS DATE)`),
  )
  await setAsideOrders(
    stage,
    `ordinal IN (SELECT ordinal FROM order_rates WHERE rate IS NULL OR NOT isfinite(rate) OR rate <= 0)`,
    'no_rate',
  )
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE orders_ready AS
      SELECT f.ordinal, f.order_id, f.customer_id, f.first_row, f.last_row, f.lines, f.completes,
        ${utcSql('f.local_at', options.zone)} AS ordered_at, CAST(f.local_at AS DATE) AS day,
        CASE WHEN ${cancelled} THEN 'cancelled' ELSE coalesce(${[...texts.map((field) => `f.${field}`), "'completed'"].join(', ')}) END AS status,
        CASE WHEN ${[cancelled, ...anyCancelled].join(' OR ')} THEN 'cancelled' ELSE ${state} END AS state,
        f.currency, r.rate AS exchange_rate,
        ${plainAttributes.map((name) => `TRY_CAST(${has(name) ? `f.${name}` : 'NULL'} AS ${typeOf(name)}) AS ${name}`).join(', ')}
      FROM orders_found AS f JOIN order_rates AS r ON r.ordinal = f.ordinal ORDER BY f.ordinal`),
  )

  function stateOf(field: 'payment_status' | 'status'): string {
    return `CASE WHEN f.${field} IS NOT NULL THEN ${stateSql(`f.${field}`)} END`
  }
}
