import { salesDays } from '../answers/forecasts/sales-days.ts'
import { knownDays } from '../answers/scope.ts'
import { raw } from '../warehouse/sql.ts'
import { readDayCells } from './day-cells.ts'
import { readDayMakeUp } from './day-make-up.ts'
import { readDaySeries } from './day-series.ts'
import type { ModelDeclaration } from './model-declaration.ts'
import { readOddOrderColumns } from './odd-order-columns.ts'

export const anomalies: ModelDeclaration = {
  name: 'anomalies',
  reads: ['sales'],
  parameters: () => ({}),
  fit: async ({ pool }, context, { as_of, seed }, way) => {
    const { db } = context
    const { first_day } = await knownDays(context)
    const [set, makeUp, orders, { cut }] = await Promise.all([
      readDaySeries(db, first_day, as_of),
      readDayMakeUp(db, first_day, as_of),
      readOddOrderColumns(db, as_of),
      salesDays(context, { as_of }, 'orders'),
    ])
    const found = await pool.run('judge-days', { set, makeUp, orders, unfinished: cut !== null, seed }, way)
    const { output: judged, seconds, memory_mb } = found
    if (judged.kind === 'not_enough_data') return { ...found, output: judged }
    const { order_key: _, order_scores: __, day_scores: ___, ...told } = judged
    const cells = await readDayCells(db, judged.candidates)
    const explained = await pool.run('explain-days', { judged: told, cells }, { signal: way.signal })
    return {
      output: explained.output,
      seconds: seconds + explained.seconds,
      memory_mb: Math.max(memory_mb, explained.memory_mb),
    }
  },
  table: 'anomalies',
  staged: `day DATE, entity VARCHAR, id VARCHAR, order_key INTEGER, method VARCHAR, metric VARCHAR, direction VARCHAR,
    score DOUBLE, rank DOUBLE, severity VARCHAR, expected DOUBLE, expected_low DOUBLE, expected_high DOUBLE, actual DOUBLE,
    explanation VARCHAR`,
  fill: () => raw('SELECT * FROM staged_run'),
  ledger: null,
}
