import { AppError } from '../base/errors.ts'
import { segmentMigrationInput, segmentMigrationOutput } from '../contracts/customer-segments.ts'
import type { SegmentScheme } from '../contracts/segments.ts'
import { answer } from './answer.ts'
import { customerHistory, segmentsOf } from './customer-history.ts'
import { customersInScope } from './customers-in-scope.ts'
import { addDays } from './period.ts'
import { replyHead } from './reply-head.ts'
import { resolveScope } from './scope.ts'

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
    const earlierOf = new Map(Array.from(before.customer_key, (key, i) => [key, earlier.segment[i]]))
    const moves = new Map<
      string,
      { from_segment: string | null; to_segment: string; customers: number; revenue: number }
    >()
    after.customer_key.forEach((key, i) => {
      const was = earlierOf.get(key)
      const from_segment = was === undefined ? null : earlier.names[was]
      const to_segment = later.names[later.segment[i]]
      const move = moves.get(`${from_segment}>${to_segment}`) ?? {
        from_segment,
        to_segment,
        customers: 0,
        revenue: 0,
      }
      move.customers++
      move.revenue += after.monetary[i]
      moves.set(`${from_segment}>${to_segment}`, move)
    })
    const items = [...moves.values()].sort((a, b) => b.customers - a.customers)
    return { ...replyHead(context, scope), scheme, from, to, items }
  },
})
