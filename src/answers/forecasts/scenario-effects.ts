import { AppError } from '../../base/errors.ts'
import type { ScenarioChange, scenarioBases } from '../../contracts/forecast-scenarios.ts'
import { decomposeSales } from '../../models/forecasts/sales-forecast.ts'
import { usualElasticity, usualElasticitySpread } from '../../models/forecasts/price-elasticity.ts'
import {
  elasticityError,
  impliedElasticity,
  partialFactors,
  shareOfPeriods,
  unitsDoubt,
  unitsFactor,
} from '../../models/forecasts/scenario-factors.ts'
import type { ScenarioFactor } from '../../models/forecasts/scenario-factors.ts'
import type { SeriesDecomposition } from '../../models/forecasts/decomposition.ts'
import { dayNumber } from '../../warehouse/read-values.ts'
import type { AnswerContext } from '../answer.ts'
import { nextBucket } from '../buckets.ts'
import { ownElasticity } from './own-elasticity.ts'
import { forecastOf } from './sales-forecast.ts'
import type { ForecastQuestion } from './sales-forecast.ts'
import { salesSeries } from './sales-series.ts'
import type { BucketedSales } from './sales-series.ts'

/** What is changed: the periods to come, and what is forecast of them. */
export type ScenarioBase = {
  question: ForecastQuestion
  sales: BucketedSales
  dates: readonly string[]
  point: Float64Array
}

/** By what a change multiplies each period, and where that comes from. */
export type EffectOfChange = ScenarioFactor & {
  start_date: string
  end_date: string
  basis: (typeof scenarioBases)[number]
  elasticity?: number
  /** deviation of the elasticity */
  elasticity_error?: number
  uplift?: number
  evidence: number
}

export async function effectOf(
  context: AnswerContext,
  base: ScenarioBase,
  change: ScenarioChange,
): Promise<EffectOfChange> {
  const window = windowOf(base, change)
  const { share } = window
  const within = { start_date: window.start_date, end_date: window.end_date }
  switch (change.kind) {
    case 'growth':
      return {
        ...within,
        ...factorsOf(share, 1 + change.change, 0),
        basis: 'given',
        evidence: 0,
      }
    case 'price': {
      const response = await priceResponse(context, base, change.elasticity)
      return { ...within, ...response, ...priced(base, share, change.change, response) }
    }
    case 'promotion': {
      const { discount } = change
      const response = await promotionResponse(context, base, change)
      if ('elasticity' in response) {
        const uplift = unitsFactor(-discount, response.elasticity) - 1
        return { ...within, ...response, uplift, ...priced(base, share, -discount, response) }
      }
      const kept = base.question.metric === 'revenue' ? 1 - discount : 1
      return { ...within, ...response, ...factorsOf(share, (1 + response.uplift) * kept, 0) }
    }
    case 'closure': {
      const lost = await shareOf(context, base, change)
      const factors = lost.map((part, i) => 1 - share[i] * (1 - change.kept) * part)
      const doubt = new Float64Array(factors.length)
      const evidence = base.sales.series.values.length
      return { ...within, factors, doubt, basis: 'own_sales', evidence }
    }
  }
}

/** A factor and its deviation on part of each period. */
const factorsOf = (share: Float64Array, factor: number, deviation: number): ScenarioFactor => ({
  factors: partialFactors(share, factor),
  doubt: share.map((part) => part * deviation),
})

/** Units by elasticity, and for revenue the price itself. */
function priced(
  { question }: ScenarioBase,
  share: Float64Array,
  change: number,
  { elasticity, elasticity_error }: Response,
): ScenarioFactor {
  const price = question.metric === 'revenue' ? 1 + change : 1
  const units = unitsFactor(change, elasticity)
  return factorsOf(share, units * price, unitsDoubt(change, elasticity, elasticity_error) * price)
}

function windowOf(
  { dates, question, sales }: ScenarioBase,
  { start_date, end_date }: ScenarioChange,
): { share: Float64Array; start_date: string; end_date: string } {
  const first = dates[0]
  const ends = dates.map((date) => dayNumber(nextBucket(date, question.granularity)) - 1)
  const last = ends[ends.length - 1]
  const from = start_date ?? first
  const until = end_date ?? new Date(last * 86_400_000).toISOString().slice(0, 10)
  if (dayNumber(from) > last || until < first)
    throw refused(
      'start_date',
      from,
      `days after ${sales.last_complete} that are forecast`,
      'a change lies outside the days that are forecast',
    )
  if (until < from) throw refused('end_date', until, `on or after ${from}`, 'a change ends before it starts')
  const starts = dates.map(dayNumber)
  const share = shareOfPeriods(starts, ends, { from: dayNumber(from), until: dayNumber(until) })
  return { share, start_date: from, end_date: until }
}

function refused(parameter: string, value: unknown, allowed: unknown, message: string): AppError {
  return new AppError('out_of_range', message, {
    details: [{ parameter: `changes.${parameter}`, value, allowed }],
  })
}

type Response = Pick<EffectOfChange, 'basis' | 'evidence'> & { elasticity: number; elasticity_error: number }

/** An estimate of the shop's own counts where it is at least this sure. */
const surestError = 0.6
const fewestPromotionDays = 5

async function priceResponse(
  context: AnswerContext,
  { sales }: ScenarioBase,
  given: number | undefined,
): Promise<Response> {
  if (given !== undefined) return { elasticity: given, elasticity_error: 0, basis: 'given', evidence: 0 }
  const own = await ownElasticity(context, sales.scope, sales.promotions.days)
  if (own.levels >= 4 && own.error <= surestError)
    return {
      elasticity: own.elasticity,
      elasticity_error: own.error,
      basis: 'own_prices',
      evidence: own.levels,
    }
  return {
    elasticity: usualElasticity,
    elasticity_error: usualElasticitySpread,
    basis: 'assumed',
    evidence: 0,
  }
}

/** How units answer a discount: as said, else by the shop's own promotions, else by how they answer prices. */
async function promotionResponse(
  context: AnswerContext,
  base: ScenarioBase,
  { uplift }: { uplift?: number },
): Promise<Response | (Pick<EffectOfChange, 'basis' | 'evidence'> & { uplift: number })> {
  if (uplift !== undefined) return { uplift, basis: 'given', evidence: 0 }
  return (await ownPromotions(context, base)) ?? priceResponse(context, base, undefined)
}

async function ownPromotions(context: AnswerContext, base: ScenarioBase): Promise<Response | null> {
  const { days, discount } = base.sales.promotions
  if (days.length < fewestPromotionDays) return null
  const metric = base.question.metric === 'orders' ? 'orders' : 'units'
  const { series } = await salesSeries(context, base.question, metric, 'day')
  const { decomposition } = await (context.models?.decompose(series, context.signal) ??
    decomposeSales(series))
  if (decomposition.kind === 'not_enough_data') return null
  const seen = decomposition.effects.find(({ kind }) => kind === 'promotion')
  if (seen === undefined || seen.days < fewestPromotionDays) return null
  const { trend, mode } = decomposition
  const level = mode === 'multiplicative' ? 1 : trend.reduce((sum, value) => sum + value / trend.length, 0)
  if (!(level > 0)) return null
  const uplift = seen.effect / level
  return {
    elasticity: impliedElasticity(uplift, discount),
    elasticity_error: elasticityError(scatterOn(decomposition, days) / Math.sqrt(seen.days), discount),
    basis: 'own_promotions',
    evidence: seen.days,
  }
}

/** How far days of promotion lay from what the decomposition makes of them, as a share of the day. */
function scatterOn({ dates, observed, remainder }: SeriesDecomposition, days: readonly string[]): number {
  const promoted = new Set(days)
  let squares = 0
  let count = 0
  dates.forEach((date, i) => {
    const made = observed[i] - remainder[i]
    if (!promoted.has(date) || !(made > 0)) return
    squares += (remainder[i] / made) ** 2
    count++
  })
  return count === 0 ? 1 : Math.sqrt(squares / count)
}

const recentPeriods = { day: 90, week: 13, month: 3 } as const

/** How much of each period to come one part of the shop stands for: by its own forecast, else by the last three months. */
async function shareOf(
  context: AnswerContext,
  { question, point, sales: whole }: ScenarioBase,
  { dimension, value }: Extract<ScenarioChange, { kind: 'closure' }>,
): Promise<Float64Array> {
  const asked = question[dimension]
  const inScope = asked === undefined || asked.includes(value)
  const { sales, forecast } = await forecastOf(context, { ...question, [dimension]: [value] })
  if (!inScope || sales.series.values.length === 0)
    throw refused(
      'value',
      value,
      `a ${dimension} that was sold in`,
      `nothing was sold in ${dimension} ${value}`,
    )
  if (forecast.kind === 'forecast' && forecast.point.length === point.length)
    return point.map((all, i) => (all > 0 ? Math.min(1, Math.max(0, forecast.point[i]) / all) : 0))
  const recent = recentPeriods[question.granularity]
  const sum = (values: Float64Array): number =>
    values.subarray(Math.max(0, values.length - recent)).reduce((total, each) => total + each, 0)
  const all = sum(whole.series.values)
  const part = all > 0 ? Math.min(1, Math.max(0, sum(sales.series.values) / all)) : 0
  return new Float64Array(point.length).fill(part)
}
