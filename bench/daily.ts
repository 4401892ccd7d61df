import { calendarEffects, dayNumber, weekday } from '../src/models/forecasts/calendar-effect.ts'
import { coverage, forecastAccuracy, naiveScale } from '../src/models/forecasts/forecast-accuracy.ts'
import type { ForecastBands } from '../src/models/forecasts/forecast-accuracy.ts'
import { forecastSeries } from '../src/models/forecasts/forecast-series.ts'
import type { SeriesForecast } from '../src/models/forecasts/forecast-series.ts'
import { tryForecast } from '../src/models/forecasts/forecast-training.ts'
import { prophet } from '../src/models/forecasts/prophet.ts'
import type { ForecastSeriesSpec } from '../src/models/forecasts/series-cleaning.ts'
import { shopNames } from '../src/demo/shop-plan.ts'
import { seededRandom } from '../src/base/random.ts'
import type { BenchOptions } from './main.ts'
import { measure, printTable, round } from './measure.ts'
import { dataFile } from './read-data.ts'
import { demoShopDaily, onlineRetailDaily } from './read-series.ts'
import type { DailySeries } from './read-series.ts'

const horizons = [28, 90]
const originStep = 28
const shortestTraining = 120

/**
 * Daily sales 28 and 90 days ahead at every fourth week of the later two thirds (from day 120 on): ours, seasonal
 * naive and Prophet, each given the days before the origin and the same promotions. Then the time of one forecast.
 */
export async function run({ data, json }: BenchOptions): Promise<Record<string, unknown>> {
  const path = dataFile(data, 'online-retail/online-retail.csv.gz')
  const seed = process.env.BENCH_SEED === undefined ? undefined : Number(process.env.BENCH_SEED)
  const all = [
    ...(path ? onlineRetailDaily(path) : []),
    ...shopNames.flatMap((shop) => demoShopDaily(shop, seed).series),
  ]
  const rows = all.flatMap((series) => horizons.map((horizon) => score(series, horizon)))
  printTable(json, 'daily sales, rolling origin (WAPE and MASE: lower is better; coverage in %)', rows)
  const speed = timeOne()
  printTable(json, 'one daily series of 730 days, 90 ahead, with choice, backtest and bands', [speed])
  return { rows, speed }
}

/** Bands are judged on the days the shop opens: that a closed day sells nothing is no feat. */
type Made = {
  actual: number[]
  point: number[]
  open: number[]
  bands: { [K in keyof ForecastBands]: number[] }
}

function score({ name, start, values, events }: DailySeries, horizon: number): Record<string, unknown> {
  const ours = emptyMade()
  const naive = emptyMade()
  const rivals = emptyMade()
  const models = new Map<string, number>()
  const first = Math.max(shortestTraining, Math.floor(values.length / 3))
  let origins = 0
  for (let origin = values.length - horizon; origin >= first; origin -= originStep) {
    const spec = { values: values.subarray(0, origin), frequency: 'daily' as const, start, events }
    const actual = values.subarray(origin, origin + horizon)
    const own = forecastSeries(spec, { horizon })
    const simple = forecastSeries(spec, { horizon, methods: ['seasonal_naive'] })
    const rival = prophetAlone(spec, horizon)
    if (own.kind !== 'forecast' || simple.kind !== 'forecast' || rival === null) continue
    origins++
    models.set(own.model, (models.get(own.model) ?? 0) + 1)
    keep(ours, own, actual)
    keep(naive, simple, actual)
    keep(rivals, { ...own, point: rival }, actual)
  }
  const scale = naiveScale(values.subarray(0, first), 7)
  const figures = [ours, naive, rivals].map((made) => accuracyOf(made, scale))
  return {
    series: name,
    ahead: horizon,
    origins,
    wape: round(figures[0].wape ?? 0, 4),
    wape_naive: round(figures[1].wape ?? 0, 4),
    wape_prophet: round(figures[2].wape ?? 0, 4),
    mase: round(figures[0].mase ?? 0, 3),
    mase_naive: round(figures[1].mase ?? 0, 3),
    mase_prophet: round(figures[2].mase ?? 0, 3),
    coverage_80: round(100 * (figures[0].coverage_80 ?? 0), 1),
    coverage_95: round(100 * (figures[0].coverage_95 ?? 0), 1),
    models: [...models].map(([model, count]) => `${model} ${count}`).join(', '),
  }
}

/** Prophet as it comes, on the days as they are. */
function prophetAlone(
  spec: ForecastSeriesSpec & { values: Float64Array },
  horizon: number,
): Float64Array | null {
  const n = spec.values.length
  const days = Float64Array.from({ length: n + horizon }, (_, i) => dayNumber(spec.start) + i)
  const effects = calendarEffects(spec.events ?? [], days, 1, n)
  const forecast = tryForecast(prophet, {
    values: spec.values,
    period: 7,
    days,
    horizon,
    calendar: true,
    effects,
  })
  return forecast?.map((value) => Math.max(0, value)) ?? null
}

function emptyMade(): Made {
  return {
    actual: [],
    point: [],
    open: [],
    bands: { lower_80: [], upper_80: [], lower_95: [], upper_95: [] },
  }
}

function keep(made: Made, forecast: SeriesForecast, actual: Float64Array): void {
  for (let h = 0; h < actual.length; h++) {
    made.actual.push(actual[h])
    made.point.push(forecast.point[h])
    if (forecast.closed_weekdays.includes(weekday(dayNumber(forecast.dates[h])))) continue
    made.open.push(actual[h])
    made.bands.lower_80.push(forecast.lower_80[h])
    made.bands.upper_80.push(forecast.upper_80[h])
    made.bands.lower_95.push(forecast.lower_95[h])
    made.bands.upper_95.push(forecast.upper_95[h])
  }
}

function accuracyOf(made: Made, scale: number): ReturnType<typeof forecastAccuracy> {
  const open = Float64Array.from(made.open)
  const limit = (name: keyof ForecastBands): Float64Array => Float64Array.from(made.bands[name])
  return {
    ...forecastAccuracy(Float64Array.from(made.actual), Float64Array.from(made.point), scale),
    coverage_80: coverage(open, limit('lower_80'), limit('upper_80')),
    coverage_95: coverage(open, limit('lower_95'), limit('upper_95')),
  }
}

function timeOne(): Record<string, unknown> {
  const random = seededRandom(11)
  const values = Float64Array.from({ length: 730 }, (_, day) => {
    const year = 1 + 0.25 * Math.sin((2 * Math.PI * day) / 365.25)
    return Math.round(
      (200 + 0.1 * day) * year * (1 + 0.3 * Math.sin((2 * Math.PI * day) / 7)) * (0.7 + 0.6 * random()),
    )
  })
  const { result, ...times } = measure(7, () =>
    forecastSeries({ values, frequency: 'daily', start: '2023-01-02' }, { horizon: 90 }),
  )
  return { ...times, model: result.kind === 'forecast' ? result.model : result.kind }
}
