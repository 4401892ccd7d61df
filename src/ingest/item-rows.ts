import { raw } from '../warehouse/sql.ts'
import type { Stage } from '../warehouse/warehouse.ts'
import { normalName } from './column-names.ts'
import type { ItemColumns, Layout } from './layouts/layout.ts'
import { literal } from './literal.ts'
import { sampleOf } from './read-source.ts'
import type { Source } from './source.ts'

type ItemCell = { item: number; name: string; sql: string }

/** The cells of every item of a row, each with the column it becomes; null for the order's own columns. */
function itemCells({ header }: Source, { pattern, parts }: ItemColumns): (ItemCell[] | null)[] {
  return header.map((name, index) => {
    const found = pattern.exec(normalName(name))
    if (!found) return null
    const cell = `c${index + 1}`
    const item = Number(found[2])
    if (!parts) return [{ item, name: `${found[1]}_${found[3]}`, sql: cell }]
    return Object.entries(parts).map(([part, text]) => ({
      item,
      name: part,
      sql: `nullif(regexp_extract(${cell}, ${literal(text)}, 1), '')`,
    }))
  })
}

/**
 * A source whose orders have their items side by side, as one with a row an item in a temporary table of that name: the
 * order's own columns are repeated, items that are empty are left out, and an order without any keeps one row.
 */
export async function itemRows(
  stage: Stage,
  source: Source,
  layout: Layout & { items: ItemColumns },
  table: string,
): Promise<Source> {
  const cells = itemCells(source, layout.items)
  const own = source.header.flatMap((name, index) =>
    cells[index] ? [] : [{ name, sql: `own.c${index + 1}` }],
  )
  const all = cells.flatMap((found) => found ?? [])
  const names = [...new Set(all.map(({ name }) => name))]
  const items = [...new Set(all.map(({ item }) => item))].sort((a, b) => a - b)
  const structs = items.map((item) => {
    const values = names.map((name, index) => {
      const cell = all.find((each) => each.item === item && each.name === name)
      return `f${index + 1} := CAST(${cell?.sql ?? 'NULL'} AS VARCHAR)`
    })
    return `struct_pack(${values.join(', ')})`
  })
  const anyPart = names.map((_, index) => `item.f${index + 1}`).join(', ')
  const filled = `list_filter([${structs.join(', ')}], lambda item: coalesce(${anyPart}, NULL) IS NOT NULL)`
  const columns = [
    ...own.map(({ sql }, index) => `${sql} AS c${index + 1}`),
    ...names.map((_, index) => `item.f${index + 1} AS c${own.length + index + 1}`),
  ]
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${table} AS
      SELECT CAST(row_at - 1 AS BIGINT) AS file_row, ${columns.join(', ')} FROM (
        SELECT own, row_at, unnest(CASE WHEN len(items) = 0 THEN [NULL] ELSE items END) AS item FROM (
          SELECT own, ${filled} AS items, row_number() OVER () AS row_at FROM ${source.from} AS own))`),
  )
  const { rows } = await stage.row<{ rows: number }>(
    raw(`SELECT count(DISTINCT file_row) AS rows FROM ${table}`),
  )
  const header = [...own.map(({ name }) => name), ...names]
  const from = `(SELECT ${header.map((_, index) => `c${index + 1}`).join(', ')} FROM ${table} ORDER BY rowid)`
  return {
    ...source,
    layout: layout.name,
    header,
    from,
    sample: await sampleOf(stage, from, header.length),
    checkCount: () => source.checkCount(rows),
    linesOf: async (wanted) => {
      const found = await stage.rows<{ row: number; file_row: number }>(
        raw(`SELECT rowid AS row, file_row FROM ${table} WHERE rowid IN (${wanted.join(', ')})`),
      )
      const lines = await source.linesOf(found.map(({ file_row }) => file_row))
      return new Map(found.map(({ row, file_row }) => [row, lines.get(file_row) ?? file_row + 1]))
    },
  }
}
