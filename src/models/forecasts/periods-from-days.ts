import { dayDate, dayNumber } from './calendar-effect.ts'
import type { ForecastAccuracy, ForecastBands } from './forecast-accuracy.ts'
import { forecastAccuracy } from './forecast-accuracy.ts'
import type { BacktestRow, BacktestSummary } from './backtest-bands.ts'
import type { SeriesForecast } from './forecast-series.ts'
import { periodDay } from './series-cleaning.ts'
import { errorsTogether, sumWithBands, totalBands } from './total-bands.ts'
import type { ErrorsTogether } from './total-bands.ts'

type SummedFrequency = 'weekly' | 'monthly'

/** The period to begin with: its first day, and what the days of it that are over have sold. */
type BegunPeriod = { start: string; sold: number }

const blockDays: Record<SummedFrequency, number> = { weekly: 7, monthly: 30 }

/**
 * Weeks or months as sums of a forecast of days: what a period that has begun has sold so far, and the days to come.
 * Bands are those of the sums (see `totalBands`); accuracy is that of the sums of 7 or 30 days within the trials, `scale`
 * their mean absolute change one season apart.
 */
export function periodsFromDays(
  daily: SeriesForecast,
  { frequency, count, begun, scale }: SummedPeriods,
): SeriesForecast {
  const first = dayNumber(begun.start)
  const starts = Array.from({ length: count + 1 }, (_, m) => dayDate(periodDay(first, frequency, m)))
  const sums = starts.slice(1).map((end, m) => {
    const days = daily.dates.flatMap((date, i) => (date >= starts[m] && date < end ? [i] : []))
    const from = days[0] ?? 0
    const until = from + days.length
    const known = m === 0 ? begun.sold : 0
    const naive = daily.naive.subarray(from, until).reduce((sum, value) => sum + value, 0)
    return { ...shifted(totalBands(daily, from, until), known), naive: naive + known }
  })
  const column = (name: keyof (typeof sums)[number]): Float64Array =>
    Float64Array.from(sums, (sum) => sum[name])
  const backtest = inBlocks(daily.backtest, blockDays[frequency])
  return {
    ...daily,
    dates: starts.slice(0, -1),
    point: column('value'),
    naive: column('naive'),
    lower_80: column('lower_80'),
    upper_80: column('upper_80'),
    lower_95: column('lower_95'),
    upper_95: column('upper_95'),
    accuracy: accuracyOf(backtest, 'forecast', scale),
    naive_accuracy: accuracyOf(backtest, 'naive', scale),
    candidates: [],
    backtest,
    notes: [...daily.notes, 'summed_from_days'],
    pool_errors: { scaled: new Float64Array(0), lead: new Int32Array(0) },
  }
}

type SummedPeriods = { frequency: SummedFrequency; count: number; begun: BegunPeriod; scale: number }

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

function accuracyOf({ rows }: BacktestSummary, told: 'forecast' | 'naive', scale: number): ForecastAccuracy {
  const column = (value: (row: BacktestRow) => number): Float64Array => Float64Array.from(rows, value)
  const actual = column((row) => row.actual)
  const limit = (name: keyof ForecastBands): Float64Array => column((row) => row.bands?.[name] ?? NaN)
  const banded = told === 'forecast' && rows.every(({ bands }) => bands !== undefined)
  const bands = banded
    ? {
        lower_80: limit('lower_80'),
        upper_80: limit('upper_80'),
        lower_95: limit('lower_95'),
        upper_95: limit('upper_95'),
      }
    : undefined
  return forecastAccuracy(
    actual,
    column((row) => row[told]),
    scale,
    bands,
  )
}

/** The trials summed over blocks of days, those whole; of all their days where they are shorter. */
function inBlocks(daily: BacktestSummary, most: number): BacktestSummary {
  const { origins, rows } = daily
  const together = errorsTogether(daily)
  const blocks = [...Map.groupBy(rows, ({ origin_date }) => origin_date)].flatMap(([origin_date, own]) => {
    const from = dayNumber(origin_date)
    const length = Math.max(...own.map(({ date }) => dayNumber(date))) - from + 1
    const size = Math.min(most, length)
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
        ...blockBands(inside, together),
      }
    })
  })
  return { origins, horizon: Math.max(0, ...blocks.map(({ lead }) => lead)), rows: blocks }
}

function blockBands(rows: readonly BacktestRow[], together: ErrorsTogether): Pick<BacktestRow, 'bands'> {
  if (rows.some(({ bands }) => bands === undefined)) return {}
  const limit = (name: keyof ForecastBands): number[] => rows.map(({ bands }) => bands?.[name] ?? 0)
  const limits = {
    lower_80: limit('lower_80'),
    upper_80: limit('upper_80'),
    lower_95: limit('lower_95'),
    upper_95: limit('upper_95'),
  }
  const point = rows.map(({ forecast }) => forecast)
  const { value: _, ...bands } = sumWithBands(point, limits, together)
  return { bands }
}
