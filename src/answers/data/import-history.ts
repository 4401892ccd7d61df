import { importVerdict } from '../../contracts/imports.ts'
import type { ImportSummary, ImportVerdict } from '../../contracts/imports.ts'
import type { Reader } from '../../warehouse/reader.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'

const replaceable = ['orders', 'order_lines', 'visits', 'reviews', 'stock_levels']

type ImportRow = {
  import_id: string
  applied_at: string
  undone_at: string | null
  file_name: string | null
  kind: string
  verdict: string
  replaced: boolean
}

export type PastImport = { summary: ImportSummary; verdict: ImportVerdict | null }

function summarise(row: ImportRow): PastImport {
  const told = JSON.parse(row.verdict) as Partial<ImportVerdict> & { verdict?: ImportVerdict['quality'] }
  const whole = importVerdict.safeParse(told)
  return {
    summary: {
      import_id: row.import_id,
      applied_at: row.applied_at,
      undone_at: row.undone_at,
      file_name: row.file_name,
      layout: row.kind,
      quality: told.quality ?? told.verdict ?? 'good',
      rows_read: told.rows_read ?? 0,
      rows_loaded: told.rows_loaded ?? 0,
      rows_set_aside: told.rows_set_aside ?? 0,
      undoable: row.undone_at === null && !row.replaced,
    },
    verdict: whole.success ? whole.data : null,
  }
}

/** Imports, the latest first, with what each one's verdict says. */
export async function pastImports(
  db: Reader,
  where: Sql,
  limit: number,
  offset: number,
): Promise<PastImport[]> {
  const replaced = replaceable
    .map((table) => `EXISTS (SELECT 1 FROM facts.replaced_${table} AS r WHERE r.import_id = i.import_id)`)
    .join(' OR ')
  const rows = await db.rows<ImportRow>(
    sql`SELECT i.import_id, i.applied_at, i.undone_at, i.file_name, i.kind, i.verdict, ${raw(replaced)} AS replaced
      FROM facts.imports AS i WHERE ${where} ORDER BY i.sequence DESC LIMIT ${limit} OFFSET ${offset}`,
  )
  return rows.map(summarise)
}
