import { useAnswer } from './use-answer.ts'

const everyMs = 30_000

/** The connected sources and how old the data are; they change by themselves, so they are asked again. */
export function useSources() {
  return useAnswer('list-sources', { limit: 100 }, { askEvery: everyMs })
}
