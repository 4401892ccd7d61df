import { salesSeries } from '../answers/forecasts/sales-series.ts'
import type { LedgerEntry, LedgerScore } from '../store/ledger.ts'
import { notEnoughData } from '../models/not-enough-data.ts'
import type { Reader } from '../warehouse/reader.ts'
import { dayNumber } from '../warehouse/read-values.ts'
import { raw, sql } from '../warehouse/sql.ts'
import { readDemandColumns } from './demand-columns.ts'
import { demandHorizons } from './fit-demand-run.ts'
import type { Ledgered } from './ledgered.ts'
import type { ModelDeclaration } from './model-declaration.ts'

const quantities = demandHorizons.flatMap((days) =>
  ['expected', 'q20', 'q50', 'q80', 'q95'].map((of) => `${of}_${days} DOUBLE`),
)

type Came = {
  demand_class: string
  actual: number
  error: number
  naive_error: number
  within: number
  products: number
}

/** What was really sold of the products spoken of, returns left out, as they are in what is foretold. */
async function cameOf(db: Reader, run: string, { metric, due_day }: LedgerEntry): Promise<Came[]> {
  const days = raw(metric.slice('units_'.length))
  return db.rows<Came>(sql`
    SELECT demand_class, sum(actual) AS actual, sum(abs(predicted - actual)) AS error,
      sum(abs(naive - actual)) AS naive_error, sum(CASE WHEN actual <= q80 THEN 1.0 ELSE 0.0 END) AS within,
      CAST(count(*) AS DOUBLE) AS products
    FROM (
      SELECT i.demand_class, i.expected_${days} AS predicted, i.naive_${days} AS naive, i.q80_${days} AS q80,
        coalesce(s.units, 0) AS actual
      FROM predictions.issued_products AS i
      LEFT JOIN (
        SELECT l.product_key, CAST(sum(l.quantity) AS DOUBLE) AS units FROM marts.sales AS l
        WHERE l.is_sale AND l.day > CAST(${due_day} AS DATE) - ${Number(days.text)} AND l.day <= CAST(${due_day} AS DATE)
        GROUP BY l.product_key
      ) AS s ON s.product_key = i.product_key
      WHERE i.run_id = ${run}
    ) AS each_product GROUP BY demand_class`)
}

const ledger: Ledgered = {
  backcast_days: [90, 60, 30],
  issued_in: 'issued_products',
  score: async (db, run, entries) => {
    const scores = new Map<string, LedgerScore>()
    for (const due of Map.groupBy(entries, (entry) => entry.metric).values()) {
      const classes = await cameOf(db, run, due[0])
      for (const entry of due) {
        const own = classes.filter(({ demand_class }) => [null, demand_class].includes(entry.bucket))
        // what was issued has been let go of, or is of another time
        if (own.length === 0) continue
        scores.set(entry.entry_id, scoreOf(entry, own))
      }
    }
    return scores
  },
}

function scoreOf(entry: LedgerEntry, classes: readonly Came[]): LedgerScore {
  const sum = (value: (row: Came) => number): number => classes.reduce((total, row) => total + value(row), 0)
  const actual = sum((row) => row.actual)
  return {
    actual,
    error: Math.abs(entry.predicted - actual),
    naive_error: Math.abs(entry.naive - actual),
    detail: {
      ...(actual > 0
        ? { wape: sum((row) => row.error) / actual, naive_wape: sum((row) => row.naive_error) / actual }
        : {}),
      below_80: sum((row) => row.within) / sum((row) => row.products),
    },
  }
}

export const demandForecast: ModelDeclaration = {
  name: 'demand-forecast',
  reads: ['sales'],
  parameters: () => ({}),
  fit: async ({ pool }, context, { as_of, seed }, way) => {
    const sold = await salesSeries(context, { as_of }, 'units', 'day')
    if (sold.as_of === null)
      return { output: notEnoughData('days of sales', 14, 0), seconds: 0, memory_mb: 0 }
    const columns = await readDemandColumns(context.db, sold.last_complete)
    const { country_code, promotion_days, start } = sold.series
    const last_day = dayNumber(sold.last_complete)
    const task = { ...columns, first_day: dayNumber(start), last_day, country_code, promotion_days, seed }
    return pool.run('demand-forecast', task, way)
  },
  table: 'product_demand',
  staged: [
    'product_key INTEGER, demand_class VARCHAR, method VARCHAR, average_interval DOUBLE, variation DOUBLE, known_days INTEGER',
    ...quantities,
    'naive_30 DOUBLE, naive_60 DOUBLE, naive_90 DOUBLE',
  ].join(', '),
  fill: () => raw('SELECT * FROM staged_run'),
  issue: (run, asOf) => sql`INSERT INTO predictions.issued_products
    SELECT ${run}, CAST(${asOf} AS DATE), product_key, demand_class, expected_30, expected_60, expected_90, q80_30, q80_60,
      q80_90, naive_30, naive_60, naive_90 FROM staged_run`,
  ledger,
}
