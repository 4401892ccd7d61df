import { clusters8Segments } from '../../contracts/segments.ts'
import type { Clusters8Segment } from '../../contracts/segments.ts'

/** Where each name belongs on the scales R, F, M, from 0 (worst of the clusters) to 1 (best). */
const ideals: Readonly<Record<Clusters8Segment, readonly [number, number, number]>> = {
  Champions: [1, 1, 1],
  'Loyal Customers': [0.75, 0.75, 0.7],
  'Potential Loyalists': [0.85, 0.45, 0.4],
  'New Customers': [1, 0, 0.1],
  'Need Attention': [0.5, 0.4, 0.4],
  'At Risk': [0.2, 0.5, 0.5],
  'Cannot Lose Them': [0.1, 0.9, 0.9],
  Hibernating: [0, 0, 0],
}

/**
 * Names clusters by where their centres lie among each other: recency (fewer days are better), frequency and
 * monetary, each scaled to the clusters' range, and the assignment of distinct names with the least squared distance
 * in all. With more than eight clusters the smallest distance decides which names are used twice. Where a scale has
 * no range all stand in its middle. Centres are [recency, frequency, monetary] each, one after the other.
 * O(k 2^8 8) by dynamic programming over the names used.
 */
export function nameClusters(centres: Float64Array): Clusters8Segment[] {
  const k = centres.length / 3
  const places = Array.from({ length: k }, (_, c) => [0, 1, 2].map((j) => share(centres, c, j, j === 0)))
  const costs = places.map((place) =>
    clusters8Segments.map((name) => ideals[name].reduce((sum, ideal, j) => sum + (ideal - place[j]) ** 2, 0)),
  )
  if (k <= 8) return cheapest(costs).map((name) => clusters8Segments[name])
  const order = costs.map((_, c) => c).sort((a, b) => Math.min(...costs[b]) - Math.min(...costs[a]) || a - b)
  const doubled = order.slice(0, k - 8)
  const single = costs.map((_, c) => c).filter((c) => !doubled.includes(c))
  const names: Clusters8Segment[] = Array.from({ length: k }, () => 'Need Attention')
  for (const [i, name] of cheapest(single.map((c) => costs[c])).entries())
    names[single[i]] = clusters8Segments[name]
  for (const c of doubled) names[c] = clusters8Segments[costs[c].indexOf(Math.min(...costs[c]))]
  return names
}

function share(centres: Float64Array, cluster: number, j: number, lowIsBest: boolean): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = j; at < centres.length; at += 3) {
    least = Math.min(least, centres[at])
    most = Math.max(most, centres[at])
  }
  if (!(most - least > 1e-9)) return 0.5
  const place = (centres[cluster * 3 + j] - least) / (most - least)
  return lowIsBest ? 1 - place : place
}

/** For each row a column of its own, with the least sum of costs; at most eight rows. */
function cheapest(costs: number[][]): number[] {
  let best = new Map<number, { cost: number; columns: number[] }>([[0, { cost: 0, columns: [] }]])
  for (const row of costs) {
    const next = new Map<number, { cost: number; columns: number[] }>()
    for (const [used, { cost, columns }] of best) {
      for (const [column, price] of row.entries()) {
        const mask = used | (1 << column)
        if (mask === used) continue
        const known = next.get(mask)
        if (!known || cost + price < known.cost)
          next.set(mask, { cost: cost + price, columns: [...columns, column] })
      }
    }
    best = next
  }
  return [...best.values()].reduce((a, b) => (b.cost < a.cost ? b : a)).columns
}
