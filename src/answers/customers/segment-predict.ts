import { segmentPredictInput, segmentPredictOutput } from '../../contracts/clusters.ts'
import { placeCustomers } from '../../models/customers/customer-clusters.ts'
import { sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { customerHistory } from './customer-history.ts'
import type { ServedClusters } from '../model-shelf.ts'
import { knownDays } from '../scope.ts'
import { requireModel } from '../served-model.ts'

/**
 * The group of each customer asked for, by the trained groups and what is known of the customer today: also of those who
 * came after the training. Answers in the order asked; who has no order, or is nobody's id, is listed apart.
 */
export const segmentPredict = answer({
  name: 'segment-predict',
  paths: [{ method: 'POST', path: '/segment/predict', bare: 'customer_ids' }],
  title: 'Group of some customers',
  summary: 'The group of each customer, those included who came after the training',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'predictions'],
  input: segmentPredictInput,
  output: segmentPredictOutput,
  async run(context, { customer_ids }) {
    const served = await requireModel(context, 'customer-segmentation')
    const { as_of } = await knownDays(context)
    const { model } = served.summary as ServedClusters
    const placed = await placesOf(context, customer_ids, as_of, model)
    return {
      as_of,
      run_id: served.run_id,
      predictions: customer_ids.flatMap((customer_id) => {
        const place = placed.get(customer_id)
        return place ? [{ customer_id, ...place }] : []
      }),
      unknown: customer_ids.filter((customer_id) => !placed.has(customer_id)),
    }
  },
})

type Placed = { cluster_id: number; segment: ServedClusters['model']['segments'][number] }

/** Where customers stand among the trained groups as of a day, by their ids. */
export async function placesOf(
  context: AnswerContext,
  ids: readonly string[],
  asOf: string | null,
  model: ServedClusters['model'],
): Promise<Map<string, Placed>> {
  if (ids.length === 0 || asOf === null) return new Map()
  const known = await context.db.rows<{ customer_key: number; customer_id: string }>(
    sql`SELECT customer_key, customer_id FROM facts.customers WHERE customer_id IN (SELECT unnest(${ids}))`,
  )
  if (known.length === 0) return new Map()
  const keys = known.map((row) => row.customer_key)
  const history = await customerHistory(context, asOf, [
    sql`customer_key IN (SELECT CAST(unnest(${keys}) AS INTEGER))`,
  ])
  const { cluster, segments } = placeCustomers(model, history)
  const idOf = new Map(known.map((row) => [row.customer_key, row.customer_id]))
  return new Map(
    Array.from(history.customer_key, (key, i): [string, Placed] => [
      idOf.get(key)!,
      { cluster_id: cluster[i], segment: segments[i] },
    ]),
  )
}
