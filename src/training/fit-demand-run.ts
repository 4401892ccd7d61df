import { dayDate } from '../models/forecasts/calendar-effect.ts'
import { forecastDemand } from '../models/demand/demand-forecast.ts'
import type { DemandForecast, ProductDemand } from '../models/demand/demand-forecast.ts'
import type { DemandProduct } from '../models/demand/demand-history.ts'
import { holidayEvents } from '../models/forecasts/holiday-calendar.ts'
import { notEnoughData } from '../models/not-enough-data.ts'
import { demandHistoryDays, unknownLaunch } from './demand-columns.ts'
import type { DemandColumns } from './demand-columns.ts'
import type { FittedRun, Foretold, PredictedColumns } from './fitted-run.ts'
import type { TellProgress } from './tasks.ts'

export type DemandInput = DemandColumns & {
  /** first and last day of the history, since 1970-01-01 */
  first_day: number
  last_day: number
  country_code: string | null
  promotion_days: string[]
  seed: number
}

export const demandHorizons = [7, 14, 30, 60, 90, 120, 150, 180] as const
const ledgered = [30, 60, 90] as const
const fewestDays = 14

/**
 * Demand of every product over the days to come. The rule it must beat is that the next days ask for what as many before
 * sold. Of the model, the rule and the mean of both that is served which was least off on the days held out, within the
 * model's scatter.
 */
export function fitDemandRun(input: DemandInput, tell: TellProgress): FittedRun {
  const { products, seed, last_day } = input
  const first_day = Math.max(input.first_day, last_day - demandHistoryDays + 1)
  const days = last_day - first_day + 1
  if (days < fewestDays) return notEnoughData('days of sales', fewestDays, days)
  if (products.product_key.length === 0) return notEnoughData('products that sold in the last year', 1, 0)
  tell(0.05, 'laying out products')
  const laid = layOut(input, first_day, days)
  tell(0.15, 'forecasting products')
  const start = dayDate(first_day)
  const made = forecastDemand(
    { start, products: laid, events: eventsOf(input, start) },
    { horizons: demandHorizons, seed },
  )
  tell(0.95, 'keeping')
  const served = chooseServed(made.backtest)
  const byRule = served === 'rule'
  const naive = laid.map(({ units }) => ledgered.map((horizon) => tailSum(units, horizon)))
  const items = made.items.map((item, p) => mixed(item, naive[p], shareOfRule(item, served)))
  const { backtest } = made
  const counted = Map.groupBy(items, ({ demand_class }) => demand_class)
  const classes = Object.fromEntries(
    [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, list]) => [name, list.length]),
  )
  return {
    kind: 'fitted',
    outcome: byRule ? 'rule' : 'model',
    why:
      backtest.products === 0 ? 'too_little_history_to_compare' : byRule ? 'rule_better' : 'better_than_rule',
    artifact: { start, days, horizons: demandHorizons, items, categories: made.categories, backtest },
    summary: { served: byRule ? 'rule' : 'model', products: items.length, classes, backtest },
    quality:
      backtest.products === 0
        ? {}
        : {
            wape: backtest.wape,
            naive_wape: backtest.wape_naive,
            mean_wape: backtest.wape_mean,
            below_80: backtest.below_80,
            below_95: backtest.below_95,
          },
    backtest:
      backtest.products === 0
        ? null
        : {
            day: dayDate(last_day - backtest.days),
            horizon_days: backtest.days,
            products: backtest.products,
            criterion: 'wape',
            candidates: [
              { name: 'rule', served: byRule, figures: { wape: backtest.wape_naive } },
              { name: 'mean', served: served === 'mean', figures: { wape: backtest.wape_mean } },
              {
                name: 'model',
                served: served === 'model',
                figures: {
                  wape: backtest.wape,
                  below_50: backtest.below_50,
                  below_80: backtest.below_80,
                  below_95: backtest.below_95,
                },
              },
            ],
            calibration: [],
          },
    detail: { products: items.length, history_days: days, classes },
    columns: columnsOf(products.product_key, items, naive),
    issued: null,
    foretold: foretold(items, naive, made, { last_day, byRule }),
  }
}

function eventsOf({ country_code, promotion_days, last_day }: DemandInput, start: string) {
  const last = dayDate(last_day + Math.max(...demandHorizons))
  const holidays = country_code === null ? [] : holidayEvents(country_code, start, last)
  return promotion_days.length === 0
    ? holidays
    : [
        ...holidays,
        { name: 'promotion', kind: 'promotion' as const, dates: promotion_days, unforeseen: true },
      ]
}

/** Units of each product by day, and the days on which there was nothing to sell. */
function layOut({ products, sales, stock }: DemandInput, first: number, days: number): DemandProduct[] {
  const place = new Map<number, number>()
  products.product_key.forEach((key, p) => place.set(key, p))
  const laid = Array.from(products.product_key, (_, p): DemandProduct => {
    const launched = products.launch_day[p]
    return {
      product_id: products.product_id[p] ?? '',
      category_id: products.category[p] ?? '',
      units: new Float64Array(days),
      ...(launched === unknownLaunch ? {} : { first_day: Math.max(0, launched - first) }),
    }
  })
  for (let i = 0; i < sales.day.length; i++) {
    const at = sales.day[i] - first
    const p = place.get(sales.product_key[i])
    if (p === undefined || at < 0 || at >= days) continue
    laid[p].units[at] += sales.units[i]
  }
  for (const product of laid) {
    // sold before it was launched: then the first sale is what counts
    const sold = product.units.findIndex((units) => units > 0)
    if (product.first_day !== undefined && sold >= 0 && sold < product.first_day) product.first_day = sold
  }
  markStockOuts(stock, laid, { place, first, days })
  return laid
}

/**
 * A day is without stock from the day on which none was counted until some is counted, or something is sold again; the day
 * itself only where nothing was sold on it.
 */
function markStockOuts(
  { product_key, day, on_hand }: DemandColumns['stock'],
  laid: DemandProduct[],
  { place, first, days }: { place: ReadonlyMap<number, number>; first: number; days: number },
): void {
  for (let i = 0; i < day.length; i++) {
    if (on_hand[i] > 0) continue
    const p = place.get(product_key[i])
    if (p === undefined) continue
    const product = laid[p]
    const isLast = i + 1 === day.length || product_key[i + 1] !== product_key[i]
    const until = Math.min(days, (isLast ? first + days : day[i + 1]) - first)
    let at = Math.max(0, day[i] - first)
    if (at < until && product.units[at] > 0) at++
    for (; at < until && !(product.units[at] > 0); at++) {
      product.stock_out ??= new Uint8Array(days)
      product.stock_out[at] = 1
    }
  }
}

function tailSum(units: Float64Array, days: number): number {
  let sum = 0
  for (let i = Math.max(0, units.length - days); i < units.length; i++) sum += Math.max(0, units[i])
  return sum
}

/** Sums over more days are no less than over fewer: what reconciling them one by one may have bent. */
function rising(item: ProductDemand): ProductDemand {
  const up = (values: readonly number[]): number[] => {
    let most = 0
    return values.map((value) => (most = Math.max(most, value)))
  }
  return {
    ...item,
    expected: up(item.expected),
    quantile_20: up(item.quantile_20),
    quantile_50: up(item.quantile_50),
    quantile_80: up(item.quantile_80),
    quantile_95: up(item.quantile_95),
  }
}

type Served = 'model' | 'rule' | 'mean'
const ruleShare: Record<Served, number> = { model: 0, mean: 0.5, rule: 1 }

/** What was just launched sold nothing before: the rule has nothing to say of it. */
const shareOfRule = ({ method }: ProductDemand, served: Served): number =>
  method === 'category_history' ? 0 : ruleShare[served]

function chooseServed({ products, wape, wape_naive, wape_mean }: DemandForecast['backtest']): Served {
  if (products === 0 || (wape <= wape_naive && wape <= wape_mean)) return 'model'
  return wape_mean <= wape_naive ? 'mean' : 'rule'
}

/** The model's mean drawn towards the rule's by a share, with the model's scatter around it. */
function mixed(item: ProductDemand, naive: readonly number[], share: number): ProductDemand {
  if (share === 0) return rising(item)
  const expected = demandHorizons.map((horizon, h) => {
    const near = ledgered.findIndex((days) => days >= horizon)
    const at = near < 0 ? ledgered.length - 1 : near
    return (1 - share) * item.expected[h] + (share * naive[at] * horizon) / ledgered[at]
  })
  const around = (values: readonly number[]): number[] =>
    values.map((value, h) =>
      item.expected[h] > 0 ? (value / item.expected[h]) * expected[h] : Math.max(value, expected[h]),
    )
  return rising({
    ...item,
    expected,
    quantile_20: around(item.quantile_20),
    quantile_50: around(item.quantile_50),
    quantile_80: around(item.quantile_80),
    quantile_95: around(item.quantile_95),
  })
}

function columnsOf(keys: Int32Array, items: readonly ProductDemand[], naive: number[][]): PredictedColumns {
  const numbers = (value: (item: ProductDemand, p: number) => number) => ({
    type: 'double' as const,
    values: Float64Array.from(items, value),
  })
  const words = (value: (item: ProductDemand) => string) => ({
    type: 'varchar' as const,
    values: items.map(value),
  })
  return {
    product_key: { type: 'integer', values: keys },
    demand_class: words(({ demand_class }) => demand_class),
    method: words(({ method }) => method),
    average_interval: numbers(({ adi }) => adi),
    variation: numbers(({ cv2 }) => cv2),
    known_days: { type: 'integer', values: Int32Array.from(items, ({ known_days }) => known_days) },
    ...Object.fromEntries(
      demandHorizons.flatMap((days, h) => [
        [`expected_${days}`, numbers(({ expected }) => expected[h])],
        [`q20_${days}`, numbers(({ quantile_20 }) => quantile_20[h])],
        [`q50_${days}`, numbers(({ quantile_50 }) => quantile_50[h])],
        [`q80_${days}`, numbers(({ quantile_80 }) => quantile_80[h])],
        [`q95_${days}`, numbers(({ quantile_95 }) => quantile_95[h])],
      ]),
    ),
    ...Object.fromEntries(ledgered.map((days, l) => [`naive_${days}`, numbers((_, p) => naive[p][l])])),
  }
}

/** Units of all products together, and of each class, over 30, 60 and 90 days. */
function foretold(
  items: readonly ProductDemand[],
  naive: number[][],
  { shop }: DemandForecast,
  { last_day, byRule }: { last_day: number; byRule: boolean },
): Foretold[] {
  return ledgered.flatMap((days, l) => {
    const h = demandHorizons.indexOf(days)
    const entry = (bucket: string | null, chosen: number[]): Foretold => {
      const predicted = chosen.reduce((sum, p) => sum + items[p].expected[h], 0)
      const reach = bucket === null && !byRule && shop.deviation ? 1.2816 * shop.deviation[h] : null
      return {
        metric: `units_${days}`,
        bucket,
        due_day: last_day + days,
        subjects: chosen.length,
        predicted,
        low: reach === null ? null : Math.max(0, predicted - reach),
        high: reach === null ? null : predicted + reach,
        naive: chosen.reduce((sum, p) => sum + naive[p][l], 0),
      }
    }
    const all = items.map((_, p) => p)
    const classes = [...Map.groupBy(all, (p) => items[p].demand_class)].sort(([a], [b]) => (a < b ? -1 : 1))
    return [entry(null, all), ...classes.map(([name, chosen]) => entry(name, chosen))]
  })
}
