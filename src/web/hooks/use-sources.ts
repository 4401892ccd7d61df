import type { SourceView } from '../../contracts/sources.ts'
import { useAnswer } from './use-answer.ts'

const everyMs = 60_000

/** The connected sources and how old the data are; they change by themselves, so they are asked again. */
export function useSources() {
  return useAnswer('list-sources', { limit: 100 }, { askEvery: everyMs })
}

/** Those that somebody should look at. */
export function troubled(sources: readonly SourceView[] = []): SourceView[] {
  return sources.filter(({ state, failures, paused }) => state === 'quiet' || (failures > 0 && !paused))
}
