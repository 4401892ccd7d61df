import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import type { addSourceInput, editSourceInput } from '../../contracts/sources.ts'
import type { SourceFeedSpec, SourceKind, SourceRecipe } from '../../contracts/source-parts.ts'
import { readCatalogue } from '../../ingest/postgres/catalogue.ts'
import type { Catalogue } from '../../ingest/postgres/catalogue.ts'
import type { PostgresAddress } from '../../ingest/postgres/address.ts'
import type { Feed } from '../../ingest/postgres/feed.ts'
import { asGiven, inSession, notAShop } from '../../ingest/postgres/inspect-postgres.ts'
import { feedQuery, readMarks, readMoment, refuseNulls } from '../../ingest/postgres/read-changes.ts'
import { propose } from '../../ingest/postgres/recipes/propose.ts'
import type { Session } from '../../ingest/postgres/session.ts'
import { userFeed } from '../../ingest/postgres/user-feed.ts'
import type { NewSource, SourceSpec, StoredSource } from '../../store/sources.ts'
import type { House } from '../desk.ts'
import { addressOf, checkWriteBack, givenAddress, sharedFolder } from './source-place.ts'
import { checkSchedule } from './source-view.ts'

type Wanted = { recipe?: SourceRecipe; feeds?: SourceFeedSpec[] }

/** What will be read of a database; each query is tried once, so that what is kept works. */
async function feedsOf(
  address: PostgresAddress,
  { recipe, feeds }: Wanted,
): Promise<{ recipe: SourceRecipe; feeds: Feed[] }> {
  return inSession(address, async (session) => {
    const catalogue = await readCatalogue(session)
    const found = feeds
      ? {
          recipe: feeds.some(({ query }) => query) ? ('query' as const) : ('tables' as const),
          feeds: feeds.map((each) => givenFeed(each, catalogue)),
        }
      : propose(catalogue, recipe)
    if (found === null) throw notAShop(catalogue)
    const names = new Set(found.feeds.map(({ name }) => name))
    if (names.size < found.feeds.length)
      throw new AppError('source_mapping', 'two of the things that are read have one name')
    for (const feed of found.feeds) await tryFeed(session, feed).catch(feeds ? asGiven : undefined)
    if (feeds) {
      await refuseNulls(session, found.feeds)
      await readMarks(session, found.feeds, await readMoment(session))
    }
    return found
  })
}

function givenFeed(spec: SourceFeedSpec, catalogue: Catalogue): Feed {
  try {
    return userFeed(spec, catalogue)
  } catch (error) {
    return asGiven(error)
  }
}

async function tryFeed(session: Session, feed: Feed): Promise<void> {
  const { query } = await feedQuery(session, feed, null)
  await session.sample(`SELECT * FROM (${query}) AS q LIMIT 1`)
  checkMapping(feed)
}

/** A mapping without what the rows are known by would load something else than was meant. */
function checkMapping({ name, mapping: { role, columns, constants } }: Pick<Feed, 'name' | 'mapping'>): void {
  const has = (field: keyof typeof columns): boolean =>
    columns[field] !== undefined || constants?.[field] !== undefined
  const needs: Partial<Record<typeof role, (keyof typeof columns)[][]>> = {
    lines: [
      ['order_id', 'ordered_at'],
      ['unit_price', 'line_total', 'order_total'],
    ],
    orders: [['order_id'], ['ordered_at']],
    customers: [['customer_id', 'email']],
    products: [['product_id']],
  }
  for (const choice of needs[role] ?? []) {
    if (!choice.some(has))
      throw new AppError(
        'source_mapping',
        `${name}: no column is mapped to ${choice.join(' or ')}: map one`,
        {
          details: [{ parameter: 'mapping', allowed: choice }],
        },
      )
  }
}

/** A new source as it will be kept, tried out. */
export async function newSource(
  house: House,
  workspaceId: string,
  input: Omit<z.output<typeof addSourceInput>, 'refresh'> & { from_environment?: boolean },
): Promise<NewSource> {
  const {
    name,
    kind,
    schedule,
    currency = null,
    time_out_seconds,
    compare_hours,
    quiet_hours,
    write_back,
  } = input
  checkSchedule(schedule, house.clock())
  refuseMisplaced(kind, input)
  await checkWriteBack(house, write_back)
  const settings = { currency, time_out_seconds, compare_hours, quiet_hours, write_back }
  const about = { workspace_id: workspaceId, name, kind, schedule }
  if (kind === 'folder') {
    if (!input.folder) throw new AppError('source_address', 'name the folder that is to be watched')
    await sharedFolder(house, input.folder.path)
    for (const each of input.mappings ?? []) checkMapping(each)
    const spec: SourceSpec = {
      ...settings,
      ...(input.mappings?.length ? { mappings: input.mappings } : {}),
      recipe: 'files',
      feeds: [],
      folder: input.folder,
      from_environment: false,
    }
    return { ...about, spec, secret: null }
  }
  const from_environment = input.from_environment === true
  const address = givenAddress(house, input.connection)
  const { recipe, feeds } = await feedsOf(address, input)
  await refuseTwice(house, workspaceId, address, feeds)
  const spec: SourceSpec = { ...settings, recipe, feeds, folder: null, from_environment }
  return { ...about, spec, secret: from_environment ? null : JSON.stringify(address) }
}

/** What the other kind of source takes would be left out without a word. */
function refuseMisplaced(
  kind: SourceKind,
  { feeds, mappings }: { feeds?: unknown; mappings?: unknown },
): void {
  if (kind === 'folder' && feeds !== undefined)
    throw new AppError('source_mapping', 'a folder has no feeds: give mappings of its files')
  if (kind === 'postgres' && mappings !== undefined)
    throw new AppError('source_mapping', 'a database has no mappings of files: give feeds')
}

/** What is read already would be read twice, and belong to the first. */
async function refuseTwice(
  house: House,
  workspaceId: string,
  address: PostgresAddress,
  feeds: readonly Feed[],
): Promise<void> {
  const queries = (all: readonly unknown[]): string =>
    JSON.stringify((all as Feed[]).map(({ query }) => query))
  for (const other of await house.store.sources.list(workspaceId)) {
    const there = other.kind === 'postgres' ? reachable(house, other) : null
    if (there === null || queries(other.spec.feeds) !== queries(feeds)) continue
    if (there.host !== address.host || there.port !== address.port || there.database !== address.database)
      continue
    throw new AppError(
      'conflicting_state',
      `${other.name} reads just this already: refresh that source, or change it`,
    )
  }
}

function reachable(house: House, source: StoredSource): PostgresAddress | null {
  try {
    return addressOf(house, source)
  } catch {
    return null
  }
}

/** What changes of a source, tried out. */
export async function changedSource(
  house: House,
  source: StoredSource,
  input: z.output<typeof editSourceInput>,
): Promise<Partial<NewSource>> {
  const { name, connection, folder, feeds, recipe, schedule, source_id: _, ...settings } = input
  checkSchedule(schedule, house.clock())
  refuseMisplaced(source.kind, input)
  await checkWriteBack(house, settings.write_back)
  if (folder) await sharedFolder(house, folder.path)
  for (const each of settings.mappings ?? []) checkMapping(each)
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const spec: SourceSpec = { ...source.spec, ...given, ...(folder ? { folder } : {}) }
  const change: Partial<NewSource> = {
    ...(name === undefined ? {} : { name }),
    ...(schedule === undefined ? {} : { schedule }),
    spec,
  }
  if (source.kind !== 'postgres' || (!connection && !feeds && !recipe)) return change
  const address = connection ? givenAddress(house, connection, source) : addressOf(house, source)
  if (feeds || recipe) Object.assign(spec, await feedsOf(address, { feeds, recipe }))
  else
    await inSession(address, async (session) => {
      for (const feed of spec.feeds as Feed[]) await feedQuery(session, feed, null)
    })
  if (!connection) return change
  spec.from_environment = false
  return { ...change, secret: JSON.stringify(address) }
}
