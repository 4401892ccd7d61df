import { AppError } from '../base/errors.ts'
import type { Reader, Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import { utcSql } from './ready-orders.ts'
import { literal } from './literal.ts'

/** A workspace's currency and zone before and after. */
export type Restatement = {
  currency: { from: string; to: string }
  time_zone: { from: string; to: string }
  /**
   * 'kept': an order made at 23:30 stays one of 23:30 on that day, as is right for files that name no zone.
   * 'moved': the instant stays, and its local time and day become those of the new zone.
   */
  local_times: 'kept' | 'moved'
}

/** Refuses a currency whose rate is not known since the first order: what a unit of it was cannot be made up. */
export async function requireRates(reader: Reader, currency: string): Promise<void> {
  const { first_order, first_rate } = await reader.row<{
    first_order: string | null
    first_rate: string | null
  }>(
    sql`SELECT (SELECT CAST(min(day) AS VARCHAR) FROM facts.orders) AS first_order,
      (SELECT CAST(min(day) AS VARCHAR) FROM facts.exchange_rates WHERE currency = ${currency}) AS first_rate`,
  )
  if (first_order === null || (first_rate !== null && first_rate <= first_order)) return
  throw new AppError(
    'no_exchange_rate',
    `orders begin on ${first_order}: give the rate of ${currency} on that day or before, in settings or at /exchange-rates`,
    { details: [{ parameter: 'currency', value: currency, allowed: { first_day: first_order } }] },
  )
}

/**
 * Writes all facts anew in another currency or time zone, inside the caller's transaction. Amounts stay as sold; what
 * changes is the rate that leads to the workspace's currency, the table of rates, and the catalogue's prices, which are
 * in that currency (turned at the latest rate). What was predicted, and edits that hold old prices, are let go.
 */
export async function restateFacts(
  writer: Writer,
  { currency, time_zone, local_times }: Restatement,
): Promise<void> {
  if (currency.from !== currency.to) await restateMoney(writer, currency)
  if (time_zone.from !== time_zone.to) {
    for (const table of ['orders', 'replaced_orders'])
      await restateTimes(writer, table, 'ordered_at', 'day', time_zone, local_times)
    for (const table of ['order_lines', 'replaced_order_lines'])
      await restateTimes(writer, table, 'line_at', 'line_day', time_zone, local_times)
  }
  await forgetPredictions(writer)
}

async function restateMoney(writer: Writer, { from, to }: { from: string; to: string }): Promise<void> {
  await writer.run(
    sql`CREATE OR REPLACE TEMP TABLE new_unit AS SELECT day, rate FROM facts.exchange_rates WHERE currency = ${to}`,
  )
  const rateOn = (day: string): string =>
    `(SELECT arg_max(u.rate, u.day) FROM new_unit AS u WHERE u.day <= ${day})`
  for (const table of ['orders', 'replaced_orders']) {
    await writer.run(
      raw(`CREATE OR REPLACE TEMP TABLE unit_on AS SELECT day, ${rateOn('d.day')} AS rate
        FROM (SELECT DISTINCT day FROM facts.${table}) AS d`),
    )
    await writer.run(
      raw(`UPDATE facts.${table} AS o SET exchange_rate =
        CASE WHEN o.currency = ${literal(to)} THEN 1 ELSE o.exchange_rate / unit_on.rate END
        FROM unit_on WHERE unit_on.day = o.day`),
    )
  }
  const latest = '(SELECT arg_max(rate, day) FROM new_unit)'
  for (const table of ['products', 'replaced_products']) {
    await writer.run(
      raw(`UPDATE facts.${table} SET base_price = CAST(CAST(base_price AS DOUBLE) / ${latest} AS DECIMAL(18,4)),
        cost_price = CAST(CAST(cost_price AS DOUBLE) / ${latest} AS DECIMAL(18,4))`),
    )
  }
  // a rate moves on the days of its own and on those of the new unit
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE new_rates AS
      SELECT d.currency, d.day, r.rate / u.rate AS rate
      FROM (SELECT currency, day FROM facts.exchange_rates
        UNION SELECT c.currency, n.day FROM (SELECT DISTINCT currency FROM facts.exchange_rates) AS c, new_unit AS n) AS d
      ASOF JOIN facts.exchange_rates AS r ON r.currency = d.currency AND r.day <= d.day
      ASOF JOIN new_unit AS u ON u.day <= d.day
      WHERE d.currency <> ${literal(to)}
      UNION ALL SELECT ${literal(from)}, day, 1 / rate FROM new_unit`),
  )
  await writer.run(raw('DELETE FROM facts.exchange_rates'))
  await writer.run(raw('INSERT INTO facts.exchange_rates SELECT * FROM new_rates'))
  await writer.run(raw('DELETE FROM facts.edits'))
}

/** Local times are found by the hour: zones change on the hour, and there are far fewer hours than orders. */
async function restateTimes(
  writer: Writer,
  table: string,
  at: string,
  day: string,
  { from, to }: { from: string; to: string },
  localTimes: Restatement['local_times'],
): Promise<void> {
  const local = (zone: string): string =>
    zone === 'UTC' ? 'hour' : `timezone(${literal(zone)}, timezone('UTC', hour))`
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE hour_shifts AS
      SELECT hour, epoch_us(${local(to)}) - epoch_us(hour) AS to_local,
        epoch_us(${utcSql(local(from), to)}) - epoch_us(hour) AS to_instant
      FROM (SELECT DISTINCT date_trunc('hour', ${at}) AS hour FROM facts.${table} WHERE ${at} IS NOT NULL)`),
  )
  const change =
    localTimes === 'kept'
      ? `${at} = make_timestamp(epoch_us(t.${at}) + z.to_instant)`
      : `${day} = CAST(make_timestamp(epoch_us(t.${at}) + z.to_local) AS DATE)`
  await writer.run(
    raw(
      `UPDATE facts.${table} AS t SET ${change} FROM hour_shifts AS z WHERE z.hour = date_trunc('hour', t.${at})`,
    ),
  )
}

async function forgetPredictions(writer: Writer): Promise<void> {
  const tables = await writer.rows<{ table_name: string }>(
    raw(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'predictions'`),
  )
  for (const { table_name } of tables) await writer.run(sql`DELETE FROM predictions.${raw(table_name)}`)
}
