import { clusterCustomers } from '../models/customers/customer-clusters.ts'
import type { CustomerClusters } from '../models/customers/customer-clusters.ts'
import type { NotEnoughData } from '../models/not-enough-data.ts'
import type { RfmColumns } from '../models/customers/rfm.ts'

/** Groups customers into so many groups, for somebody who asks; nothing is kept. */
export function fitClusters(input: {
  columns: RfmColumns
  k: number
  seed: number
}): CustomerClusters | NotEnoughData {
  return clusterCustomers(input.columns, { k: input.k, seed: input.seed })
}
