import { AppError, isAppError } from '../../base/errors.ts'
import { importFields, roleFields } from '../../contracts/import-fields.ts'
import type { ImportField } from '../../contracts/import-fields.ts'
import type { FileInspection, FileMapping } from '../../contracts/imports.ts'
import type { SourceRecipe } from '../../contracts/source-parts.ts'
import { guessMapping, profileColumns } from '../guess-mapping.ts'
import { detectTimeFormat } from '../time-format.ts'
import type { PostgresAddress } from './address.ts'
import { readCatalogue, tableSql } from './catalogue.ts'
import type { Catalogue, CatalogueTable } from './catalogue.ts'
import { exactColumns } from './feed.ts'
import type { Feed } from './feed.ts'
import { guessTable } from './recipes/find-columns.ts'
import { propose } from './recipes/propose.ts'
import { openSession } from './session.ts'
import type { Session } from './session.ts'
import { checkedQuery, tableNamed } from './user-feed.ts'

const lookMs = 20_000
const sampleRows = 200
const shownRows = 20

/** Opens a session for as long as the work takes. */
export async function inSession<T>(
  address: PostgresAddress,
  work: (session: Session) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const session = await openSession(address, { statementMs: lookMs, signal })
  try {
    // what a query does to its session, such as allowing it to write, ends with this
    await session.begin()
    return await work(session)
  } finally {
    await session.close()
  }
}

export type Preview = { feed: Feed | null; inspection: FileInspection }

export type PostgresInspection = { recipe: SourceRecipe | null; catalogue: Catalogue; feeds: Preview[] }

/** Looks at a database: what is there, what it is recognised as, and the first rows of what would be read. */
export async function inspectPostgres(
  session: Session,
  wanted: { query?: string; table?: string; recipe?: SourceRecipe } = {},
): Promise<PostgresInspection> {
  const catalogue = await readCatalogue(session)
  const { query, table } = wanted
  if (query !== undefined) {
    const inspection = await lookAt(session, 'query', checkedQuery(query)).catch(asGiven)
    return { recipe: 'query', catalogue, feeds: [{ feed: null, inspection }] }
  }
  if (table !== undefined) {
    const found = tableNamed(catalogue, table)
    const inspection = await lookAt(
      session,
      `${found.schema}.${found.name}`,
      `SELECT * FROM ${tableSql(found)}`,
    )
    return { recipe: 'tables', catalogue, feeds: [{ feed: null, inspection }] }
  }
  const proposal = propose(catalogue, wanted.recipe)
  const feeds: Preview[] = []
  for (const feed of proposal?.feeds ?? [])
    feeds.push({ feed, inspection: await lookAt(session, feed.name, feed.query, feed.mapping) })
  return { recipe: proposal?.recipe ?? null, catalogue, feeds }
}

/** What is given now has not changed since it was looked at: it is wrong. */
export function asGiven(error: unknown): never {
  if (!isAppError(error) || error.code !== 'source_changed') throw error
  const message = error.message.replace(/: look at the source again.*$/, '')
  throw new AppError('source_mapping', `${message}: correct the query or its mapping`, { cause: error })
}

/** Why nothing was recognised, with what was seen. */
export function notAShop(catalogue: Catalogue): AppError {
  const names = catalogue.slice(0, 12).map(({ name }) => name)
  const seen = names.length === 0 ? 'it has no tables that this user can see' : `it has ${names.join(', ')}`
  return new AppError(
    'source_not_a_shop',
    `no shop was recognised in the database: ${seen}; map its tables, or give a query`,
  )
}

/** What a table could be read as by itself. */
export function roleOf(table: CatalogueTable): FileMapping['role'] | null {
  const header = table.columns.map(({ name }) => name)
  const { role, score } = guessMapping(table.name, profileColumns(header, []))
  return score > 0 && Object.keys(guessTable(role, table)).length > 1 ? role : null
}

/** Whether days that are texts could as well be months. */
function datesUnclear(
  { columns, dates }: FileMapping,
  { header, rows, types }: Awaited<ReturnType<Session['sample']>>,
): boolean {
  if (dates !== undefined) return false
  const exact = exactColumns(header.map((name, index) => ({ name, id: types[index] })))
  return Object.entries(columns).some(([field, name]) => {
    const type = importFields[field as ImportField]
    if ((type !== 'time' && type !== 'day') || exact.has(name)) return false
    const at = header.indexOf(name)
    return detectTimeFormat(rows.flatMap((row) => row[at] ?? [])).unclear
  })
}

async function lookAt(
  session: Session,
  name: string,
  query: string,
  given?: FileMapping,
): Promise<FileInspection> {
  const { header, rows, types } = await session.sample(`SELECT * FROM (${query}) AS q LIMIT ${sampleRows}`)
  const profiles = profileColumns(header, rows)
  const guess = given ? null : guessMapping(name, profiles)
  const mapping: FileMapping = given ?? {
    role: guess?.role ?? 'lines',
    columns: guess?.columns ?? {},
  }
  return {
    name,
    bytes: 0,
    encoding: session.encoding,
    delimiter: null,
    sheet: null,
    sheets: [],
    header,
    columns: profiles.map(({ name: column, filled, distinct }) => ({ name: column, filled, distinct })),
    rows: rows.slice(0, shownRows),
    mapping,
    dates_unclear: datesUnclear(mapping, { header, rows, types }),
    fields: [...roleFields[mapping.role]],
    problem:
      guess?.score === 0
        ? `it is not clear what ${header.slice(0, 12).join(', ')} are: give a mapping`
        : null,
    fault: guess?.score === 0 ? { code: 'unclear', fields: [] } : null,
  }
}
