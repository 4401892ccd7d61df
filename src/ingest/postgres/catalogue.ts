import type { Session } from './session.ts'

export type CatalogueColumn = { name: string; type: string; key: boolean; nullable: boolean }

/** A table or view as the server describes it. */
export type CatalogueTable = {
  schema: string
  name: string
  kind: 'table' | 'view'
  /** as the planner estimates; null where nobody has counted */
  rows: number | null
  readable: boolean
  /** where its schema stands among those that are looked through for names; null where it is none of them */
  path: number | null
  columns: CatalogueColumn[]
  references: Reference[]
}

/** A key of the database that points to another table; of several columns, the first stands in column and to. */
export type Reference = {
  column: string
  schema: string
  table: string
  to: string
  columns: string[]
  targets: string[]
}

/** What there is to read, in the order of its size. */
export type Catalogue = readonly CatalogueTable[]

const tablesSql = `
  SELECT n.nspname AS schema, c.relname AS name,
    CASE WHEN c.relkind IN ('r', 'p') THEN 'table' ELSE 'view' END AS kind,
    CASE WHEN c.relkind = 'p' THEN (SELECT sum(greatest(p.reltuples, 0)) FROM pg_inherits AS i JOIN pg_class AS p ON p.oid = i.inhrelid WHERE i.inhparent = c.oid)
      WHEN c.reltuples < 0 THEN NULL ELSE c.reltuples END::float8 AS rows,
    has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable,
    array_position(current_schemas(false), n.nspname) AS path,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL), 'nullable', NOT a.attnotnull,
        'key', EXISTS (SELECT 1 FROM pg_index AS x WHERE x.indrelid = c.oid AND x.indisprimary AND a.attnum = ANY (x.indkey)))
        ORDER BY a.attnum)
      FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT json_agg(json_build_object('schema', fn.nspname, 'table', f.relname,
        'columns', (SELECT json_agg(a.attname ORDER BY o.at) FROM unnest(k.conkey) WITH ORDINALITY AS o (num, at)
          JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = o.num),
        'targets', (SELECT json_agg(a.attname ORDER BY o.at) FROM unnest(k.confkey) WITH ORDINALITY AS o (num, at)
          JOIN pg_attribute AS a ON a.attrelid = f.oid AND a.attnum = o.num)) ORDER BY k.conkey)
      FROM pg_constraint AS k JOIN pg_class AS f ON f.oid = k.confrelid JOIN pg_namespace AS fn ON fn.oid = f.relnamespace
      WHERE k.conrelid = c.oid AND k.contype = 'f') AS references
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg_toast%' AND n.nspname NOT LIKE 'pg_temp%'
  ORDER BY c.reltuples DESC, 1, 2 LIMIT 2000`

type FoundReference = Pick<Reference, 'schema' | 'table' | 'columns' | 'targets'>

type TableRow = Omit<CatalogueTable, 'columns' | 'references' | 'rows'> & {
  rows: number | null
  columns: CatalogueColumn[] | null
  references: FoundReference[] | null
}

export async function readCatalogue(session: Session): Promise<Catalogue> {
  const found = await session.rows<TableRow>(tablesSql)
  return found.map(({ columns, references, rows, ...table }) => ({
    ...table,
    rows: rows === null ? null : Math.round(rows),
    columns: columns ?? [],
    references: (references ?? []).map((each) => ({ ...each, column: each.columns[0], to: each.targets[0] })),
  }))
}

/** Of several tables the one that is meant: those that can be read first, then as the server looks names up. */
export function nearest(tables: readonly CatalogueTable[]): CatalogueTable | undefined {
  const rank = ({ readable, path }: CatalogueTable): number => (readable ? 0 : 1000) + (path ?? 500)
  return tables.toSorted((a, b) => rank(a) - rank(b))[0]
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Whether there is such a table, and it has a column of that name. */
export function hasColumn(table: CatalogueTable | undefined, name: string): boolean {
  return table?.columns.some((column) => column.name === name) ?? false
}

/** The table as it is named in a query. */
export function tableSql({ schema, name }: Pick<CatalogueTable, 'schema' | 'name'>): string {
  return `${quoted(schema)}.${quoted(name)}`
}
