import { salesSeries } from '../answers/forecasts/sales-series.ts'
import { forecastMetrics } from '../contracts/sales-forecast.ts'
import type { LedgerScore } from '../store/ledger.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Ledgered } from './ledgered.ts'
import type { ModelDeclaration } from './model-declaration.ts'

type Came = {
  metric: string
  day: string
  predicted: number
  naive: number
  actual: number
  in_80: number
  in_95: number
}

/** What was really sold on the days of a forecast; a day counts once a later one is known. */
const ledger: Ledgered = {
  backcast_days: [90, 60, 30],
  score: async (db, run, entries) => {
    const days = await db.rows<Came>(sql`
      SELECT metric, day, predicted, naive, actual,
        CAST(actual BETWEEN lower_80 AND upper_80 AS INTEGER) AS in_80,
        CAST(actual BETWEEN lower_95 AND upper_95 AS INTEGER) AS in_95
      FROM (
        SELECT i.metric, i.day, i.value AS predicted, i.naive, i.lower_80, i.upper_80, i.lower_95, i.upper_95,
          CAST(coalesce(CASE i.metric WHEN 'revenue' THEN CAST(d.revenue AS DOUBLE)
            WHEN 'units' THEN CAST(d.units AS DOUBLE) ELSE d.orders END, 0) AS DOUBLE) AS actual
        FROM predictions.issued_days AS i LEFT JOIN marts.days AS d ON d.day = i.day
        WHERE i.run_id = ${run} AND i.day < (SELECT max(day) FROM marts.days WHERE orders > 0)
      ) AS came ORDER BY metric, day`)
    return new Map(
      entries.flatMap((entry): [string, LedgerScore][] => {
        const metric = entry.metric.slice(0, entry.metric.lastIndexOf('_'))
        const own = days.filter((each) => each.metric === metric && each.day <= entry.due_day)
        return own.length === entry.subjects ? [[entry.entry_id, scoreOf(entry, own)]] : []
      }),
    )
  },
}

function scoreOf(entry: { predicted: number; naive: number }, days: readonly Came[]): LedgerScore {
  const sum = (value: (day: Came) => number): number => days.reduce((total, day) => total + value(day), 0)
  const actual = sum((day) => day.actual)
  const size = sum((day) => Math.abs(day.actual))
  const missed = sum((day) => Math.abs(day.actual - day.predicted))
  const naiveMissed = sum((day) => Math.abs(day.actual - day.naive))
  return {
    actual,
    error: Math.abs(entry.predicted - actual),
    naive_error: Math.abs(entry.naive - actual),
    detail: {
      ...(size > 0 ? { wape: missed / size, naive_wape: naiveMissed / size } : {}),
      coverage_80: sum((day) => day.in_80) / days.length,
      coverage_95: sum((day) => day.in_95) / days.length,
    },
  }
}

export const salesForecast: ModelDeclaration = {
  name: 'sales-forecast',
  reads: ['sales'],
  parameters: () => ({}),
  fit: async ({ pool }, context, { as_of }, way) => {
    const metrics = await Promise.all(
      forecastMetrics.map(async (metric) => {
        const { series } = await salesSeries(context, { as_of }, metric, 'day')
        return { metric, series }
      }),
    )
    return pool.run('sales-forecast', { metrics }, way)
  },
  table: 'sales_forecast',
  staged:
    'metric VARCHAR, day DATE, value DOUBLE, lower_80 DOUBLE, upper_80 DOUBLE, lower_95 DOUBLE, upper_95 DOUBLE, naive DOUBLE',
  fill: () => raw('SELECT * FROM staged_run'),
  issue: (run, asOf) => sql`INSERT INTO predictions.issued_days
    SELECT ${run}, CAST(${asOf} AS DATE), * FROM staged_run`,
  ledger,
}
