import type { FileMapping } from '../../contracts/imports.ts'
import type { ImportField } from '../../contracts/import-fields.ts'
import type { ChangeMode, FeedView, SourceRecipe } from '../../contracts/source-parts.ts'

/** A relation whose changed rows say which orders, customers or products have to be read again. */
export type Watch = {
  /** what stands after FROM */
  relation: string
  /** the row that changes, as it is called there */
  row: string
  /** what of it is the key of the feed */
  key: string
  mode: Exclude<ChangeMode, 'whole'>
  /** for `updated_at` and `growing_key` */
  column: string | null
}

/** One query that is read, what its columns are, and how its changes are found; none: it is read whole each time. */
export type Feed = {
  name: string
  query: string
  mapping: FileMapping
  /** the column of the query that rows are replaced by; null: it is read whole each time */
  key: string | null
  /** what an order's id begins with here, and not in the database */
  prefix?: string
  /** for queries that must come in an order of their own, even when all of it is read */
  order_by?: string
  watches: readonly Watch[]
}

export type Proposal = { recipe: SourceRecipe; feeds: Feed[] }

/** A feed whose columns already have our names. */
export function feed(
  name: string,
  role: FileMapping['role'],
  columns: Partial<Record<ImportField, string>>,
  rest: Pick<Feed, 'watches'> & Partial<Feed> & { from: string },
): Feed {
  const { from, ...more } = rest
  const key = role === 'customers' ? 'customer_id' : role === 'products' ? 'product_id' : 'order_id'
  const select = Object.entries(columns).map(([field, value]) => `${value} AS ${field}`)
  return {
    name,
    query: `SELECT ${select.join(', ')} FROM ${from}`,
    mapping: ownNames(role, Object.keys(columns) as ImportField[]),
    key,
    ...more,
  }
}

/** The mapping of columns that already have our names. */
export function ownNames(role: FileMapping['role'], fields: readonly ImportField[]): FileMapping {
  return {
    role,
    columns: Object.fromEntries(fields.map((field) => [field, field])),
  }
}

/** What PostgreSQL writes in one way only, by the ids of its types; texts are looked at like those of a file. */
export function exactColumns(
  columns: readonly { name: string; id: number }[],
): Map<string, 'number' | 'time'> {
  const numbers = [20, 21, 23, 700, 701, 790, 1700]
  const times = [1082, 1114, 1184]
  return new Map(
    columns.flatMap(({ name, id }): [string, 'number' | 'time'][] =>
      numbers.includes(id) ? [[name, 'number']] : times.includes(id) ? [[name, 'time']] : [],
    ),
  )
}

export function viewOf({ name, query, mapping, watches }: Feed): FeedView {
  return {
    name,
    role: mapping.role,
    query,
    mapping,
    changes: watches.map(({ relation, mode, column }) => ({ relation, mode, column })),
  }
}
