import { AppError } from '../../base/errors.ts'
import { dataQualityInput, dataQualityOutput } from '../../contracts/imports.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { pastImports } from './import-history.ts'

const millisecondsADay = 86_400_000

/**
 * How far the figures can be trusted: the verdict of an import (the latest that stands, unless one is named) and the age
 * of the data in days, counted from the last day with a counted order to the clock's day.
 */
export const dataQuality = answer({
  name: 'data-quality',
  paths: [{ path: '/data-quality' }],
  title: 'Data quality',
  summary:
    'Rows read, loaded and set aside with reasons, sums by kind, coverage of fields, and the age of the data',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: dataQualityInput,
  output: dataQualityOutput,
  async run({ db, clock }, { import_id }) {
    const where = import_id === undefined ? raw('i.undone_at IS NULL') : sql`i.import_id = ${import_id}`
    const [past] = await pastImports(db, where, 1, 0)
    if (past === undefined && import_id !== undefined) throw new AppError('import_not_found')
    const { imports } = await db.row<{ imports: number }>(
      raw('SELECT count(*) AS imports FROM facts.imports WHERE undone_at IS NULL'),
    )
    const { last_day } = await db.row<{ last_day: string | null }>(
      raw('SELECT max(day) AS last_day FROM marts.orders WHERE is_order'),
    )
    return {
      quality: past?.summary.quality ?? null,
      reasons_of_quality: past?.verdict?.reasons ?? [],
      rows_read: past?.summary.rows_read ?? 0,
      rows_loaded: past?.summary.rows_loaded ?? 0,
      rows_set_aside: past?.summary.rows_set_aside ?? 0,
      last_day,
      days_old: last_day === null ? null : Math.max(0, daysBetween(last_day, clock())),
      imports,
      verdict: past?.verdict ?? null,
      summary: past?.summary ?? null,
      ...(past === undefined ? { reasons: { quality: 'no_orders' } } : {}),
    }
  },
})

function daysBetween(day: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(`${day}T00:00:00Z`)) / millisecondsADay)
}
