import type { z } from 'zod'
import { forecastScenarioInput, forecastScenarioOutput } from '../../contracts/forecast-scenarios.ts'
import type { ScenarioChange } from '../../contracts/forecast-scenarios.ts'
import type { SeriesForecast } from '../../models/forecasts/forecast-series.ts'
import { scaledTotal } from '../../models/forecasts/scenario-factors.ts'
import { totalBands } from '../../models/forecasts/total-bands.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { replyHead } from '../reply-head.ts'
import { forecastOf, predictionsOf } from './sales-forecast.ts'
import { effectOf } from './scenario-effects.ts'
import type { ScenarioBase } from './scenario-effects.ts'

type Output = z.input<typeof forecastScenarioOutput>

/**
 * The sales forecast with changes laid over it, beside the base: promotions and price moves by how this shop's units
 * have followed its own discounts and prices (by what is usual where it never moved them), a part of the shop that
 * closes by its own forecast, and growth as given. Changes multiply, in the order given. The bands keep their width in
 * proportion: they hold how unsure the base is, not how unsure a change is.
 */
export const forecastScenario = answer({
  name: 'forecast-scenario',
  paths: [{ path: '/forecast/scenario' }, { method: 'POST', path: '/forecast/scenario' }],
  title: 'What if',
  summary: 'The sales forecast beside what a promotion, a price move, a closure or growth would make of it',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: forecastScenarioInput,
  output: forecastScenarioOutput,
  async run(context, { changes, ...question }) {
    const { metric, granularity, days_ahead } = question
    const head = { metric, granularity, days_ahead }
    const { sales, forecast } = await forecastOf(context, question)
    if (forecast.kind === 'not_enough_data') {
      const { what, need, have } = forecast
      const missing = ['base', 'scenario', 'change', ...(sales.as_of === null ? ['last_complete'] : [])]
      return {
        ...replyHead(context, sales, Object.fromEntries(missing.map((name) => [name, 'not_enough_data']))),
        state: 'not_enough_data' as const,
        needed: { what, need, have },
        ...head,
        last_complete: sales.as_of === null ? null : sales.last_complete,
        base: null,
        scenario: null,
        change: null,
        items: [],
        effects: [],
      }
    }
    const { dates, point } = forecast
    const changed = await changedBy(context, { question, sales, dates, point }, changes)
    const total = totalBands(forecast)
    const scenario = scaledTotal(total, sumOf(changed.values))
    const change = total.value > 0 ? scenario.value / total.value - 1 : null
    return {
      ...replyHead(context, sales, change === null ? { change: 'no_orders' } : {}),
      state: 'forecast' as const,
      ...head,
      last_complete: sales.last_complete,
      base: total,
      scenario,
      change,
      items: itemsOf(forecast, changed.factors),
      effects: changed.effects,
    }
  },
})

async function changedBy(
  context: AnswerContext,
  base: ScenarioBase,
  changes: readonly ScenarioChange[],
): Promise<{ values: Float64Array; factors: Float64Array; effects: Output['effects'] }> {
  const factors = new Float64Array(base.point.length).fill(1)
  const effects: Output['effects'] = []
  let before = sumOf(base.point)
  let values = base.point
  for (const change of changes) {
    const { factors: own, ...about } = await effectOf(context, base, change)
    own.forEach((factor, i) => {
      factors[i] *= factor
    })
    values = base.point.map((value, i) => value * factors[i])
    const after = sumOf(values)
    effects.push({ kind: change.kind, amount: after - before, factor: meanFactor(own), ...about })
    before = after
  }
  return { values, factors, effects }
}

/** The mean over the periods that a change touches; 1 where it touches none. */
function meanFactor(factors: Float64Array): number {
  const touched = factors.filter((factor) => factor !== 1)
  return touched.length === 0 ? 1 : sumOf(touched) / touched.length
}

function itemsOf(forecast: SeriesForecast, factors: Float64Array): Output['items'] {
  return predictionsOf(forecast).map(({ date, value, ...limits }, i) => ({
    date,
    base: value,
    value: value * factors[i],
    lower_80: limits.lower_80 * factors[i],
    upper_80: limits.upper_80 * factors[i],
    lower_95: limits.lower_95 * factors[i],
    upper_95: limits.upper_95 * factors[i],
  }))
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
