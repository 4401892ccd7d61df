import { dayDate, dayNumber } from './calendar-effect.ts'
import type { ForecastAccuracy } from './forecast-accuracy.ts'
import { forecastAccuracy } from './forecast-accuracy.ts'
import type { BacktestSummary } from './backtest-bands.ts'
import type { SeriesForecast } from './forecast-series.ts'
import { periodDay } from './series-cleaning.ts'
import { totalBands } from './total-bands.ts'

/** A month as far as it is known. */
export type BegunMonth = { start: string; sold: number }

const blockDays = 30

/**
 * Months as sums of a forecast of days, for shops too young to try months on their past: what a month that has begun
 * has sold so far, and the days to come. Bands are those of the sums (see `totalBands`); accuracy is that of the sums
 * of 30 days within the trials, `scale` their mean absolute change one season apart.
 */
export function monthsFromDays(
  daily: SeriesForecast,
  months: number,
  { start, sold }: BegunMonth,
  scale: number,
): SeriesForecast {
  const first = dayNumber(start)
  const starts = Array.from({ length: months + 1 }, (_, m) => dayDate(periodDay(first, 'monthly', m)))
  const sums = starts.slice(1).map((end, m) => {
    const days = daily.dates.flatMap((date, i) => (date >= starts[m] && date < end ? [i] : []))
    const from = days[0] ?? 0
    const until = from + days.length
    const known = m === 0 ? sold : 0
    const naive = daily.naive.subarray(from, until).reduce((sum, value) => sum + value, 0)
    return { ...shifted(totalBands(daily, from, until), known), naive: naive + known }
  })
  const column = (name: keyof (typeof sums)[number]): Float64Array =>
    Float64Array.from(sums, (sum) => sum[name])
  const backtest = inBlocks(daily.backtest)
  const accuracy = (told: 'forecast' | 'naive'): ForecastAccuracy =>
    forecastAccuracy(
      Float64Array.from(backtest.rows, (row) => row.actual),
      Float64Array.from(backtest.rows, (row) => row[told]),
      scale,
    )
  return {
    ...daily,
    dates: starts.slice(0, -1),
    point: column('value'),
    naive: column('naive'),
    lower_80: column('lower_80'),
    upper_80: column('upper_80'),
    lower_95: column('lower_95'),
    upper_95: column('upper_95'),
    accuracy: accuracy('forecast'),
    naive_accuracy: accuracy('naive'),
    candidates: [],
    backtest,
    notes: [...daily.notes, 'summed_from_days'],
    pool_errors: { scaled: new Float64Array(0), lead: new Int32Array(0) },
  }
}

function shifted(total: ReturnType<typeof totalBands>, by: number): ReturnType<typeof totalBands> {
  const { value, lower_80, upper_80, lower_95, upper_95 } = total
  return {
    value: value + by,
    lower_80: lower_80 + by,
    upper_80: upper_80 + by,
    lower_95: lower_95 + by,
    upper_95: upper_95 + by,
  }
}

/** The trials summed over blocks of 30 days, those whole; of all their days where they are shorter. */
function inBlocks({ origins, rows }: BacktestSummary): BacktestSummary {
  const blocks = [...Map.groupBy(rows, ({ origin_date }) => origin_date)].flatMap(([origin_date, own]) => {
    const from = dayNumber(origin_date)
    const length = Math.max(...own.map(({ date }) => dayNumber(date))) - from + 1
    const size = Math.min(blockDays, length)
    return Array.from({ length: Math.floor(length / size) }, (_, k) => {
      const inside = own.filter(({ date }) => Math.floor((dayNumber(date) - from) / size) === k)
      const sum = (name: 'actual' | 'forecast' | 'naive'): number =>
        inside.reduce((total, row) => total + row[name], 0)
      return {
        origin_date,
        date: dayDate(from + k * size),
        lead: k + 1,
        actual: sum('actual'),
        forecast: sum('forecast'),
        naive: sum('naive'),
      }
    })
  })
  return { origins, horizon: Math.max(0, ...blocks.map(({ lead }) => lead)), rows: blocks }
}
