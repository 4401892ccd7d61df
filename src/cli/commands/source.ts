import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import type { Config } from '../../base/config.ts'
import type { RefreshResult } from '../../contracts/source-refreshes.ts'
import type {
  SourceView,
  inspectSourceOutput,
  listSourcesOutput,
  testSourceOutput,
} from '../../contracts/sources.ts'
import { command, openDoor } from '../door.ts'
import type { Door } from '../door.ts'
import { progressBar } from '../output.ts'
import type { Output } from '../output.ts'
import { shown, table } from '../print-answer.ts'
import { printVerdict } from '../print-verdict.ts'
import { onlyWorkspace } from './ask.ts'
import { stopOnInterrupt } from './import.ts'

export type PlaceOptions = {
  url?: string
  folder?: string
  pattern?: string
  workspace?: string
  json?: boolean
}
export type AddSourceOptions = PlaceOptions & {
  name?: string
  query?: string
  feeds?: string
  schedule?: string
  currency?: string
  timeZone?: string
  yes?: boolean
}
export type RefreshOptions = { workspace?: string; whole?: boolean; compare?: boolean; json?: boolean }

type Inspection = z.output<typeof inspectSourceOutput>

async function withDoor<T>(config: Config, work: (door: Door) => Promise<T>): Promise<T> {
  const door = await openDoor(config, 'the command source')
  try {
    return await work(door)
  } finally {
    await door.close()
  }
}

/** The place that was named: an address, a folder, or what DATABASE_URL says. */
function placeOf({ url, folder, pattern }: PlaceOptions, config: Config) {
  if (folder !== undefined) return { kind: 'folder', folder: { path: resolve(folder), pattern } }
  const address = url ?? config.databaseUrl
  if (address === undefined)
    throw new AppError(
      'malformed_request',
      'name the database by --url, the folder by --folder, or set DATABASE_URL',
    )
  return { kind: 'postgres', connection: { url: address } }
}

/** Shows what would be read, asks once, keeps the source and loads it for the first time. */
export async function addSource(config: Config, options: AddSourceOptions, output: Output): Promise<void> {
  const place = placeOf(options, config)
  const given = await feedsOf(options)
  await withDoor(config, async (door) => {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const seen = await command<Inspection>(door, {
      path: '/local/source-inspect',
      body: { workspace, input: { ...place, query: options.query } },
    })
    if (!options.json) output.say(`${describe(seen)}${moneyOf(options, seen)}`)
    if (!options.yes && !(await agreed(output)))
      throw new AppError('conflicting_state', 'nothing was kept: say yes, or give --yes')
    const feeds = place.kind === 'folder' ? undefined : (given ?? queryFeed(options, seen))
    const mappings = place.kind === 'folder' ? given : undefined
    const bar = progressBar(output)
    const stop = stopOnInterrupt()
    try {
      const body = {
        workspace,
        currency: options.currency,
        time_zone: options.timeZone,
        input: {
          ...place,
          name: options.name ?? nameOf(options, seen),
          feeds,
          mappings,
          schedule: options.schedule,
        },
      }
      const done = await command<{ source: SourceView; made: boolean } & RefreshResult>(
        door,
        { path: '/local/source-add', body, signal: stop.signal },
        bar.show,
      )
      bar.end()
      if (done.made) output.say(`There was no workspace ${workspace}: it was made.\n`)
      output.print(options.json ? `${JSON.stringify(done, null, 2)}\n` : came(done.source, done))
    } finally {
      bar.end()
      stop.forget()
    }
  })
}

/** A query alone is read by the mapping that was recognised, whole each time. */
function queryFeed({ query, name = 'query' }: AddSourceOptions, { feeds }: Inspection): unknown {
  if (query === undefined) return undefined
  const { mapping, problem } = feeds[0].inspection
  if (problem !== null) throw new AppError('source_mapping', `${problem}, in a file for --feeds`)
  return [{ name, query, mapping }]
}

function nameOf({ folder }: AddSourceOptions, { kind, recipe }: Inspection): string {
  return kind === 'folder' ? basename(folder ?? 'folder') : (recipe ?? 'database')
}

/** What a query or tables are read as, where the user says so: the feeds of the API, as JSON. */
async function feedsOf({ feeds }: { feeds?: string }): Promise<unknown> {
  if (feeds === undefined) return undefined
  try {
    return JSON.parse(await readFile(feeds, 'utf8'))
  } catch (cause) {
    throw new AppError(
      'malformed_request',
      `${feeds} could not be read as JSON: ${(cause as Error).message}`,
      { cause },
    )
  }
}

async function agreed(output: Output): Promise<boolean> {
  if (!output.terminal || !process.stdin.isTTY) return false
  const asked = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|s|si|sí)$/i.test((await asked.question('Connect it and load it now? [y/N] ')).trim())
  } finally {
    asked.close()
  }
}

function describe({ recipe, tables, feeds }: Inspection): string {
  const parts = [
    recipe === null ? 'No shop was recognised here; these are its tables:' : `Recognised: ${recipe}`,
    ...(recipe === null
      ? [
          table([
            ['table', 'rows', 'columns'],
            ...tables
              .slice(0, 30)
              .map((each) => [
                each.table,
                shown('', each.rows),
                each.columns.map(({ name }) => name).join(', '),
              ]),
          ]),
        ]
      : []),
    ...feeds.map(({ feed, inspection }) => {
      const { role, columns } = inspection.mapping
      if (inspection.problem !== null)
        return `  ${inspection.name} is not understood: ${inspection.problem} (--feeds)`
      if (feed === null)
        return `  ${inspection.name} as ${role}${layoutOf(inspection.mapping)}\n    ${mapped(columns)}`
      const changes = feed?.changes.map(({ mode }) => mode.replaceAll('_', ' ')) ?? []
      const found = [...new Set(changes)].join(', ') || 'reading it whole'
      return `  ${inspection.name} as ${role}, changes by ${found}\n    ${mapped(columns)}`
    }),
  ]
  return `${parts.join('\n')}\n\n`
}

/** What a new workspace would count in, where neither the shop nor the user says it. */
function moneyOf({ currency, timeZone }: AddSourceOptions, { feeds }: Inspection): string {
  const named = feeds.some(({ inspection }) => inspection.mapping.columns.currency !== undefined)
  const unsaid = [
    ...(currency === undefined && !named ? ['no currency (--currency BOB)'] : []),
    ...(timeZone === undefined ? ['no time zone (--time-zone America/La_Paz)'] : []),
  ]
  if (unsaid.length === 0 || feeds.length === 0) return ''
  return `Named is ${unsaid.join(' and ')}: it is that of the workspace, and of a new one USD and UTC.\n\n`
}

function mapped(columns: Inspection['feeds'][number]['inspection']['mapping']['columns']): string {
  const parts = Object.entries(columns).map(([field, column]) =>
    field === column ? field : `${field} from ${column}`,
  )
  return parts.join(', ')
}

function layoutOf({ layout }: Inspection['feeds'][number]['inspection']['mapping']): string {
  return layout === undefined || layout === 'generic' ? '' : `, recognised as ${layout}`
}

function came({ name, source_id, next_run_at }: SourceView, { refresh, verdict }: RefreshResult): string {
  const { outcome, mode, rows_read, seconds, changes, notes, error } = refresh
  const counted = Object.entries(changes ?? {}).filter(([, n]) => n > 0)
  const changed = counted.map(([what, n]) => `${shown('', n)} ${what.replaceAll('_', ' ')}`).join(', ')
  const head = `${name} (${source_id}): ${outcome} by ${mode}, ${shown('', rows_read)} rows read in ${(seconds ?? 0).toFixed(1)} s`
  const tail = [
    changed,
    notes.map((note) => note.replaceAll('_', ' ')).join(', '),
    error?.message,
    next_run_at && `next ${next_run_at}`,
  ]
  const lines = [head, ...tail.filter(Boolean).map((line) => `  ${line}`)].join('\n')
  return verdict && outcome === 'loaded' ? `${lines}\n\n${printVerdict(verdict)}` : `${lines}\n`
}

/** Says anew which column of a source is what; it is read as a whole at its next refresh. */
export async function mapSource(
  config: Config,
  which: string,
  options: { feeds: string; workspace?: string },
  output: Output,
): Promise<void> {
  const given = await feedsOf(options)
  await withDoor(config, async (door) => {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const act = async <T>(name: string, input: object): Promise<T> =>
      command<T>(door, { path: '/local/act', body: { name, workspace, input } })
    const { items } = await act<z.output<typeof listSourcesOutput>>('list-sources', { limit: 500 })
    const found = items.find(({ source_id, name }) => which === source_id || which === name)
    if (!found) throw new AppError('source_not_found', `there is no source ${which}`)
    const part = found.kind === 'folder' ? { mappings: given } : { feeds: given }
    await act('edit-source', { source_id: found.source_id, ...part })
    output.print(`Kept: "trastienda source refresh ${found.name}" reads it so\n`)
  })
}

/** Reaches a database or folder once and says what answered. */
export async function testSource(config: Config, options: PlaceOptions, output: Output): Promise<void> {
  const place = placeOf(options, config)
  await withDoor(config, async (door) => {
    const found = await command<z.output<typeof testSourceOutput>>(door, {
      path: '/local/source-test',
      body: place,
    })
    if (options.json) return output.print(`${JSON.stringify(found, null, 2)}\n`)
    const { server, encrypted, tables, files, milliseconds } = found
    const what = server
      ? `${server}, ${encrypted ? 'encrypted' : 'not encrypted'}, ${tables} tables can be read`
      : `${files} files`
    output.print(`It answers: ${what} (${milliseconds} ms)\n`)
  })
}

/** Refreshes one source, or all of the workspace, and says what changed. */
export async function refreshSources(
  config: Config,
  which: string | undefined,
  options: RefreshOptions,
  output: Output,
): Promise<void> {
  await withDoor(config, async (door) => {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const bar = progressBar(output)
    const stop = stopOnInterrupt()
    try {
      const mode = options.whole ? 'whole' : options.compare ? 'compare' : 'changes'
      const request = {
        path: '/local/source-refresh',
        body: { workspace, source: which, mode },
        signal: stop.signal,
      }
      const { items } = await command<{ items: ({ source: SourceView } & RefreshResult)[] }>(
        door,
        request,
        bar.show,
      )
      bar.end()
      output.print(
        options.json
          ? `${JSON.stringify(items, null, 2)}\n`
          : items.map((each) => came(each.source, each)).join('\n'),
      )
    } finally {
      bar.end()
      stop.forget()
    }
  })
}

/** The sources of a workspace: state, age, last refresh, next run. */
export async function listSources(
  config: Config,
  options: { workspace?: string; json?: boolean },
  output: Output,
): Promise<void> {
  await withDoor(config, async (door) => {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const body = { name: 'list-sources', workspace, input: {} }
    const found = await command<z.output<typeof listSourcesOutput>>(door, { path: '/local/act', body })
    if (options.json) return output.print(`${JSON.stringify(found, null, 2)}\n`)
    const head = ['source', 'name', 'state', 'reads', 'orders', 'refreshed', 'next run', 'last error']
    const rows = found.items.map((each) => [
      each.source_id,
      each.name,
      each.state,
      each.place,
      shown('', each.orders),
      each.refreshed_at ?? '–',
      each.next_run_at ?? '–',
      each.last_refresh?.error?.message ?? '',
    ])
    output.print(
      found.total === 0
        ? 'There are no sources yet: "trastienda source add" connects one.\n'
        : `${table([head, ...rows], 60)}\n`,
    )
  })
}
