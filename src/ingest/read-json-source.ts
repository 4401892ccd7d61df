import type { Reader } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { isGa4 } from './layouts/ga4.ts'
import { literal } from './literal.ts'
import type { PreparedFile } from './prepared-file.ts'
import { sampleOf } from './read-source.ts'
import { rejected } from './rejection.ts'
import type { Source } from './source.ts'

type Path = { name: string; sql: string }

const lineLists = [
  'line_items',
  'items',
  'lines',
  'order_lines',
  'products',
  'detalle',
  'lineas',
  'productos',
]

/** The plain values of a struct, one path each; lists inside are kept as their text. */
export function flatten(prefix: string, sql: string, type: string): Path[] {
  const fields = structFields(type)
  if (fields === null) return [{ name: prefix, sql: `(${sql} ->> '$')` }]
  return fields.flatMap(({ name, type }) =>
    flatten(
      prefix === '' ? name : `${prefix}_${name}`,
      `(${sql} -> ${literal(`$."${name.replaceAll('"', '""')}"`)})`,
      type,
    ),
  )
}

/** STRUCT(a INTEGER, "b c" STRUCT(…)) taken apart one level deep; null for anything else. */
function structFields(type: string): { name: string; type: string }[] | null {
  if (!type.startsWith('STRUCT(') || !type.endsWith(')')) return null
  const inside = type.slice(7, -1)
  const parts: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === '"') quoted = !quoted
    else if (!quoted && inside[i] === '(') depth++
    else if (!quoted && inside[i] === ')') depth--
    else if (!quoted && depth === 0 && inside[i] === ',') {
      parts.push(inside.slice(from, i))
      from = i + 1
    }
  }
  parts.push(inside.slice(from))
  return parts.map((part) => {
    const found = /^\s*(?:"((?:[^"]|"")*)"|(\S+))\s+([\s\S]+)$/.exec(part)
    return { name: (found?.[1] ?? found?.[2] ?? '').replaceAll('""', '"'), type: found?.[3] ?? 'VARCHAR' }
  })
}

/**
 * A JSON file (an array, or one object a line) as a relation of texts. Objects inside become columns of their own, and
 * a list of an order's items becomes one row each.
 */
export async function readJsonSource(db: Reader, file: PreparedFile): Promise<Source> {
  const options = `${literal(file.path)}, maximum_object_size = 67108864`
  const described = await db
    .rows<{ column_name: string; column_type: string }>(
      raw(
        `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_json(${options}, sample_size = 20000))`,
      ),
    )
    .catch((error: unknown) => {
      throw jsonFault(file, error)
    })
  if (described.length === 0 || (described.length === 1 && described[0].column_name === 'json')) {
    throw rejected({ file: file.name, code: 'not_a_table' }, 'the file is not a list of objects')
  }
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
  const columns = described.map(({ column_name }) => `${literal(column_name)}: 'JSON'`).join(', ')
  const events = isGa4(new Set(described.map(({ column_name }) => column_name)))
  const list = described.find(
    ({ column_name, column_type }) =>
      !events &&
      lineLists.includes(column_name.toLowerCase()) &&
      column_type.startsWith('STRUCT(') &&
      column_type.endsWith(')[]'),
  )
  const paths = described.flatMap(({ column_name, column_type }) =>
    column_name === list?.column_name
      ? flatten('lineitem', 'lineitem', column_type.slice(0, -2))
      : flatten(column_name, quoted(column_name), column_type),
  )
  const reading = `read_json(${options}, columns = {${columns}})`
  const rows = list
    ? `(SELECT * EXCLUDE (lineitem), unnest(lineitem) AS lineitem FROM
        (SELECT *, from_json(${quoted(list.column_name)}, '["JSON"]') AS lineitem FROM ${reading}))`
    : reading
  const from = `(SELECT ${paths.map(({ sql }, index) => `nullif(${sql}, '') AS c${index + 1}`).join(', ')} FROM ${rows})`
  // beside its items, an order's own id is what the items belong to
  const header = paths.map(({ name }) => (list && name === 'id' ? 'order_id' : name))
  const sample = await sampleOf(db, from, header.length).catch((error: unknown) => {
    throw jsonFault(file, error)
  })
  if (sample.length === 0) throw rejected({ file: file.name, code: 'no_rows' }, 'the file holds no rows')
  return {
    file,
    header,
    from,
    sample,
    dialect: null,
    sheet: null,
    sheets: [],
    checkCount: () => Promise.resolve(),
    linesOf: (wanted) => Promise.resolve(new Map(wanted.map((row) => [row, row + 1]))),
  }
}

function jsonFault(file: PreparedFile, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  const line = /(?:line|record\/value) (\d+)/i.exec(cause)?.[1]
  return rejected(
    { file: file.name, line: line === undefined ? undefined : Number(line), code: 'damaged' },
    'the JSON is damaged or no list of objects',
    error,
  )
}
