import { lineMeasures, moneyBy, orderMeasures } from '../../warehouse/measures.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import type { ChangePart } from '../../contracts/why.ts'
import type { EarnedTwice } from '../../models/change-parts.ts'
import type { AnswerContext } from '../answer.ts'
import { buyers } from '../sales/kpi-figures.ts'
import type { DayRange } from '../period.ts'
import type { Scope } from '../scope.ts'

/** The two periods that are compared. */
export type TwoPeriods = { now: DayRange; before: DayRange }

/** Who bought: by whether they bought in the period, in the one before, and ever before it. */
export type CustomerClass = Extract<
  ChangePart,
  'new_customers' | 'returned_customers' | 'lost_customers' | 'kept_customers' | 'guests' | 'refunds_only'
>

export const customerClasses: readonly CustomerClass[] = [
  'new_customers',
  'returned_customers',
  'lost_customers',
  'kept_customers',
  'guests',
  'refunds_only',
]

/**
 * One row a customer who bought in either period, and their class. New is whose first order ever falls in the period;
 * returned bought before it, but not in the one compared with.
 */
function classes(scope: Scope, { now, before }: TwoPeriods): Sql {
  const keys = (range: DayRange): Sql =>
    sql`SELECT DISTINCT b.customer_key FROM (${buyers(scope, range)}) AS b`
  return sql`
    SELECT k.customer_key, CASE WHEN k.now AND k.before THEN 'kept_customers' WHEN k.before THEN 'lost_customers'
        WHEN m.first_day BETWEEN CAST(${now.start} AS DATE) AND CAST(${now.end} AS DATE) THEN 'new_customers'
        ELSE 'returned_customers' END AS class
    FROM (
      SELECT coalesce(n.customer_key, p.customer_key) AS customer_key, n.customer_key IS NOT NULL AS now,
        p.customer_key IS NOT NULL AS before
      FROM (${keys(now)}) AS n FULL JOIN (${keys(before)}) AS p ON p.customer_key = n.customer_key
    ) AS k LEFT JOIN marts.customers AS m ON m.customer_key = k.customer_key`
}

const classOf = (alias: string): Sql =>
  raw(`CASE WHEN ${alias}.customer_key = 0 THEN 'guests' ELSE coalesce(c.class, 'refunds_only') END`)

export type SoldCell = EarnedTwice & {
  class: CustomerClass
  product_key: number
  revenue_0: number
  revenue_1: number
}

type MoneyRow = {
  class: CustomerClass
  product_key: number
  revenue: number
  units: number
  profit: number | null
  costed_revenue: number
}

/**
 * Units, revenue and profit of both periods by class of customer and product; `money` is the revenue, or the profit
 * where that is asked for (0 where no cost is known).
 */
export async function soldByClass(
  context: AnswerContext,
  scope: Scope,
  periods: TwoPeriods,
  money: 'revenue' | 'profit',
): Promise<SoldCell[]> {
  const joins = sql`LEFT JOIN (${classes(scope, periods)}) AS c ON c.customer_key = s.customer_key`
  const keys = { class: classOf('s'), product_key: raw('s.product_key') }
  const [before, now] = await Promise.all(
    [periods.before, periods.now].map(async (range) =>
      context.db.rows<MoneyRow>(moneyBy(scope.costing, keys, scope.lines(range), { joins })),
    ),
  )
  const cells = new Map<string, SoldCell>()
  const cellOf = ({ class: name, product_key }: MoneyRow): SoldCell => {
    const key = `${name} ${product_key}`
    const found = cells.get(key)
    if (found) return found
    const none = { units_0: 0, units_1: 0, money_0: 0, money_1: 0, costed_0: 0, costed_1: 0 }
    const fresh = { class: name, product_key, ...none, revenue_0: 0, revenue_1: 0 }
    cells.set(key, fresh)
    return fresh
  }
  const moneyOf = (row: MoneyRow): number => (money === 'revenue' ? row.revenue : (row.profit ?? 0))
  for (const row of before)
    Object.assign(cellOf(row), {
      units_0: row.units,
      money_0: moneyOf(row),
      costed_0: row.costed_revenue,
      revenue_0: row.revenue,
    })
  for (const row of now)
    Object.assign(cellOf(row), {
      units_1: row.units,
      money_1: moneyOf(row),
      costed_1: row.costed_revenue,
      revenue_1: row.revenue,
    })
  return [...cells.values()]
}

/** Cells of several classes of customer laid together, one a product. */
export function byProduct(cells: readonly SoldCell[]): EarnedTwice[] {
  const products = new Map<number, EarnedTwice>()
  for (const { product_key, units_0, units_1, money_0, money_1, costed_0, costed_1 } of cells) {
    const known = products.get(product_key)
    products.set(product_key, {
      units_0: units_0 + (known?.units_0 ?? 0),
      units_1: units_1 + (known?.units_1 ?? 0),
      money_0: money_0 + (known?.money_0 ?? 0),
      money_1: money_1 + (known?.money_1 ?? 0),
      costed_0: costed_0 + (known?.costed_0 ?? 0),
      costed_1: costed_1 + (known?.costed_1 ?? 0),
    })
  }
  return [...products.values()]
}

export type ClassCount = {
  class: CustomerClass
  orders_0: number
  orders_1: number
  customers_0: number
  customers_1: number
}

/** Orders and customers of both periods by class of customer; guests are in no customer count. */
export async function countedByClass(
  context: AnswerContext,
  scope: Scope,
  periods: TwoPeriods,
): Promise<ClassCount[]> {
  const counted = (range: DayRange): Sql => {
    const join = sql`LEFT JOIN (${classes(scope, periods)}) AS c`
    return scope.byLine
      ? sql`SELECT ${classOf('s')} AS class, ${lineMeasures.orders} AS orders, ${lineMeasures.customers} AS customers
          FROM marts.sales AS s ${join} ON c.customer_key = s.customer_key WHERE ${scope.lines(range)} GROUP BY 1`
      : sql`SELECT ${classOf('o')} AS class, ${orderMeasures.orders} AS orders, ${orderMeasures.customers} AS customers
          FROM marts.orders AS o ${join} ON c.customer_key = o.customer_key WHERE ${scope.orders(range)} GROUP BY 1`
  }
  return context.db.rows<ClassCount>(sql`
    SELECT coalesce(n.class, p.class) AS class, coalesce(p.orders, 0) AS orders_0, coalesce(n.orders, 0) AS orders_1,
      coalesce(p.customers, 0) AS customers_0, coalesce(n.customers, 0) AS customers_1
    FROM (${counted(periods.now)}) AS n FULL JOIN (${counted(periods.before)}) AS p ON p.class = n.class`)
}
