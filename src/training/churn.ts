import { churnReasons } from '../contracts/churn.ts'
import { dayNumber } from '../warehouse/read-values.ts'
import { sql } from '../warehouse/sql.ts'
import type { LedgerScore } from '../store/ledger.ts'
import type { Ledgered } from './ledgered.ts'
import type { ModelDeclaration } from './model-declaration.ts'
import { readOrderColumns } from './order-columns.ts'

type Part = {
  bucket: string
  subjects: number
  gone: number
  brier: number
  naive_brier: number
  predicted: number
  naive: number
}

/** Who of the customers spoken of really ordered no more until the due day, by tenths of what was foretold. */
const ledger: Ledgered = {
  backcast_days: [180, 90],
  score: async (db, run, entries) => {
    const parts = await db.rows<Part>(sql`
      SELECT bucket, CAST(count(*) AS INTEGER) AS subjects, CAST(sum(gone) AS INTEGER) AS gone,
        sum(pow(predicted - gone, 2)) AS brier, sum(pow(naive - gone, 2)) AS naive_brier,
        sum(predicted) AS predicted, sum(naive) AS naive
      FROM (
        SELECT i.predicted, i.naive, CASE WHEN o.customer_key IS NULL THEN 1 ELSE 0 END AS gone,
          CAST(least(9, CAST(floor(i.predicted * 10) AS INTEGER)) AS VARCHAR) AS bucket
        FROM predictions.issued_customers AS i
        LEFT JOIN (
          SELECT DISTINCT p.customer_key FROM marts.orders AS p
          JOIN predictions.issued_customers AS q ON q.customer_key = p.customer_key AND q.run_id = ${run}
          WHERE p.is_order AND p.day > q.as_of AND p.day <= q.due_day
        ) AS o ON o.customer_key = i.customer_key
        WHERE i.run_id = ${run}
      ) AS each_customer GROUP BY bucket ORDER BY bucket`)
    return new Map(
      entries.flatMap((entry): [string, LedgerScore][] => {
        const own = parts.filter(({ bucket }) => entry.bucket === null || entry.bucket === bucket)
        const sum = (value: (part: Part) => number): number =>
          own.reduce((total, part) => total + value(part), 0)
        const subjects = sum((part) => part.subjects)
        if (subjects === 0) return []
        const actual = sum((part) => part.gone) / subjects
        const detail = {
          brier: sum((part) => part.brier) / subjects,
          naive_brier: sum((part) => part.naive_brier) / subjects,
        }
        // of all together the customers decide, not the mean: the rule's is right on average by its making
        return entry.bucket === null
          ? [[entry.entry_id, { actual, error: detail.brier, naive_error: detail.naive_brier, detail }]]
          : [
              [
                entry.entry_id,
                {
                  actual,
                  error: Math.abs(entry.predicted - actual),
                  naive_error: Math.abs(entry.naive - actual),
                  detail,
                },
              ],
            ]
      }),
    )
  },
}

export const churn: ModelDeclaration = {
  name: 'churn',
  reads: ['sales'],
  parameters: () => ({}),
  fit: async ({ pool }, { db }, { as_of, seed }, way) => {
    const columns = await readOrderColumns(db, as_of)
    return pool.run('churn', { ...columns, as_of: dayNumber(as_of), seed }, way)
  },
  table: 'customer_churn',
  staged: 'customer_key INTEGER, probability DOUBLE, reason_0 INTEGER, reason_1 INTEGER, reason_2 INTEGER',
  fill: () => sql`
    SELECT customer_key, probability, list_filter([list_extract(w, reason_0 + 1), list_extract(w, reason_1 + 1),
      list_extract(w, reason_2 + 1)], lambda word: word IS NOT NULL)
    FROM staged_run, (SELECT ${churnReasons} AS w) AS words`,
  ledger,
}
