import { poolErrors } from '../src/models/forecasts/conformal.ts'
import type { PooledErrors } from '../src/models/forecasts/conformal.ts'
import { forecastSeries, withPooledBands } from '../src/models/forecasts/forecast-series.ts'
import type { SeriesForecast } from '../src/models/forecasts/forecast-series.ts'
import type { SeriesFrequency } from '../src/models/forecasts/forecast-training.ts'
import type { BenchOptions } from './main.ts'
import { printTable, round } from './measure.ts'
import { dataFile } from './read-data.ts'
import { readLines } from './read-series.ts'

type Competitor = { frequency: SeriesFrequency; horizon: number; past: Float64Array; test: Float64Array }

const published = {
  theta: 13.05,
  forecast_pro: 13.23,
  naive_2: 15.46,
  statistical_ensemble: 12.63,
  deep_ensemble: 12.27,
}

/**
 * The M3 competition whole: mean sMAPE over all points at the published horizons, with bands pooled over the series of
 * each frequency. The test part is not touched before all forecasts and bands are made.
 */
export function run({ data, json }: BenchOptions): Promise<Record<string, unknown>> {
  const path = dataFile(data, 'm3/m3.csv.gz')
  if (!path) return Promise.resolve({})
  const all = readM3(path)
  const start = performance.now()
  const cpu = process.cpuUsage()
  const forecasts = all.map(({ past, frequency, horizon }) =>
    forecastSeries({ values: past, frequency, start: '1980-01-01' }, { horizon }),
  )
  const pools = poolsByFrequency(all, forecasts)
  const banded = forecasts.map((forecast, i) => {
    const pool = pools.get(all[i].frequency)
    return forecast.kind === 'forecast' && pool !== undefined ? withPooledBands(forecast, pool) : forecast
  })
  const seconds = round((performance.now() - start) / 1000, 1)
  const used = process.cpuUsage(cpu)
  const cpu_seconds = round((used.user + used.system) / 1e6, 1)
  const rows = [...pools.keys(), 'all' as const].map((frequency) => {
    const chosen = all.map((one, i) => ({ one, forecast: banded[i] }))
    return score(
      frequency,
      frequency === 'all' ? chosen : chosen.filter(({ one }) => one.frequency === frequency),
    )
  })
  printTable(json, 'M3: mean sMAPE over all points; coverage in %', rows)
  printTable(json, 'published', [published])
  printTable(json, 'time', [{ series: all.length, seconds, cpu_seconds }])
  return Promise.resolve({ rows, published, series: all.length, seconds, cpu_seconds })
}

function poolsByFrequency(
  all: readonly Competitor[],
  forecasts: readonly ReturnType<typeof forecastSeries>[],
): Map<SeriesFrequency, PooledErrors> {
  const errors = new Map<SeriesFrequency, SeriesForecast['pool_errors'][]>()
  forecasts.forEach((forecast, i) => {
    if (forecast.kind !== 'forecast') return
    const known = errors.get(all[i].frequency)
    if (known === undefined) errors.set(all[i].frequency, [forecast.pool_errors])
    else known.push(forecast.pool_errors)
  })
  return new Map([...errors].map(([frequency, list]) => [frequency, poolErrors(list)]))
}

function score(
  name: string,
  entries: readonly { one: Competitor; forecast: ReturnType<typeof forecastSeries> }[],
): Record<string, unknown> {
  let smape = 0
  let points = 0
  let in80 = 0
  let in95 = 0
  const models = new Map<string, number>()
  for (const { one, forecast } of entries) {
    if (forecast.kind !== 'forecast')
      throw new Error(`a series of ${one.past.length} values was not forecast`)
    models.set(forecast.model, (models.get(forecast.model) ?? 0) + 1)
    one.test.forEach((actual, h) => {
      const point = forecast.point[h]
      smape += (200 * Math.abs(actual - point)) / (Math.abs(actual) + Math.abs(point))
      points++
      if (actual >= forecast.lower_80[h] && actual <= forecast.upper_80[h]) in80++
      if (actual >= forecast.lower_95[h] && actual <= forecast.upper_95[h]) in95++
    })
  }
  const most = [...models].sort((a, b) => b[1] - a[1]).slice(0, 3)
  return {
    frequency: name,
    series: entries.length,
    points,
    smape: round(smape / points, 3),
    coverage_80: round((100 * in80) / points, 1),
    coverage_95: round((100 * in95) / points, 1),
    models: most.map(([model, count]) => `${model} ${count}`).join(', '),
  }
}

function readM3(path: string): Competitor[] {
  const series = new Map<
    string,
    { frequency: SeriesFrequency; horizon: number; past: number[]; test: number[] }
  >()
  for (const line of readLines(path)) {
    const [name, period, , horizon, split, , value] = line.split(',')
    let one = series.get(name)
    if (one === undefined) {
      one = {
        frequency: period.toLowerCase() as SeriesFrequency,
        horizon: Number(horizon),
        past: [],
        test: [],
      }
      series.set(name, one)
    }
    one[split === 'train' ? 'past' : 'test'].push(Number(value))
  }
  return [...series.values()].map((one) => ({
    ...one,
    past: Float64Array.from(one.past),
    test: Float64Array.from(one.test),
  }))
}
