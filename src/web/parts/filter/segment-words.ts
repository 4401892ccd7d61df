import type { filterWords } from '../../words/filter-words.ts'

/** The four segments of the filter, and guests, as a reader calls them. */
export const segmentWords: Record<string, keyof typeof filterWords> = {
  VIP: 'vip',
  Regular: 'regular',
  New: 'new',
  'At-Risk': 'at_risk',
  guest: 'guest',
}
