import type { KpiFigures } from '../../contracts/kpis.ts'
import type { ChangePart, WhyMetric, decompositionNames } from '../../contracts/why.ts'
import {
  factorParts,
  marginParts,
  priceVolumeMix,
  profitParts,
  quotientParts,
  rateContributions,
  settle,
} from '../../models/change-parts.ts'
import type { RateContribution } from '../../models/change-parts.ts'
import { lineMeasures } from '../../warehouse/measures.ts'
import { sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'
import type { Scope } from '../scope.ts'
import { byProduct, countedByClass, customerClasses, soldByClass } from './why-customers.ts'
import type { CustomerClass, SoldCell, TwoPeriods } from './why-customers.ts'
import { knownCustomers, ratesBy } from './why-dimensions.ts'

/** A figure of which both values are known, and all that its change is explained from. */
export type KnownChange = {
  context: AnswerContext
  scope: Scope
  periods: TwoPeriods
  metric: WhyMetric
  figures: { now: KpiFigures; before: KpiFigures }
  current: number
  previous: number
}

type Part = { part: ChangePart; amount: number }
type Named = { name: (typeof decompositionNames)[number]; parts: Part[] }

/** Every way in which the change of the figure can be taken apart, the first to be shown first; each sums to the change. */
export async function decompositions(change: KnownChange): Promise<Named[]> {
  const { current, previous } = change
  const scale = Math.max(Math.abs(current), Math.abs(previous))
  const made = await makers[change.metric](change)
  return made.map(({ name, parts }) => ({ name, parts: settle(parts, current - previous, scale) }))
}

const makers: Record<WhyMetric, (change: KnownChange) => Promise<Named[]>> = {
  total_revenue: ofRevenue,
  gross_profit: ofProfit,
  profit_margin: ofMargin,
  average_order_value: ofOrderValue,
  total_orders: ofOrders,
  total_customers: ofCustomers,
  new_customers: ofNewCustomers,
  conversion_rate: ofConversion,
  customer_ltv: ofLifetimeValue,
  churn_rate: ofChurn,
}

const listed = (amounts: Partial<Record<ChangePart, number>>): Part[] =>
  Object.entries(amounts).map(([part, amount]) => ({ part: part as ChangePart, amount }))

/** What each class of customer brought more or less; those that are not there are left out. */
function classAmounts(cells: readonly SoldCell[], left: readonly CustomerClass[] = []): Part[] {
  return customerClasses
    .filter((name) => !left.includes(name))
    .map((name) => ({
      part: name,
      amount: cells.reduce((sum, cell) => (cell.class === name ? sum + cell.money_1 - cell.money_0 : sum), 0),
    }))
    .filter(({ part, amount }) => amount !== 0 || part.endsWith('_customers'))
}

const kept = (cells: readonly SoldCell[]): SoldCell[] =>
  cells.filter((cell) => cell.class === 'kept_customers')

async function ofRevenue({ context, scope, periods, figures }: KnownChange): Promise<Named[]> {
  const cells = await soldByClass(context, scope, periods, 'revenue')
  return [
    {
      name: 'drivers',
      parts: [...classAmounts(cells, ['kept_customers']), ...listed(priceVolumeMix(byProduct(kept(cells))))],
    },
    { name: 'price_volume_mix', parts: listed(priceVolumeMix(byProduct(cells))) },
    { name: 'customers', parts: classAmounts(cells) },
    ...ordersAndValue(figures),
  ]
}

function ordersAndValue({ now, before }: KnownChange['figures']): Named[] {
  if (now.average_order_value === null || before.average_order_value === null) return []
  const [orders, order_value] = factorParts(
    [before.total_orders!, before.average_order_value],
    [now.total_orders!, now.average_order_value],
  )
  return [{ name: 'orders_and_value', parts: listed({ orders, order_value }) }]
}

async function ofProfit({ context, scope, periods }: KnownChange): Promise<Named[]> {
  const cells = await soldByClass(context, scope, periods, 'profit')
  return [
    {
      name: 'drivers',
      parts: [...classAmounts(cells, ['kept_customers']), ...listed(profitParts(byProduct(kept(cells))))],
    },
    { name: 'price_volume_mix', parts: listed(profitParts(byProduct(cells))) },
    { name: 'customers', parts: classAmounts(cells) },
  ]
}

async function ofMargin({ context, scope, periods }: KnownChange): Promise<Named[]> {
  const cells = await soldByClass(context, scope, periods, 'profit')
  return [{ name: 'rates_and_mix', parts: listed(marginParts(byProduct(cells))) }]
}

async function ofOrderValue({ context, scope, periods, figures }: KnownChange): Promise<Named[]> {
  const [cells, counted] = await Promise.all([
    soldByClass(context, scope, periods, 'revenue'),
    countedByClass(context, scope, periods),
  ])
  const [orders_0, orders_1] = [figures.before.total_orders!, figures.now.total_orders!]
  const products = byProduct(cells)
  const units_0 = products.reduce((sum, row) => sum + row.units_0, 0)
  const units_1 = products.reduce((sum, row) => sum + row.units_1, 0)
  const money_0 = products.reduce((sum, row) => sum + row.money_0, 0)
  const { volume, mix, price } = priceVolumeMix(products)
  const oldPrice = units_0 > 0 ? money_0 / units_0 : 0
  const rates = customerClasses.map((name) => {
    const own = cells.filter((cell) => cell.class === name)
    const orders = counted.find((row) => row.class === name)
    return {
      above_0: own.reduce((sum, cell) => sum + cell.money_0, 0),
      below_0: orders?.orders_0 ?? 0,
      above_1: own.reduce((sum, cell) => sum + cell.money_1, 0),
      below_1: orders?.orders_1 ?? 0,
    }
  })
  const byClass = rateContributions(rates)
  const units_per_order =
    units_0 > 0
      ? (units_1 / orders_1 - units_0 / orders_0) * oldPrice
      : (volume + money_0) / orders_1 - money_0 / orders_0
  return [
    {
      name: 'price_volume_mix',
      parts: listed({ units_per_order, mix: mix / orders_1, price: price / orders_1 }),
    },
    {
      name: 'customers',
      parts: customerClasses
        .map((part, i) => ({ part, amount: byClass[i].own + byClass[i].mix }))
        .filter(({ amount }) => amount !== 0),
    },
  ]
}

async function ofOrders({ context, scope, periods, figures }: KnownChange): Promise<Named[]> {
  const [counted, visits] = await Promise.all([
    countedByClass(context, scope, periods),
    visitsOf(context, scope, periods),
  ])
  const parts = counted.map(({ class: part, orders_0, orders_1 }) => ({ part, amount: orders_1 - orders_0 }))
  const made: Named[] = [{ name: 'customers', parts: inOrderOfClass(parts) }]
  const guests = counted.find((row) => row.class === 'guests')
  const named = (row: KpiFigures, other: number): [number, number] => {
    const customers = row.total_customers!
    return [customers, customers > 0 ? (row.total_orders! - other) / customers : 0]
  }
  const [customers, frequency] = factorParts(
    named(figures.before, guests?.orders_0 ?? 0),
    named(figures.now, guests?.orders_1 ?? 0),
  )
  const more = guests ? { guests: guests.orders_1 - guests.orders_0 } : {}
  made.push({ name: 'customers_and_frequency', parts: listed({ customers, frequency, ...more }) })
  if (visits !== null) {
    const rates = [figures.before.total_orders! / visits.before, figures.now.total_orders! / visits.now]
    const [of, conversion] = factorParts([visits.before, rates[0]], [visits.now, rates[1]])
    made.push({ name: 'visits_and_conversion', parts: listed({ visits: of, conversion }) })
  }
  return made
}

const inOrderOfClass = (parts: { part: CustomerClass; amount: number }[]): Part[] =>
  parts.sort((a, b) => customerClasses.indexOf(a.part) - customerClasses.indexOf(b.part))

/** Visits of both periods; null where they are unknown, or cannot be told apart by the filter. */
async function visitsOf(
  context: AnswerContext,
  scope: Scope,
  { now, before }: TwoPeriods,
): Promise<{ now: number; before: number } | null> {
  if (scope.beyondVisits) return null
  const counts = await Promise.all(
    [now, before].map(async (range) =>
      context.db.row<{ visits: number | null }>(
        sql`SELECT CAST(sum(v.visits) AS DOUBLE) AS visits FROM facts.visits AS v WHERE ${scope.visits(range)}`,
      ),
    ),
  )
  const [later, earlier] = counts.map(({ visits }) => visits ?? 0)
  return later > 0 && earlier > 0 ? { now: later, before: earlier } : null
}

async function ofCustomers({ context, scope, periods }: KnownChange): Promise<Named[]> {
  const counted = await countedByClass(context, scope, periods)
  const parts = counted
    .filter(({ customers_0, customers_1 }) => customers_0 > 0 || customers_1 > 0)
    .map(({ class: part, customers_0, customers_1 }) => ({ part, amount: customers_1 - customers_0 }))
    .filter(({ part }) => part !== 'kept_customers')
  return [{ name: 'customers', parts: inOrderOfClass(parts) }]
}

async function ofNewCustomers({ figures: { now, before } }: KnownChange): Promise<Named[]> {
  const pair = ({ total_customers, new_customers }: KpiFigures): [number, number] => [
    total_customers!,
    total_customers! > 0 ? new_customers! / total_customers! : 0,
  ]
  const [customers, new_share] = factorParts(pair(before), pair(now))
  return [{ name: 'customers_and_share', parts: listed({ customers, new_share }) }]
}

async function ofConversion(change: KnownChange): Promise<Named[]> {
  const { context, scope, periods, figures } = change
  const visits = await visitsOf(context, scope, periods)
  if (visits === null) return []
  const [orders, of] = quotientParts({
    above_0: figures.before.total_orders!,
    below_0: visits.before,
    above_1: figures.now.total_orders!,
    below_1: visits.now,
  })
  const bySource = await ratesBy(change, 'traffic_source')
  const sums = rateContributions(bySource).reduce<RateContribution>(
    (sum, { own, mix }) => ({ own: sum.own + own, mix: sum.mix + mix }),
    { own: 0, mix: 0 },
  )
  return [
    { name: 'rates_and_mix', parts: listed({ own_rate: sums.own, mix: sums.mix }) },
    { name: 'numbers', parts: listed({ orders, visits: of }) },
  ]
}

async function ofLifetimeValue({ context, scope, periods, previous }: KnownChange): Promise<Named[]> {
  const [row] = await context.db.rows<{
    known: number
    fresh: number
    customers: number
    fresh_customers: number
  }>(sql`
    SELECT coalesce(sum(revenue) FILTER (WHERE NOT is_fresh), 0) AS known,
      coalesce(sum(revenue) FILTER (WHERE is_fresh), 0) AS fresh,
      (SELECT CAST(count(*) AS INTEGER) FROM (${knownCustomers(scope, periods.now)}) AS k) AS customers,
      (SELECT CAST(count(*) AS INTEGER) FROM (${knownCustomers(scope, periods.now, periods.before)}) AS k) AS fresh_customers
    FROM (
      SELECT ${lineMeasures.revenue} AS revenue,
        s.customer_key IN (SELECT k.customer_key FROM (${knownCustomers(scope, periods.now, periods.before)}) AS k) AS is_fresh
      FROM marts.sales AS s
      WHERE ${scope.lines({ start: scope.first_day, end: periods.now.end })} AND s.day > CAST(${periods.before.end} AS DATE)
        AND s.customer_key > 0
      GROUP BY 2
    ) AS l`)
  const { known, fresh, customers, fresh_customers } = row
  const known_customers = known / customers
  const new_customers = (fresh - previous * fresh_customers) / customers
  return [{ name: 'customers', parts: listed({ known_customers, new_customers }) }]
}

async function ofChurn(change: KnownChange): Promise<Named[]> {
  const rates = await ratesBy(change, null)
  const [gone_customers, active_customers] = quotientParts(rates[0])
  return [{ name: 'numbers', parts: listed({ gone_customers, active_customers }) }]
}
