import type { Random } from '../base/random.ts'
import type { Calendar } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import type { Promotion } from './promotions.ts'
import { integerBetween, picker, sample } from './random-stream.ts'
import type { StockOut } from './stock-outs.ts'
import type { Weighted } from './shop-plan.ts'
import type { Country } from './words/places.ts'

export type Severity = 'low' | 'medium' | 'high' | 'critical'

export type AnomalyPlan = {
  kind: 'surge' | 'drop' | 'bulk_order'
  scope: 'all' | 'country' | 'category' | 'product' | 'traffic_source'
  severity: Severity
}

/** One planned anomaly for each of the severities. */
export function anomalies(
  kind: AnomalyPlan['kind'],
  scope: AnomalyPlan['scope'],
  severities: readonly Severity[],
): AnomalyPlan[] {
  return severities.map((severity) => ({ kind, scope, severity }))
}

/** An odd day: how many times the usual it sees, in its scope. `index` is the place of the country, product, … */
export type Anomaly = AnomalyPlan & {
  day: number
  index: number
  /** 1.8 is 80% more than usual, 0.2 is 80% less; for a bulk order, how many times the usual quantity */
  size: number
  /** orders (units for a category or product) that the day would usually see in this scope */
  usual: number
  /** variance over mean: 1 for orders, more for units, as who takes one may take several */
  spread: number
  /** in standard deviations of what chance makes of the usual */
  deviations: number
}

export type AnomalySetting = {
  calendar: Calendar
  catalogue: Catalogue
  promotions: readonly Promotion[]
  stock_outs: readonly StockOut[]
  countries: readonly Country[]
  sources: Weighted<string>
  /** expected orders of a day */
  orders_on: (day: number) => number
  lines_per_order: number
}

// at small shops an odd day must stand out from chance, at large ones from what any model leaves over
const standsOut: Record<Severity, { deviations: number; share: number }> = {
  low: { deviations: 2.5, share: 0.2 },
  medium: { deviations: 4, share: 0.35 },
  high: { deviations: 7, share: 0.6 },
  critical: { deviations: 11, share: 0.9 },
}

const bulkQuantity: Record<Severity, number> = { low: 8, medium: 15, high: 30, critical: 60 }

const settlingDays = 60

/** Places each planned anomaly in a stretch of its own, away from promotions, closed days and the window's ends. */
export function placeAnomalies(
  random: Random,
  plans: readonly AnomalyPlan[],
  setting: AnomalySetting,
): Anomaly[] {
  const { calendar, promotions } = setting
  const stretch = (calendar.days - settlingDays - 4) / plans.length
  return sample(random, plans.length, plans.length).map((planned, turn) => {
    const from = Math.floor(settlingDays + turn * stretch)
    const isQuiet = (day: number): boolean =>
      setting.orders_on(day) > 0 &&
      promotions.every(({ first_day, last_day }) => day < first_day - 3 || day > last_day + 3)
    const days = Array.from({ length: Math.max(1, Math.floor(stretch) - 4) }, (_, offset) => from + offset)
    const quiet = days.filter(isQuiet)
    const open = quiet.length > 0 ? quiet : days.filter((day) => setting.orders_on(day) > 0)
    return place(random, plans[planned], open[integerBetween(random, 0, open.length - 1)], setting)
  })
}

function place(random: Random, plan: AnomalyPlan, day: number, setting: AnomalySetting): Anomaly {
  const { index, share } = chooseScope(random, plan, setting)
  const byLine = plan.scope === 'category' || plan.scope === 'product'
  const usual = setting.orders_on(day) * share * (byLine ? setting.lines_per_order : 1)
  if (plan.kind === 'bulk_order') {
    return {
      ...plan,
      day,
      index,
      size: bulkQuantity[plan.severity],
      usual,
      spread: 1,
      deviations: bulkQuantity[plan.severity],
    }
  }
  return sizedFor({ ...plan, day, index, size: 1, usual, spread: 1, deviations: 0 }, usual)
}

/**
 * The anomaly as large as its planned severity asks for where the day would usually see so much, with a variance of so
 * many times the mean.
 */
export function sizedFor(anomaly: Anomaly, usual: number, spread = 1): Anomaly {
  if (anomaly.kind === 'bulk_order' || !(usual > 0)) return anomaly
  const wanted = standsOut[anomaly.severity]
  const deviation = Math.sqrt(spread / usual)
  const change = Math.max(wanted.deviations * deviation, wanted.share)
  const size = anomaly.kind === 'surge' ? 1 + change : Math.max(0.05, 1 - change)
  return { ...anomaly, size, usual, spread, deviations: Math.abs(size - 1) / deviation }
}

/** The whole number of orders (units for a category or product) that the day is made to show. */
export function shownBy({ kind, size, usual }: Anomaly): number {
  const wanted = size * usual
  return kind === 'surge' ? Math.ceil(wanted - 1e-9) : Math.floor(wanted + 1e-9)
}

export const isOfLines = ({ kind, scope }: AnomalyPlan): boolean =>
  kind !== 'bulk_order' && (scope === 'category' || scope === 'product')

/**
 * How severe a day is that shows `came`: never more than was planned, and less where
 * that was out of reach. A day cannot lose more than all its orders, nor see more customers than there are.
 */
export function severityOf(came: number, { usual, spread, severity: planned }: Anomaly): Severity {
  const order: Severity[] = ['critical', 'high', 'medium', 'low']
  // counts are whole: half of one more or less is no less severe
  const deviations = (Math.abs(came - usual) + 0.5) / Math.sqrt(usual * spread)
  return (
    order.slice(order.indexOf(planned)).find((severity) => deviations >= standsOut[severity].deviations) ??
    'low'
  )
}

function chooseScope(
  random: Random,
  plan: AnomalyPlan,
  { catalogue, countries, sources, stock_outs }: AnomalySetting,
): { index: number; share: number } {
  const weights: Record<AnomalyPlan['scope'], ArrayLike<number>> = {
    all: [1],
    // what sells little a day cannot be odd: the largest countries and best sellers only, for a drop the very largest
    country: countries.slice(0, plan.kind === 'drop' ? 1 : 5).map(({ share }) => share),
    category: catalogue.category_share,
    product: bestSellers(catalogue, stock_outs),
    traffic_source: sources.map(([, weight]) => weight),
  }
  const chances = weights[plan.scope]
  const index = picker(chances)(random)
  if (plan.scope === 'product') return { index, share: catalogue.share[index] }
  if (plan.scope === 'country') {
    const total = countries.reduce((sum, { share }) => sum + share, 0)
    return { index, share: countries[index].share / total }
  }
  let total = 0
  for (let i = 0; i < chances.length; i++) total += chances[i]
  return { index, share: chances[index] / total }
}

const bestSellerCount = 8

function bestSellers({ share, launch }: Catalogue, stockOuts: readonly StockOut[]): Float64Array {
  const missing = new Set(stockOuts.map(({ product }) => product))
  const known = share.map((value, product) => (launch[product] <= 0 && !missing.has(product) ? value : 0))
  const least = known.toSorted().at(-bestSellerCount) ?? 0
  return known.map((value) => (value >= least ? value : 0))
}
