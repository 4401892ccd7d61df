import type { ChangeMode, SourceRecipe, SourceState } from '../../../contracts/source-parts.ts'
import type { RefreshView } from '../../../contracts/source-refreshes.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { refreshWords } from '../../words/refresh-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { clockTime, readSchedule } from './schedule.ts'

type Key = keyof typeof sourceWords
type RefreshKey = keyof typeof refreshWords

export const stateWords: Record<SourceState, Key> = {
  new: 'state_new',
  refreshing: 'state_refreshing',
  fresh: 'state_fresh',
  quiet: 'state_quiet',
  failing: 'state_failing',
  paused: 'state_paused',
}
export const recipeWords: Record<SourceRecipe, Key> = {
  'spanish-shop': 'recipe_spanish-shop',
  'service-history': 'recipe_service-history',
  woocommerce: 'recipe_woocommerce',
  medusa: 'recipe_medusa',
  'medusa-1': 'recipe_medusa-1',
  vendure: 'recipe_vendure',
  tables: 'recipe_tables',
  query: 'recipe_query',
  files: 'recipe_files',
}
export const changeWords: Record<ChangeMode, Key> = {
  updated_at: 'change_updated_at',
  row_version: 'change_row_version',
  growing_key: 'change_growing_key',
  whole: 'change_whole',
}
export const outcomeWords: Record<RefreshView['outcome'], RefreshKey> = {
  running: 'outcome_running',
  loaded: 'outcome_loaded',
  unchanged: 'outcome_unchanged',
  failed: 'outcome_failed',
  stopped: 'outcome_stopped',
}
export const modeWords: Record<RefreshView['mode'], RefreshKey> = {
  first: 'mode_first',
  changes: 'mode_changes',
  compare: 'mode_compare',
  whole: 'mode_whole',
}
export const qualityWords = {
  good: 'quality_good',
  usable: 'quality_usable',
  poor: 'quality_poor',
} as const satisfies Record<string, Key>

const noteWords: Record<string, RefreshKey> = {
  mapping_changed: 'mapping_changed',
  clock_went_back: 'clock_went_back',
  server_was_replaced: 'server_was_replaced',
  file_being_written: 'file_being_written',
}

const changeCounts = [
  'orders_new',
  'orders_replaced',
  'orders_removed',
  'orders_adopted',
  'customers_new',
  'customers_changed',
  'products_new',
  'products_changed',
] as const

/** A Sunday, from which the days of a week are named. */
const someSunday = Date.UTC(2024, 0, 7)

/** What a source says by codes and figures, as the merchant reads it. */
export function useSourceWords() {
  const t = useWords(sourceWords)
  const r = useWords(refreshWords)
  const { locale } = useFormat()
  const weekday = (day: number): string =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
      new Date(someSunday + day * 86_400_000),
    )
  return {
    weekday,
    schedule: (cron: string | null): string => {
      const said = readSchedule(cron)
      const time = clockTime(said)
      if (said.rhythm === 'asked') return t('only_when_asked')
      if (said.rhythm === 'quarter') return t('every_quarter')
      if (said.rhythm === 'hour') return t('says_hour', { minute: said.minute })
      if (said.rhythm === 'day') return t('says_day', { time })
      if (said.rhythm === 'weekday') return t('says_weekday', { time })
      if (said.rhythm === 'week') return t('says_week', { day: weekday(said.weekday), time })
      return t('says_custom', { cron: said.cron })
    },
    note: (code: string): string => {
      const word = noteWords[code]
      return word ? r(word) : r('note')
    },
    changes: (changes: RefreshView['changes']): string => {
      if (!changes) return ''
      const said = changeCounts
        .filter((key) => changes[key] > 0)
        .map((key) => r(key, { count: changes[key] }))
      return said.length === 0 ? r('no_change') : said.join(' · ')
    },
  }
}
