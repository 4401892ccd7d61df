import { seededRandom } from '../base/random.ts'
import { quantileSorted } from '../math/quantile.ts'
import type { CalendarEvent } from './calendar-effect.ts'
import { dayDate, dayNumber } from './calendar-effect.ts'
import type { DemandClass } from './demand-class.ts'
import { drawDemandPaths } from './demand-paths.ts'
import { demandSeason } from './demand-season.ts'
import { forecastSeries } from './forecast-series.ts'
import type { ProductRate, RateMethod } from './product-rate.ts'
import { productRate } from './product-rate.ts'
import type { ForecastNode } from './reconcile.ts'
import { reconcileTree } from './reconcile.ts'

/** A product's units by day, all products over the same days. NaN where nothing is known of a day. */
export type DemandProduct = {
  product_id: string
  category_id: string
  units: Float64Array
  /** 1 on days without stock: no sale then says nothing about demand. */
  stock_out?: Uint8Array
  /** Place of the first day on sale; the first sale when absent. */
  first_day?: number
  on_hand?: number
}

export type DemandSpec = {
  /** Date of the first day, `YYYY-MM-DD`. */
  start: string
  products: readonly DemandProduct[]
  events?: readonly CalendarEvent[]
}

export type DemandOptions = {
  /** Days ahead to sum over, upwards. Default 30, 60 and 90. */
  horizons?: readonly number[]
  seed?: number
  /** Futures drawn for each product. Default 300. */
  paths?: number
}

/** One product's demand; every list has one figure for each horizon. */
export type ProductDemand = {
  product_id: string
  category_id: string
  demand_class: DemandClass
  adi: number
  cv2: number
  method: RateMethod
  /** Mean units, reconciled with the category and the shop. */
  expected: number[]
  quantile_50: number[]
  quantile_80: number[]
  quantile_95: number[]
  /** Days with stock and sale data behind it. */
  known_days: number
  /** Chance that demand exceeds the stock on hand; absent where that is not known. */
  stockout_risk?: number[]
  /** First day on which expected demand has used up the stock; absent beyond the last horizon. */
  stockout_date?: string
}

export type DemandForecast = {
  horizons: number[]
  items: ProductDemand[]
  categories: { category_id: string; expected: number[] }[]
  shop: { expected: number[] }
  /** Share of products whose demand of the last horizon, held out, stayed under each quantile, before calibration. */
  backtest: {
    products: number
    below_50: number
    below_80: number
    below_95: number
    wape: number
    wape_naive: number
  }
}

const quantileLevels = [0.5, 0.8, 0.95] as const
const seasonCategories = 60

/**
 * Demand of every product of a shop over the coming 30, 60 and 90 days, with quantiles. The season of the week and the
 * year comes from the category, the rate from the product (see `productRate`), the distribution from drawn futures; how far
 * rates are off and how wide the quantiles must be is learnt by holding out the latest horizon of all products.
 * Means are reconciled with forecasts of the categories and the shop. Deterministic for a seed.
 *
 * Cost: 500 products over two years within 2 s.
 */
export function forecastDemand(spec: DemandSpec, options: DemandOptions = {}): DemandForecast {
  const horizons = [...(options.horizons ?? [30, 60, 90])].sort((a, b) => a - b)
  const setting: Setting = { horizons, paths: options.paths ?? 300, seed: options.seed ?? 1 }
  const n = spec.products.reduce((longest, { units }) => Math.max(longest, units.length), 0)
  const calibration = calibrate(spec, n, setting)
  const made = forecastAll(spec, n, setting, calibration.spread)
  const tops = topForecasts(spec, n, horizons)
  const reconciled = horizons.map((_, h) => reconcileHorizon(made, tops, h))
  const ids = tops.categories.map(({ category_id }) => category_id)
  return {
    horizons,
    items: made.map((one, p) => finished(spec, one, p, { n, horizons, reconciled, calibration, ids })),
    categories: ids.map((category_id, c) => ({
      category_id,
      expected: reconciled.map((values) => values[1 + c]),
    })),
    shop: { expected: reconciled.map((values) => values[0]) },
    backtest: calibration.summary,
  }
}

type Setting = { horizons: number[]; paths: number; seed: number }
type Made = {
  product: DemandProduct
  rate: ProductRate
  season: Float64Array
  expected: number[]
  sums: Float64Array[]
}

/** Every product's rate and futures from its first `n` days. */
function forecastAll(spec: DemandSpec, n: number, setting: Setting, spread: Spread): Made[] {
  const { horizons } = setting
  const last = Math.max(...horizons)
  const seasons = seasonsByCategory(spec, n, last)
  const deseasonalised = spec.products.map((product) => {
    const season = seasons.get(product.category_id) ?? new Float64Array(n + last).fill(1)
    return {
      season,
      daily: availableDays(product, n).map((units, i) => units / season[n - availableLength(product, n) + i]),
    }
  })
  const starts = categoryStarts(
    spec,
    deseasonalised.map(({ daily }) => daily),
  )
  const random = seededRandom(setting.seed)
  return spec.products.map((product, p) => {
    const { season, daily } = deseasonalised[p]
    const rate = productRate(daily, starts.get(product.category_id) ?? 0)
    const ahead = season.subarray(n, n + last)
    const { sums } = drawDemandPaths(rate, ahead, horizons, {
      spread: spreadOf(spread, rate),
      paths: setting.paths,
      random,
    })
    const expected = horizons.map((horizon) => {
      let factor = 0
      for (let d = 0; d < horizon; d++) factor += ahead[d]
      return (rate.weekly_rate / 7) * factor
    })
    return { product, rate, season, expected, sums }
  })
}

/** The days from the product's start, NaN on those without stock. */
function availableDays(product: DemandProduct, n: number): Float64Array {
  const first = n - availableLength(product, n)
  const days = new Float64Array(n - first)
  for (let i = first; i < n; i++) {
    const out = product.stock_out !== undefined && product.stock_out[i] === 1
    days[i - first] = out ? NaN : Math.max(0, product.units[i])
  }
  return days
}

function availableLength(product: DemandProduct, n: number): number {
  let first = product.first_day
  if (first === undefined) {
    first = 0
    while (first < n && !(product.units[first] > 0)) first++
    if (first === n) first = 0
  }
  return n - Math.min(n, Math.max(0, first))
}

function seasonsByCategory(spec: DemandSpec, n: number, last: number): Map<string, Float64Array> {
  const start = dayNumber(spec.start)
  const days = Float64Array.from({ length: n + last }, (_, i) => start + i)
  const totals = categoryTotals(spec, n)
  const shop = new Float64Array(n)
  for (const total of totals.values()) for (let i = 0; i < n; i++) shop[i] += total[i]
  const whole = demandSeason(shop, days, spec.events ?? [])
  const ranked = [...totals].sort((a, b) => sumOf(b[1]) - sumOf(a[1]))
  return new Map(
    ranked.map(([category, total], rank) => {
      const own = rank < seasonCategories && sumOf(total) > 5 * n && totals.size > 1
      return [category, own ? demandSeason(total, days, spec.events ?? []) : whole]
    }),
  )
}

/** Units of each category by day; on days without stock what the product had been selling over about four weeks. */
function categoryTotals(spec: DemandSpec, n: number): Map<string, Float64Array> {
  const totals = new Map<string, Float64Array>()
  for (const { category_id, units, stock_out } of spec.products) {
    let total = totals.get(category_id)
    if (total === undefined) totals.set(category_id, (total = new Float64Array(n)))
    let usual = 0
    for (let i = 0; i < n; i++) {
      const out = stock_out?.[i] === 1
      const value = out ? usual : Math.max(0, units[i] || 0)
      if (!out) usual += (value - usual) / 28
      total[i] += value
    }
  }
  return totals
}

const startDays = 90

/** Units a day of a category's products over their first ninety days on sale (all days where none began in sight). */
function categoryStarts(spec: DemandSpec, dailies: readonly Float64Array[]): Map<string, number> {
  const known = new Map<string, { sum: number; days: number }>()
  spec.products.forEach(({ category_id }, p) => {
    const daily = dailies[p].subarray(0, startDays)
    const entry = known.get(category_id) ?? { sum: 0, days: 0 }
    for (let i = 0; i < daily.length; i++) {
      if (Number.isNaN(daily[i])) continue
      entry.sum += daily[i]
      entry.days++
    }
    known.set(category_id, entry)
  })
  return new Map([...known].map(([id, { sum, days }]) => [id, days > 0 ? sum / days : 0]))
}

/** Deviation of the logarithm of actual to expected demand, by how often a product sells. */
type Spread = { often: number; seldom: number; fresh: number }
type Calibration = { spread: Spread; stretch: number[]; summary: DemandForecast['backtest'] }

const usualSpread: Spread = { often: 0.25, seldom: 0.35, fresh: 0.7 }

function spreadOf(spread: Spread, rate: ProductRate): number {
  if (rate.method === 'category_history') return spread.fresh
  return rate.demand_class === 'smooth' || rate.demand_class === 'erratic' ? spread.often : spread.seldom
}

/**
 * Holds out the last horizon of all products: the spread of their rates is what their errors have beyond the drawn
 * scatter; the stretch of each upper quantile is what makes it hold for that share of the products.
 */
function calibrate(spec: DemandSpec, n: number, setting: Setting): Calibration {
  const last = Math.max(...setting.horizons)
  const none = { products: 0, below_50: 0, below_80: 0, below_95: 0, wape: 0, wape_naive: 0 }
  const split = n - last
  const fallback = { spread: usualSpread, stretch: [1, 1, 1], summary: none }
  if (split < 2 * last) return fallback
  const one: Setting = { ...setting, horizons: [last], paths: 150 }
  const tried = heldOut(forecastAll(spec, split, one, { often: 0, seldom: 0, fresh: 0.5 }), n, split)
  if (tried.length < 30) return fallback
  const spread = {
    often: rateSpread(
      tried.filter(({ often }) => often),
      usualSpread.often,
    ),
    seldom: rateSpread(
      tried.filter(({ often }) => !often),
      usualSpread.seldom,
    ),
    fresh: usualSpread.fresh,
  }
  const again = heldOut(forecastAll(spec, split, one, spread), n, split)
  const below = quantileLevels.map((level) => {
    const count = again.filter(({ actual, sums }) => actual <= quantileSorted(sums, level)).length
    return count / again.length
  })
  const total = again.reduce((sum, { actual }) => sum + actual, 0)
  const [wape, wapeNaive] = [
    again.reduce((sum, { actual, expected }) => sum + Math.abs(actual - expected), 0),
    again.reduce((sum, { actual, naive }) => sum + Math.abs(actual - naive), 0),
  ].map((error) => (total > 0 ? error / total : 0))
  const summary = {
    products: again.length,
    below_50: below[0],
    below_80: below[1],
    below_95: below[2],
    wape,
    wape_naive: wapeNaive,
  }
  return {
    spread,
    stretch: quantileLevels.map((level, q) => (q === 0 ? 1 : stretchFor(again, level))),
    summary,
  }
}

type HeldOut = { actual: number; expected: number; naive: number; sums: Float64Array; often: boolean }

/** Products that were on sale with stock for most of the held-out days, their demand brought to whole availability. */
function heldOut(made: Made[], n: number, split: number): HeldOut[] {
  const result: HeldOut[] = []
  for (const { product, rate, expected, sums } of made) {
    if (rate.known_days < 56) continue
    let known = 0
    let actual = 0
    let before = 0
    for (let i = split; i < n; i++) {
      if (Number.isNaN(product.units[i]) || product.stock_out?.[i] === 1) continue
      known++
      actual += Math.max(0, product.units[i])
    }
    for (let i = Math.max(0, split - (n - split)); i < split; i++)
      before += Math.max(0, product.units[i] || 0)
    if (known < 0.7 * (n - split)) continue
    const often = rate.demand_class === 'smooth' || rate.demand_class === 'erratic'
    const whole = (n - split) / known
    result.push({ actual: actual * whole, expected: expected[0], naive: before, sums: sums[0], often })
  }
  return result
}

/** Deviation of the rate such that squared errors are what the paths scatter plus that share of the mean, squared. */
function rateSpread(tried: readonly HeldOut[], usual: number): number {
  if (tried.length < 20) return usual
  const ratios: number[] = []
  for (const { actual, expected, sums } of tried) {
    if (!(expected > 0)) continue
    const mean = sumOf(sums) / sums.length
    let variance = 0
    for (let i = 0; i < sums.length; i++) variance += (sums[i] - mean) ** 2 / sums.length
    ratios.push(((actual - expected) ** 2 - variance) / (expected * expected))
  }
  ratios.sort((a, b) => a - b)
  const kept = ratios.slice(0, Math.ceil(0.97 * ratios.length))
  const mean = kept.reduce((sum, value) => sum + value, 0) / Math.max(1, kept.length)
  return Math.min(0.8, Math.sqrt(Math.max(0.01, Math.log(1 + Math.max(0, mean)))))
}

/** The factor on the distance from the median under which the quantile holds for its share of the products. */
function stretchFor(tried: readonly HeldOut[], level: number): number {
  const distances: number[] = []
  for (const { actual, sums } of tried) {
    const middle = quantileSorted(sums, 0.5)
    const reach = quantileSorted(sums, level) - middle
    if (reach > 0) distances.push((actual - middle) / reach)
  }
  if (distances.length < 30) return 1
  distances.sort((a, b) => a - b)
  return Math.min(2, Math.max(0.6, quantileSorted(distances, level)))
}

type Top = { expected: number[]; variance: number[] }
type Tops = { shop: Top; categories: (Top & { category_id: string })[] }

const topMethods = ['harmonic_theta', 'theta_seasonal', 'damped_trend', 'simple_smoothing']

/** Forecasts of the shop's and the categories' units, and how far such sums were off at past origins. */
function topForecasts(spec: DemandSpec, n: number, horizons: readonly number[]): Tops {
  const totals = categoryTotals(spec, n)
  const shop = new Float64Array(n)
  for (const total of totals.values()) for (let i = 0; i < n; i++) shop[i] += total[i]
  const top = (values: Float64Array): Top => topForecast(values, spec, horizons)
  return {
    shop: top(shop),
    categories: [...totals].map(([category_id, total]) => ({ category_id, ...top(total) })),
  }
}

function topForecast(values: Float64Array, spec: DemandSpec, horizons: readonly number[]): Top {
  const series = { values, frequency: 'daily' as const, start: spec.start, events: spec.events }
  const made = forecastSeries(series, { horizon: Math.max(...horizons), methods: topMethods, origins: 4 })
  if (made.kind !== 'forecast')
    return { expected: horizons.map(() => 0), variance: horizons.map(() => Infinity) }
  const expected = horizons.map((horizon) => sumOf(made.point.subarray(0, horizon)))
  const variance = horizons.map((horizon, h) => {
    const errors = new Map<string, number>()
    for (const { origin_date, lead, actual, forecast } of made.backtest.rows) {
      if (lead <= horizon) errors.set(origin_date, (errors.get(origin_date) ?? 0) + actual - forecast)
    }
    const squares = [...errors.values()].reduce((sum, error) => sum + error * error, 0)
    const least = (0.05 * expected[h]) ** 2
    return errors.size === 0 ? Infinity : Math.max(least, squares / errors.size)
  })
  return { expected, variance }
}

/** Shop, categories and products at one horizon: reconciled means in that order. */
function reconcileHorizon(made: readonly Made[], tops: Tops, h: number): Float64Array {
  const place = new Map(tops.categories.map(({ category_id }, c) => [category_id, 1 + c]))
  const nodes: ForecastNode[] = [
    { parent: -1, value: tops.shop.expected[h], variance: tops.shop.variance[h] },
    ...tops.categories.map(({ expected, variance }) => ({
      parent: 0,
      value: expected[h],
      variance: variance[h],
    })),
    ...made.map(({ product, expected, sums }) => ({
      parent: place.get(product.category_id) ?? 0,
      value: expected[h],
      variance: pathVariance(sums[h]) + 1e-6,
    })),
  ]
  return reconcileTree(
    nodes.map((node) => ({ ...node, variance: Number.isFinite(node.variance) ? node.variance : 1e18 })),
  )
}

function pathVariance(sums: Float64Array): number {
  const mean = sumOf(sums) / sums.length
  let variance = 0
  for (let i = 0; i < sums.length; i++) variance += (sums[i] - mean) ** 2 / sums.length
  return variance
}

type Context = {
  n: number
  horizons: number[]
  reconciled: Float64Array[]
  calibration: Calibration
  ids: string[]
}

function finished(spec: DemandSpec, made: Made, p: number, context: Context): ProductDemand {
  const { horizons, reconciled, calibration, n, ids } = context
  const { product, rate, season, sums } = made
  const expected = horizons.map((_, h) => reconciled[h][1 + ids.length + p])
  const ratio = horizons.map((_, h) => (made.expected[h] > 0 ? expected[h] / made.expected[h] : 1))
  const quantile = (level: number, q: number): number[] =>
    horizons.map((_, h) => {
      const middle = quantileSorted(sums[h], 0.5)
      return Math.max(
        0,
        ratio[h] * (middle + calibration.stretch[q] * (quantileSorted(sums[h], level) - middle)),
      )
    })
  const [quantile50, quantile80, quantile95] = quantileLevels.map(quantile)
  const result: ProductDemand = {
    product_id: product.product_id,
    category_id: product.category_id,
    demand_class: rate.demand_class,
    adi: rate.adi,
    cv2: rate.cv2,
    method: rate.method,
    expected,
    quantile_50: quantile50,
    quantile_80: quantile80,
    quantile_95: quantile95,
    known_days: rate.known_days,
  }
  const stock = product.on_hand
  if (stock === undefined) return result
  result.stockout_risk = horizons.map((_, h) => shareAbove(sums[h], ratio[h], stock))
  const day = dayUsedUp(season.subarray(n), (rate.weekly_rate / 7) * ratio[ratio.length - 1], stock)
  if (day !== null) result.stockout_date = dayDate(dayNumber(spec.start) + n + day)
  return result
}

function shareAbove(sorted: Float64Array, ratio: number, limit: number): number {
  let above = 0
  for (let i = 0; i < sorted.length; i++) if (sorted[i] * ratio > limit) above++
  return above / sorted.length
}

/** Days ahead (0 is the first) on which expected demand has used up the stock, null beyond the season given. */
function dayUsedUp(season: Float64Array, rate: number, stock: number): number | null {
  if (stock <= 0) return 0
  let left = stock
  for (let d = 0; d < season.length; d++) {
    left -= rate * season[d]
    if (left <= 0) return d
  }
  return null
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum
}
