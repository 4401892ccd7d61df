import { dayCount } from './period-range.ts'
import type { Granularity } from './granularity.ts'

const longestStep = { day: 1, week: 7, month: 31 } as const

/** The points that are over and what is expected after them; nothing is expected where days lie between. */
export function joined<One extends { date: string }, Expected extends { date: string }>(
  points: readonly One[],
  predicted: readonly Expected[],
  granularity: Granularity,
): { points: readonly One[]; predicted: readonly Expected[] } {
  const first = predicted[0]?.date
  const last = points.findLast(({ date }) => first === undefined || date < first)?.date
  if (first === undefined || last === undefined) return { points, predicted: [] }
  if (dayCount({ start: last, end: first }) - 1 > longestStep[granularity]) return { points, predicted: [] }
  return { points: points.filter(({ date }) => date < first), predicted }
}
