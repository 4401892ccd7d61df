import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import type {
  inspectSourceInput,
  inspectSourceOutput,
  testSourceInput,
  testSourceOutput,
} from '../../contracts/sources.ts'
import { filesIn } from '../../ingest/folder/file-names.ts'
import { inspectFolder } from '../../ingest/folder/inspect-folder.ts'
import { viewOf } from '../../ingest/postgres/feed.ts'
import { inSession, inspectPostgres, roleOf } from '../../ingest/postgres/inspect-postgres.ts'
import { readCatalogue } from '../../ingest/postgres/catalogue.ts'
import type { StoredSource } from '../../store/sources.ts'
import type { House } from '../desk.ts'
import { stagingFolder } from '../imports/import-into.ts'
import { givenAddress, sharedFolder } from './source-place.ts'
import { shownConnection } from './source-view.ts'

type Place = z.output<typeof testSourceInput>

async function known(
  house: House,
  workspaceId: string | null,
  { source_id }: Place,
): Promise<StoredSource | undefined> {
  if (source_id === undefined || workspaceId === null) return undefined
  const source = await house.store.sources.byId(source_id, workspaceId)
  if (!source) throw new AppError('source_not_found')
  return source
}

/** Reaches a source once, and says what answered. Whatever is in the way comes as an error that says what to do. */
export async function testSource(
  house: House,
  workspaceId: string | null,
  input: Place,
): Promise<z.output<typeof testSourceOutput>> {
  const source = await known(house, workspaceId, input)
  const started = performance.now()
  const milliseconds = (): number => Math.round(performance.now() - started)
  if ((source?.kind ?? input.kind) === 'folder') {
    const { path, pattern } = folderOf(input, source)
    const files = await filesIn(await sharedFolder(house, path), pattern)
    return {
      kind: 'folder',
      server: null,
      connection: null,
      encrypted: null,
      tables: null,
      files: files.length,
      milliseconds: milliseconds(),
    }
  }
  const address = givenAddress(house, input.connection, source)
  return inSession(address, async (session) => {
    const catalogue = await readCatalogue(session)
    return {
      kind: 'postgres' as const,
      server: `PostgreSQL ${session.version}`,
      connection: shownConnection(address, source?.spec.from_environment ?? false),
      encrypted: session.encrypted,
      tables: catalogue.filter(({ readable }) => readable).length,
      files: null,
      milliseconds: milliseconds(),
    }
  })
}

function folderOf({ folder }: Place, source: StoredSource | undefined): { path: string; pattern: string } {
  const found = folder ?? source?.spec.folder
  if (!found) throw new AppError('source_address', 'name the folder that is to be watched')
  return found
}

/** What is there, what it is taken for, and the first rows of what would be read. Nothing is kept. */
export async function inspectSource(
  house: House,
  workspaceId: string | null,
  input: z.output<typeof inspectSourceInput>,
): Promise<z.output<typeof inspectSourceOutput>> {
  const source = await known(house, workspaceId, input)
  if ((source?.kind ?? input.kind) === 'folder') {
    if (workspaceId === null) throw new AppError('workspace_not_found')
    const { path, pattern } = folderOf(input, source)
    const warehouse = await house.warehouses.open(workspaceId)
    const found = await inspectFolder(
      { warehouse, stagingFolder: stagingFolder(house, workspaceId) },
      { path: await sharedFolder(house, path), pattern, mappings: source?.spec.mappings ?? [] },
    )
    return {
      kind: 'folder',
      recipe: 'files',
      tables: [],
      feeds: found.map((inspection) => ({ feed: null, inspection })),
    }
  }
  const { query, table } = input
  return inSession(givenAddress(house, input.connection, source), async (session) => {
    const { recipe, catalogue, feeds } = await inspectPostgres(session, { query, table })
    return {
      kind: 'postgres' as const,
      recipe,
      tables: catalogue.map((each) => ({
        table: `${each.schema}.${each.name}`,
        kind: each.kind,
        rows: each.rows,
        readable: each.readable,
        columns: each.columns,
        references: each.references.map((reference) => ({
          column: reference.column,
          table: `${reference.schema}.${reference.table}`,
        })),
        role: roleOf(each),
      })),
      feeds: feeds.map(({ feed, inspection }) => ({ feed: feed && viewOf(feed), inspection })),
    }
  })
}
