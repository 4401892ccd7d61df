import { lineMeasures, moneyBy, orderMeasures } from '../warehouse/measures.ts'
import { join, raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'
import type { AnswerContext } from './answer.ts'
import type { DayRange } from './period.ts'
import type { Scope } from './scope.ts'

const place = 'marts.places'
const channel = 'marts.channels'
const product = 'facts.products'

/** What sales can be broken down by: the table that holds it and the key that leads there. */
const dimensions = {
  country: { table: place, key: 'place_key' },
  region: { table: place, key: 'place_key' },
  city: { table: place, key: 'place_key' },
  payment_method: { table: channel, key: 'channel_key' },
  device_type: { table: channel, key: 'channel_key' },
  traffic_source: { table: channel, key: 'channel_key' },
  category: { table: product, key: 'product_key' },
  subcategory: { table: product, key: 'product_key' },
  product_id: { table: product, key: 'product_key' },
} as const
export type Dimension = keyof typeof dimensions

export type BreakdownRow<D extends Dimension = Dimension> = { [K in D]: string | null } & {
  revenue: number
  units: number
  profit: number | null
  costed_revenue: number
  orders: number
  customers: number
}

/**
 * Revenue, units, profit, orders and customers of a range by one or more dimensions of the same table, most revenue
 * first. Unknown values are one row with null. Lines are summed by integer key first, so names are joined to few rows.
 */
export async function breakdown<D extends Dimension>(
  context: AnswerContext,
  scope: Scope,
  by: readonly D[],
  options: { range?: DayRange; counts?: boolean } = {},
): Promise<BreakdownRow<D>[]> {
  const range = options.range ?? scope.range
  const { table, key } = dimensions[by[0]]
  const columns = by.map((name) => raw(`d.${name}`))
  const names = by.map((name) => raw(name))
  const money = sql`
    SELECT ${join(
      columns.map((column, i) => sql`${column} AS ${names[i]}`),
      ', ',
    )},
      sum(m.revenue) AS revenue, sum(m.units) AS units, sum(m.profit) AS profit, sum(m.costed_revenue) AS costed_revenue
    FROM (${moneyBy(scope.costing, { [key]: raw(`s.${key}`) }, scope.lines(range))}) AS m
    LEFT JOIN ${raw(table)} AS d ON d.${raw(key)} = m.${raw(key)}
    GROUP BY ${join(columns, ', ')}`
  if (options.counts === false) {
    const rows = await context.db.rows<BreakdownRow<D>>(
      sql`SELECT *, 0 AS orders, 0 AS customers FROM (${money}) AS m`,
    )
    return inOrder(rows, by)
  }
  const counted = key === 'product_key' || scope.byLine ? fromLines(scope, range) : fromOrders(scope, range)
  const rows = await context.db.rows<BreakdownRow<D>>(sql`
    SELECT ${join(
      names.map((name) => sql`coalesce(m.${name}, c.${name}) AS ${name}`),
      ', ',
    )},
      coalesce(revenue, 0) AS revenue, coalesce(units, 0) AS units, profit,
      coalesce(costed_revenue, 0) AS costed_revenue, coalesce(orders, 0) AS orders, coalesce(customers, 0) AS customers
    FROM (${money}) AS m
    FULL JOIN (
      SELECT ${join(
        columns.map((column, i) => sql`${column} AS ${names[i]}`),
        ', ',
      )}, ${counted.measures}
      FROM ${counted.from} LEFT JOIN ${raw(table)} AS d ON d.${raw(key)} = ${raw(counted.alias)}.${raw(key)}
      WHERE ${counted.where} GROUP BY ${join(columns, ', ')}
    ) AS c ON ${join(
      names.map((name) => sql`m.${name} IS NOT DISTINCT FROM c.${name}`),
      ' AND ',
    )}`)
  return inOrder(rows, by)
}

type Counted = { from: Sql; alias: string; where: Sql; measures: Sql }

const fromLines = (scope: Scope, range: DayRange): Counted => ({
  from: raw('marts.sales AS s'),
  alias: 's',
  where: scope.lines(range),
  measures: sql`${lineMeasures.orders} AS orders, ${lineMeasures.customers} AS customers`,
})

const fromOrders = (scope: Scope, range: DayRange): Counted => ({
  from: raw('marts.orders AS o'),
  alias: 'o',
  where: scope.orders(range),
  measures: sql`${orderMeasures.orders} AS orders, ${orderMeasures.customers} AS customers`,
})

type Measured<D extends Dimension> = { [K in D]: string | null } & { revenue: number; profit?: number | null }

/** Most revenue first; equals in the order of their names, the unknown last. */
export function inOrder<D extends Dimension, Row extends Measured<D>>(rows: Row[], by: readonly D[]): Row[] {
  const label = (row: Row): string => by.map((name) => row[name] ?? '\uffff').join('\u0000')
  for (const row of rows) {
    row.revenue = settled(row.revenue)
    if (typeof row.profit === 'number') row.profit = settled(row.profit)
  }
  return rows.sort((a, b) => b.revenue - a.revenue || (label(a) < label(b) ? -1 : 1))
}

// sums of a few doubles may come in any order: the last bits are cut, so that the same question has the same answer
const settled = (value: number): number => Math.round(value * 1e4) / 1e4

type Summed = {
  revenue: number
  orders: number
  units?: number
  profit?: number | null
  costed_revenue?: number
}

/**
 * Rows by several dimensions summed up to one of them, most revenue first. Customers do not add up, nor do the orders
 * of product dimensions: who shows these counts them by themselves.
 */
export function rollUp<D extends Dimension, Row extends { [K in D]: string | null } & Summed>(
  rows: readonly Row[],
  by: D,
): Row[] {
  const sums = new Map<string | null, Row>()
  for (const row of rows) {
    const sum = sums.get(row[by])
    if (!sum) {
      sums.set(row[by], { ...row })
      continue
    }
    sum.revenue += row.revenue
    sum.orders += row.orders
    if (row.units !== undefined) sum.units = (sum.units ?? 0) + row.units
    if (row.costed_revenue !== undefined) sum.costed_revenue = (sum.costed_revenue ?? 0) + row.costed_revenue
    // unknown only where it is unknown of every part
    if (typeof row.profit === 'number') sum.profit = (sum.profit ?? 0) + row.profit
  }
  return inOrder([...sums.values()], [by])
}

/** Profit over the revenue whose cost is known; null where no cost is known. */
export function marginRate(row: { profit: number | null; costed_revenue: number }): number | null {
  return row.profit === null || row.costed_revenue === 0 ? null : row.profit / row.costed_revenue
}

/** Part of a whole; 0 where the whole is 0. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
