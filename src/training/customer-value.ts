import { dayNumber } from '../warehouse/read-values.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { LedgerScore } from '../store/ledger.ts'
import type { Ledgered } from './ledgered.ts'
import type { ModelDeclaration } from './model-declaration.ts'
import { readOrderColumns } from './order-columns.ts'

const predicted = [90, 365].flatMap((days) =>
  ['orders', 'value'].flatMap((what) => ['', '_low', '_high'].map((end) => `${what}_${days}${end} DOUBLE`)),
)

type Totals = {
  orders: number
  revenue: number
  mae: number
  naive_mae: number
  rmse: number
  naive_rmse: number
}

/** What the customers spoken of really ordered and spent; several orders of a customer on one day count once. */
const ledger: Ledgered = {
  backcast_days: [180, 90],
  score: async (db, run, entries) => {
    const totals = await db.row<Totals>(sql`
      SELECT CAST(coalesce(sum(orders), 0) AS DOUBLE) AS orders, coalesce(sum(revenue), 0) AS revenue,
        coalesce(avg(abs(predicted - revenue)), 0) AS mae, coalesce(avg(abs(naive - revenue)), 0) AS naive_mae,
        sqrt(coalesce(avg(pow(predicted - revenue, 2)), 0)) AS rmse,
        sqrt(coalesce(avg(pow(naive - revenue, 2)), 0)) AS naive_rmse
      FROM (
        SELECT i.predicted, i.naive, coalesce(o.orders, 0) AS orders, coalesce(s.revenue, 0) AS revenue
        FROM predictions.issued_customers AS i
        LEFT JOIN (
          SELECT p.customer_key, count(DISTINCT p.day) AS orders FROM marts.orders AS p
          JOIN predictions.issued_customers AS q ON q.customer_key = p.customer_key AND q.run_id = ${run}
          WHERE p.is_order AND p.day > q.as_of AND p.day <= q.due_day GROUP BY p.customer_key
        ) AS o ON o.customer_key = i.customer_key
        LEFT JOIN (
          SELECT p.customer_key, CAST(sum(p.revenue) AS DOUBLE) AS revenue FROM marts.orders AS p
          JOIN predictions.issued_customers AS q ON q.customer_key = p.customer_key AND q.run_id = ${run}
          WHERE p.day > q.as_of AND p.day <= q.due_day GROUP BY p.customer_key
        ) AS s ON s.customer_key = i.customer_key
        WHERE i.run_id = ${run}
      ) AS each_customer`)
    const { orders, revenue, ...detail } = totals
    return new Map(
      entries.map((entry): [string, LedgerScore] => {
        const actual = entry.metric === 'orders_90' ? orders : revenue
        const error = Math.abs(entry.predicted - actual)
        const naive_error = Math.abs(entry.naive - actual)
        return [
          entry.entry_id,
          { actual, error, naive_error, detail: entry.metric === 'revenue_90' ? detail : null },
        ]
      }),
    )
  },
}

export const customerValue: ModelDeclaration = {
  name: 'customer-value',
  reads: ['sales'],
  parameters: () => ({}),
  fit: async ({ pool }, { db }, { as_of, seed }, way) => {
    const columns = await readOrderColumns(db, as_of)
    return pool.run('customer-value', { ...columns, as_of: dayNumber(as_of), seed }, way)
  },
  table: 'customer_value',
  staged: [
    'customer_key INTEGER, alive DOUBLE',
    ...predicted,
    'usual_gap_days DOUBLE, due_day DATE, overdue_days INTEGER, next_day DATE, next_day_low DATE, next_day_high DATE',
  ].join(', '),
  fill: () => raw('SELECT * FROM staged_run'),
  ledger,
}
