import type { z } from 'zod'
import { forecastScenarioInput, forecastScenarioOutput } from '../../contracts/forecast-scenarios.ts'
import type { ScenarioChange } from '../../contracts/forecast-scenarios.ts'
import type { SeriesForecast } from '../../models/forecasts/forecast-series.ts'
import { changedValues, scaledForecast } from '../../models/forecasts/scenario-factors.ts'
import type { ScenarioFactor } from '../../models/forecasts/scenario-factors.ts'
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
 * closes by its own forecast, and growth as given. Changes multiply, in the order given. The bands hold how
 * unsure the base is and how unsure the changes are, where that was estimated or assumed; what is given is taken as sure.
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
    const scenario = scaledForecast(total, sumOf(changed.values), changed.deviation_of_sum)
    const change = total.value > 0 ? scenario.value / total.value - 1 : null
    return {
      ...replyHead(context, sales, change === null ? { change: 'no_orders' } : {}),
      state: 'forecast' as const,
      ...head,
      last_complete: sales.last_complete,
      base: total,
      scenario,
      change,
      items: itemsOf(forecast, changed),
      effects: changed.effects,
    }
  },
})

type Changed = ReturnType<typeof changedValues> & { effects: Output['effects'] }

async function changedBy(
  context: AnswerContext,
  base: ScenarioBase,
  changes: readonly ScenarioChange[],
): Promise<Changed> {
  const done: ScenarioFactor[] = []
  const effects: Output['effects'] = []
  let changed = changedValues(base.point, done)
  for (const change of changes) {
    const { factors, doubt, ...about } = await effectOf(context, base, change)
    done.push({ factors, doubt })
    const before = sumOf(changed.values)
    changed = changedValues(base.point, done)
    effects.push({
      kind: change.kind,
      amount: sumOf(changed.values) - before,
      factor: meanFactor(factors),
      ...about,
    })
  }
  return { ...changed, effects }
}

/** The mean over the periods that a change touches; 1 where it touches none. */
function meanFactor(factors: Float64Array): number {
  const touched = factors.filter((factor) => factor !== 1)
  return touched.length === 0 ? 1 : sumOf(touched) / touched.length
}

function itemsOf(forecast: SeriesForecast, { values, deviations }: Changed): Output['items'] {
  return predictionsOf(forecast).map(({ date, ...base }, i) => ({
    date,
    base: base.value,
    ...scaledForecast(base, values[i], deviations[i]),
  }))
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
