import type { ForecastNode } from '../forecasts/reconcile.ts'
import { reconcileTree } from '../forecasts/reconcile.ts'
import type { Made } from './demand-futures.ts'
import type { Tops } from './demand-tops.ts'

/** Shop, categories and products at one horizon: reconciled means in that order. */
export function reconcileDemand(made: readonly Made[], tops: Tops, h: number): Float64Array {
  const place = new Map(tops.categories.map(({ category_id }, c) => [category_id, 1 + c]))
  const nodes: ForecastNode[] = [
    { parent: -1, value: tops.shop.expected[h], variance: tops.shop.variance[h] },
    ...tops.categories.map(({ expected, variance }) => ({
      parent: 0,
      value: expected[h],
      variance: variance[h],
    })),
    ...made.map(({ product, expected, sums }) => ({
      parent: place.get(product.category_id) ?? 0,
      value: expected[h],
      variance: pathVariance(sums[h]) + 1e-6,
    })),
  ]
  return reconcileTree(
    nodes.map((node) => ({ ...node, variance: Number.isFinite(node.variance) ? node.variance : 1e18 })),
  )
}

function pathVariance(sums: Float64Array): number {
  const mean = sums.reduce((sum, value) => sum + value, 0) / sums.length
  let variance = 0
  for (let i = 0; i < sums.length; i++) variance += (sums[i] - mean) ** 2 / sums.length
  return variance
}
