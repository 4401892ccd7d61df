import type { ImportField, ImportRole } from '../../../contracts/import-fields.ts'
import { inCents, normalName } from '../../column-names.ts'
import { moneyFields } from '../../typed-columns.ts'
import { guessColumns } from '../../guess-mapping.ts'
import type { ColumnProfile, Columns } from '../../guess-mapping.ts'
import { nearest, quoted, tableSql } from '../catalogue.ts'
import type { Catalogue, CatalogueColumn, CatalogueTable, Reference } from '../catalogue.ts'
import type { Watch } from '../feed.ts'

/** The first table of one of these names; of several that are called so, the nearest. */
export function findTable(catalogue: Catalogue, names: readonly string[]): CatalogueTable | undefined {
  for (const name of names) {
    const found = nearest(catalogue.filter((table) => normalName(table.name) === name))
    if (found) return found
  }
  return undefined
}

export function findColumn(table: CatalogueTable, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = table.columns.find((column) => normalName(column.name) === name)
    if (found) return found.name
  }
  return undefined
}

/** Whoever served a customer is in the same table, and is none. */
const staff =
  /vendedor|empleado|cajer|atendi|creado|registrado|operador|seller|employee|cashier|created|staff/

function referencesTo(table: CatalogueTable, target: CatalogueTable | undefined): Reference[] {
  return table.references.filter(
    ({ schema, table: name }) => target !== undefined && schema === target.schema && name === target.name,
  )
}

/** The column that points to another table: by a key of the database, else by its name. */
export function findReference(
  table: CatalogueTable,
  target: CatalogueTable | undefined,
  names: readonly string[],
): string | undefined {
  const declared = referencesTo(table, target).filter(({ columns }) => columns.length === 1)
  const named = declared.filter(({ column }) => names.includes(normalName(column)))
  const [found] = [...named, ...declared.filter(({ column }) => !staff.test(normalName(column)))]
  return found?.column ?? findColumn(table, names)
}

export function primaryKey(table: CatalogueTable): string | undefined {
  const keys = table.columns.filter(({ key }) => key)
  return keys.length === 1 ? keys[0].name : findColumn(table, ['id', 'codigo', 'code'])
}

/** How a table's rows are known, and how another's point to them: a column of each, or several. */
export type Link = { columns: string[]; targets: string[] }

/** By one column of each where there is one, else by a key of several, that the database knows or that is called alike. */
export function findLink(
  table: CatalogueTable,
  target: CatalogueTable,
  names: readonly string[],
): Link | undefined {
  const single = primaryKey(target)
  const column = findReference(table, target, names)
  if (single && column) return { columns: [column], targets: [single] }
  const declared = referencesTo(table, target).find(({ columns }) => columns.length > 1)
  if (declared) return declared
  const keys = target.columns.filter(({ key }) => key).map(({ name }) => name)
  const there = keys.map((key) => findColumn(table, [normalName(key)]))
  return keys.length > 1 && there.every((each) => each !== undefined)
    ? { columns: there, targets: keys }
    : undefined
}

/** A key of several columns as one text. */
export function keySql(row: string, columns: readonly string[]): string {
  const parts = columns.map((column) => `${row}.${quoted(column)}`)
  return parts.length === 1 ? parts[0] : `concat_ws('-', ${parts.join(', ')})`
}

const numbers = /^(smallint|integer|bigint|numeric|real|double precision|money)$/
const times = /^(date|timestamp)/

/** A column as its type alone describes it; of a text nothing is known. */
function profileOf({ name, type }: CatalogueColumn): ColumnProfile {
  const numeric = numbers.test(type) ? 1 : 0
  const time = times.test(type) ? 1 : 0
  // seconds or milliseconds since 1970, where the name is that of a time
  const serial = type === 'bigint' ? 1 : 0
  return { name, filled: numeric + time, numeric, time, serial, distinct: 0, states: 1 }
}

/** Which of the table's columns are most likely which, by names and types. */
export function guessTable(role: ImportRole, table: CatalogueTable): Columns {
  const secret = /pass|contras|clave|token|secret|hash|salt|2fa|otp/
  return guessColumns(role, table.columns.filter(({ name }) => !secret.test(normalName(name))).map(profileOf))
}

function amountSql(field: ImportField, value: string, column: string): string {
  return moneyFields.has(field) && inCents(column) ? `${value}::numeric / 100` : value
}

/** Columns as they are selected from a row of that name. */
export function selected(row: string, columns: Columns, fields?: readonly ImportField[]): Columns {
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([field]) => fields === undefined || fields.includes(field as ImportField))
      .map(([field, column]) => [field, amountSql(field as ImportField, `${row}.${quoted(column)}`, column)]),
  )
}

const touched = [
  'updated_at',
  'updatedat',
  'updated_on',
  'modified_at',
  'modified_on',
  'last_modified',
  'date_updated_gmt',
  'date_modified',
  'fecha_actualizacion',
  'actualizado_en',
  'actualizado_el',
  'actualizado',
  'fecha_modificacion',
  'modificado_en',
  'ultima_modificacion',
]

/**
 * How a table's changed rows are best found: by a time that the shop sets at each change and never leaves out, else by
 * PostgreSQL's version of the row; a view has neither and is read whole.
 */
export function watchOf(
  table: CatalogueTable,
  row: string,
  key: string,
  from: string = `${tableSql(table)} AS ${row}`,
): Watch[] {
  const column = table.columns.find(
    ({ name, type, nullable }) =>
      touched.includes(normalName(name)) && type.startsWith('timestamp') && !nullable,
  )
  if (column)
    return [{ relation: from, row, key, mode: 'updated_at', column: `${row}.${quoted(column.name)}` }]
  return table.kind === 'table' ? [{ relation: from, row, key, mode: 'row_version', column: null }] : []
}
