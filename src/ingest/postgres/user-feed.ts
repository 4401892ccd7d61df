import { AppError } from '../../base/errors.ts'
import type { SourceFeedSpec } from '../../contracts/source-parts.ts'
import type { Catalogue } from './catalogue.ts'
import { nearest, quoted, tableSql } from './catalogue.ts'
import { oneStatement } from './one-statement.ts'
import type { Feed, Watch } from './feed.ts'

const faults = {
  several: 'the query holds more than one statement: give one SELECT',
  unbalanced: 'the query has brackets that do not close where they open: give one SELECT',
  unfinished: 'the query has a text, name or comment that does not end: give one SELECT',
  empty: 'the query is empty: give one SELECT that only reads',
}

/** One statement that reads: it is put between brackets, and runs where nothing can be written. */
export function checkedQuery(given: string): string {
  const found = given.includes('\0') ? ({ kind: 'unfinished' } as const) : oneStatement(given)
  if (found.kind !== 'one') throw new AppError('source_query', faults[found.kind])
  if (!/^(?:\s|\(|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:select|with|values|table)\b/i.test(found.text))
    throw new AppError(
      'source_query',
      'the query does not begin with SELECT or WITH: give one SELECT that only reads',
    )
  // a comment at its end must not reach what stands behind it
  return `${found.text}\n`
}

/** A table or query that the user mapped, as a feed. */
export function userFeed(spec: SourceFeedSpec, catalogue: Catalogue): Feed {
  const { name, mapping, changes } = spec
  if ((spec.table === undefined) === (spec.query === undefined))
    throw new AppError('source_mapping', `${name} takes either a table or a query`)
  const table = spec.table === undefined ? undefined : tableNamed(catalogue, spec.table)
  const query = table ? `SELECT * FROM ${tableSql(table)}` : checkedQuery(spec.query ?? '')
  const { columns, role } = mapping
  const key =
    (role === 'lines' || role === 'orders'
      ? columns.order_id
      : role === 'customers'
        ? columns.customer_id
        : role === 'products'
          ? columns.product_id
          : undefined) ?? null
  const relation = table ? `${tableSql(table)} AS x` : `(${query}) AS x`
  return {
    name,
    query,
    mapping,
    key,
    watches:
      key === null ? [] : watchesOf(name, changes, { relation, key, isTable: table?.kind === 'table' }),
  }
}

function watchesOf(
  name: string,
  { mode, column }: SourceFeedSpec['changes'],
  { relation, key, isTable }: { relation: string; key: string; isTable: boolean },
): Watch[] {
  if (mode === 'whole') return []
  if (mode === 'row_version') {
    if (!isTable)
      throw new AppError(
        'source_watermark',
        `${name}: only a table has row versions: name a column, or read it whole`,
      )
    return [{ relation, row: 'x', key: `x.${quoted(key)}`, mode, column: null }]
  }
  if (column === null)
    throw new AppError('source_watermark', `${name}: say by which column its changes are found`)
  return [{ relation, row: 'x', key: `x.${quoted(key)}`, mode, column: `x.${quoted(column)}` }]
}

/** A table by its name, with its schema or without: then as the server would find it, those that can be read first. */
export function tableNamed(catalogue: Catalogue, name: string): Catalogue[number] {
  const whole = catalogue.find((table) => name === `${table.schema}.${table.name}`)
  const found = whole ?? nearest(catalogue.filter((table) => name === table.name))
  if (!found) throw new AppError('source_changed', `there is no table ${name}: look at the source again`)
  return found
}
