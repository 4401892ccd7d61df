import { AppError } from '../../base/errors.ts'
import { customerSegmentInput, customerSegmentOutput } from '../../contracts/clusters.ts'
import type { SegmentScheme } from '../../contracts/segments.ts'
import { sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { customerHistory, segmentsOf } from './customer-history.ts'
import type { CustomerHistory } from './customer-history.ts'
import type { ServedClusters } from '../model-shelf.ts'
import { knownDays } from '../scope.ts'
import { placesOf } from './segment-predict.ts'
import { requireModel } from '../served-model.ts'

type Placed = {
  segment: string | null
  cluster_id: number | null
  scores: { recency: number; frequency: number; monetary: number } | null
}

/** The segment of one customer as of the last counted day, in any of the four schemes, with what it rests on. */
export const customerSegment = answer({
  name: 'customer-segment',
  paths: [{ path: '/ml/customer-segment/{customer_id}' }],
  title: 'Segment of one customer',
  summary: 'The segment of a customer in one of four schemes, with recency, frequency and monetary',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'predictions'],
  input: customerSegmentInput,
  output: customerSegmentOutput,
  async run(context, { customer_id, scheme }) {
    const served = scheme === 'clusters-8' ? await requireModel(context, 'customer-segmentation') : null
    const [known] = await context.db.rows<{ customer_key: number }>(
      sql`SELECT customer_key FROM facts.customers WHERE customer_id = ${customer_id}`,
    )
    if (known === undefined) throw new AppError('customer_not_found', `there is no customer ${customer_id}`)
    const { as_of } = await knownDays(context)
    // the schemes that score do so among all customers
    const among = served ? [sql`customer_key = ${known.customer_key}`] : []
    const history = await customerHistory(context, as_of ?? '1970-01-01', among)
    const at = history.customer_key.indexOf(known.customer_key)
    const placed =
      at < 0
        ? nowhere
        : served
          ? await inCluster(context, customer_id, as_of, (served.summary as ServedClusters).model)
          : inScheme(context, scheme as Exclude<SegmentScheme, 'clusters-8'>, history, at)
    const reasons: Record<string, string> = {}
    if (at < 0) Object.assign(reasons, { segment: 'no_orders', recency_days: 'no_orders' })
    if (placed.cluster_id === null) reasons.cluster_id = at < 0 ? 'no_orders' : 'not_of_this_scheme'
    if (placed.scores === null) reasons.scores = at < 0 ? 'no_orders' : 'not_of_this_scheme'
    return {
      as_of,
      currency: context.workspace.currency,
      customer_id,
      scheme,
      ...placed,
      recency_days: at < 0 ? null : history.recencyDays[at],
      frequency: at < 0 ? 0 : history.frequency[at],
      monetary: at < 0 ? 0 : history.monetary[at],
      ...(Object.keys(reasons).length > 0 ? { reasons } : {}),
    }
  },
})

const nowhere: Placed = { segment: null, cluster_id: null, scores: null }

async function inCluster(
  context: AnswerContext,
  id: string,
  asOf: string | null,
  model: ServedClusters['model'],
): Promise<Placed> {
  const place = (await placesOf(context, [id], asOf, model)).get(id)
  return place ? { ...place, scores: null } : nowhere
}

function inScheme(
  { settings }: AnswerContext,
  scheme: Exclude<SegmentScheme, 'clusters-8'>,
  history: CustomerHistory,
  at: number,
): Placed {
  const { names, segment, scores } = segmentsOf(scheme, history, settings)
  return {
    segment: names[segment[at]],
    cluster_id: null,
    scores: scores && {
      recency: scores.recency[at],
      frequency: scores.frequency[at],
      monetary: scores.monetary[at],
    },
  }
}
