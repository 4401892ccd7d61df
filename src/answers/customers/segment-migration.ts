import { AppError } from '../../base/errors.ts'
import { segmentMigrationInput, segmentMigrationOutput } from '../../contracts/customer-segments.ts'
import type { SegmentScheme } from '../../contracts/segments.ts'
import { answer } from '../answer.ts'
import { customerHistory, segmentsOf } from './customer-history.ts'
import type { CustomerHistory, Segmented } from './customer-history.ts'
import { customersInScope } from './customers-in-scope.ts'
import { addDays } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'

/** Who moved from which segment to which between two days; each customer of the later day is counted once. */
export const segmentMigration = answer({
  name: 'segment-migration',
  paths: [{ path: '/analytics/segment-migration' }],
  title: 'Moves between segments',
  summary: 'How many customers moved from which segment to which between two days',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue'],
  input: segmentMigrationInput,
  output: segmentMigrationOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const own = context.settings?.segment_scheme
    const scheme: Exclude<SegmentScheme, 'clusters-8'> =
      input.scheme ?? (own === undefined || own === 'clusters-8' ? 'rfm-11' : own)
    const to = scope.range.end
    const from = input.from ?? addDays(to, -90)
    if (from > to)
      throw new AppError('out_of_range', 'from is after the end of the period', {
        details: [{ parameter: 'from', value: from, allowed: `on or before ${to}` }],
      })
    const among = customersInScope(scope)
    const [before, after] = await Promise.all([
      customerHistory(context, from, among),
      customerHistory(context, to, among),
    ])
    const earlier = segmentsOf(scheme, before, context.settings)
    const later = segmentsOf(scheme, after, context.settings)
    const items = movesBetween({ ...before, ...earlier }, { ...after, ...later })
    return { ...replyHead(context, scope), scheme, from, to, items }
  },
})

type Standing = CustomerHistory & Segmented
type Move = { from_segment: string | null; to_segment: string; customers: number; revenue: number }

/** Customers by where they were and are, most first; both lists are in the order of their keys. */
function movesBetween(before: Standing, after: Standing): Move[] {
  const newcomers = before.names.length
  const moves = Array.from({ length: (newcomers + 1) * after.names.length }, () => ({
    customers: 0,
    revenue: 0,
  }))
  for (let i = 0, j = 0; i < after.customer_key.length; i++) {
    while (j < before.customer_key.length && before.customer_key[j] < after.customer_key[i]) j++
    const isKnown = before.customer_key[j] === after.customer_key[i]
    const move = moves[(isKnown ? before.segment[j] : newcomers) * after.names.length + after.segment[i]]
    move.customers += 1
    move.revenue += after.monetary[i]
  }
  return moves
    .map((move, place) => ({
      from_segment: before.names[Math.floor(place / after.names.length)] ?? null,
      to_segment: after.names[place % after.names.length],
      ...move,
    }))
    .filter(({ customers }) => customers > 0)
    .sort((a, b) => b.customers - a.customers)
}
