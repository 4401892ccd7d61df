import type { z } from 'zod'
import type {
  FeedView,
  KeptMapping,
  sourceFeed,
  SourceRecipe,
  WriteBack,
} from '../../../contracts/source-parts.ts'
import type { addSourceInput } from '../../../contracts/sources.ts'
import type { Actions } from '../../hooks/actions.ts'
import { looksLikeCron } from './schedule.ts'
import type { FileInspection, FileMapping } from '../../hooks/import-types.ts'

export type Place = Pick<Actions['test-source']['input'], 'kind' | 'connection' | 'folder' | 'source_id'>
export type FeedInput = z.input<typeof sourceFeed>
export type Changes = NonNullable<FeedInput['changes']>

/** One thing that is read, as it was found and as the reader has corrected it. */
export type FeedDraft = {
  name: string
  table?: string
  query?: string
  found: FeedView | null
  inspection: FileInspection
  mapping: FileMapping
  changes: Changes
  /** something of it is no longer as it was proposed */
  corrected: boolean
  /** it is read by a mapping that is kept */
  kept: boolean
}

export type Settings = {
  schedule: string | null
  time_out_seconds: number
  compare_hours: number
  quiet_hours: number | null
  write_back: WriteBack | null
}

export const usualSettings: Settings = {
  schedule: '7 * * * *',
  time_out_seconds: 3600,
  compare_hours: 24,
  quiet_hours: null,
  write_back: null,
}

/** What is read: a recognised shape with what was corrected of it, or tables and queries that were chosen. */
export type FoundDraft = { recipe: SourceRecipe | null; feeds: readonly FeedDraft[]; chosen: boolean }

export const nothingFound: FoundDraft = { recipe: null, feeds: [], chosen: false }

type Preview = Actions['inspect-source']['output']['feeds'][number]

const wholly: Changes = { mode: 'whole', column: null }

function sameColumns(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one !== undefined && one.length === other.length && one.every((name) => other.includes(name))
}

export function feedDraft(
  { feed, inspection }: Preview,
  from: { table?: string; query?: string },
  mappings: readonly KeptMapping[] = [],
): FeedDraft {
  const [seen] = feed?.changes ?? []
  return {
    ...from,
    name: feed?.name ?? from.table ?? inspection.name,
    found: feed,
    inspection,
    mapping: feed?.mapping ?? inspection.mapping,
    changes: seen && feed?.changes.length === 1 ? { mode: seen.mode, column: seen.column } : wholly,
    corrected: false,
    kept: mappings.some(({ header }) => sameColumns(header, inspection.header)),
  }
}

const isMapped = ({ corrected, kept }: FeedDraft): boolean => corrected || kept

/** A mapping holds for the files of just these columns, whatever they will be called. */
function keptOf({ name, inspection, mapping }: FeedDraft): KeptMapping {
  return { name: name.slice(0, 200), header: inspection.header, mapping }
}

/** Those that are kept for files of which there are none now stay. */
export function withAbsent(mappings: readonly KeptMapping[], { feeds }: FoundDraft): readonly KeptMapping[] {
  const shown = (kept: KeptMapping): boolean =>
    feeds.some(({ inspection, name }) => name === kept.name || sameColumns(kept.header, inspection.header))
  return mappings.filter((kept) => !shown(kept))
}

/** Feeds are sent only where they are not what the server would propose by itself. */
export function readInput({
  recipe,
  feeds,
  chosen,
}: FoundDraft): Pick<z.input<typeof addSourceInput>, 'recipe' | 'feeds' | 'mappings'> {
  if (recipe === 'files') return { mappings: feeds.filter(isMapped).map(keptOf) }
  const asProposed = !chosen && feeds.every(({ corrected }) => !corrected)
  if (recipe !== null && asProposed) return { recipe }
  return {
    feeds: feeds.map(({ name, table, query, found, mapping, changes }) => {
      const text = query ?? (table === undefined ? found?.query : undefined)
      return {
        name: name.slice(0, 100),
        ...(table === undefined ? {} : { table }),
        ...(text === undefined || text === '' ? {} : { query: text }),
        mapping,
        changes,
      }
    }),
  }
}

/** A folder's other files may be nothing of ours; of what was chosen all must be understood. */
export function isReady({ feeds, recipe }: FoundDraft): boolean {
  const understood = feeds.filter(({ inspection, corrected }) => inspection.problem === null || corrected)
  return understood.length > 0 && (recipe === 'files' || understood.length === feeds.length)
}

/** Whether the server could take it; what a cron expression means is its own to say. */
export function isSound({ schedule, write_back }: Settings): boolean {
  if (schedule !== null && !looksLikeCron(schedule)) return false
  if (write_back?.to === 'schema')
    return /^(?!pg_|information_schema$)[a-z_][a-z0-9_]{0,62}$/.test(write_back.schema)
  return write_back?.to !== 'folder' || write_back.path.trim() !== ''
}
