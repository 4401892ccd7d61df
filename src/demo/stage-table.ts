import type { AppendColumn, Writer } from '../warehouse/reader.ts'
import { identifier, join, raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'
import { noInteger } from './demo-table.ts'
import type { DemoColumn, DemoTable, TextPart } from './demo-table.ts'

const stage = 'demo_stage'

/**
 * Adds a table's rows to a table of facts. Only numbers cross over from JavaScript, packed, into a temporary table;
 * the engine puts the texts together from them (0.1 µs a cell against 0.9 µs for a text handed over).
 */
export async function insertTable(
  writer: Writer,
  target: string,
  table: DemoTable,
  importId: string | null,
): Promise<void> {
  if (table.rows === 0) return
  const staged: Record<string, AppendColumn> = {}
  const cells = Object.entries(table.columns).map(
    ([name, column]) => sql`${expression(name, column, staged)} AS ${identifier(name)}`,
  )
  const names = Object.keys(table.columns).map((name) => identifier(name))
  if (importId !== null) {
    cells.push(sql`${importId}`)
    names.push(raw('import_id'))
  }
  const definitions = Object.entries(staged).map(
    ([name, { type }]) => sql`${identifier(name)} ${raw(type.toUpperCase())}`,
  )
  await writer.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(stage)} (${join(definitions, ', ')})`)
  await writer.append('main', stage, staged)
  await writer.run(
    sql`INSERT INTO facts.${identifier(target)} (${join(names, ', ')}) SELECT ${join(cells, ', ')} FROM temp.main.${raw(stage)}`,
  )
  await writer.run(raw(`DROP TABLE temp.main.${stage}`))
}

function expression(name: string, column: DemoColumn, staged: Record<string, AppendColumn>): Sql {
  if (column.type === 'text') {
    return join(
      column.parts.map((part, index) => textPart(`${name}_${index}`, part, staged)),
      ' || ',
    )
  }
  if (column.type === 'free_text') {
    staged[name] = { type: 'varchar', values: column.values }
    return identifier(name)
  }
  if (column.type === 'number') {
    staged[name] = { type: 'double', values: column.values }
    return identifier(name)
  }
  staged[name] = { type: 'integer', values: column.values }
  const value = column.values.includes(noInteger)
    ? sql`nullif(${identifier(name)}, ${raw(String(noInteger))})`
    : identifier(name)
  if (column.type === 'date') return sql`DATE '1970-01-01' + ${value}`
  if (column.type === 'time') return sql`make_timestamp(CAST(${value} AS BIGINT) * 1000000)`
  return value
}

function textPart(name: string, part: TextPart, staged: Record<string, AppendColumn>): Sql {
  if (typeof part === 'string') return sql`${part}`
  if ('words' in part) {
    staged[name] = { type: 'integer', values: part.codes }
    return sql`${part.words}[${identifier(name)}]`
  }
  staged[name] = { type: 'integer', values: part.numbers }
  const number = sql`CAST(${identifier(name)} AS VARCHAR)`
  if (part.digits === 0) return number
  const limit = raw(String(10 ** part.digits))
  return sql`CASE WHEN ${identifier(name)} < ${limit}
    THEN substr(CAST(${limit} + ${identifier(name)} AS VARCHAR), 2) ELSE ${number} END`
}
