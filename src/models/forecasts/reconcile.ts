/** A node of a tree of forecasts: a product, a category, the shop. `parent` is a place in the list, -1 for the top. */
export type ForecastNode = { parent: number; value: number; variance: number }

/**
 * Forecasts of a tree made to add up: the values nearest to the given ones, in squares divided by their variances,
 * under which every node is the sum of its children. Where asked none falls below zero (what is cut off is
 * taken from its siblings). Exact in one pass up, where each node is weighed against the sum of its children, and
 * one down, where the difference is spread by variance; the weighted least squares of Wickramasuriya, Athanasopoulos & Hyndman (2019)
 * with a diagonal matrix. O(n). A node must come after its parent in the list.
 *
 * @example
 * reconcileTree([{ parent: -1, value: 10, variance: 1 }, { parent: 0, value: 4, variance: 1 }, { parent: 0, value: 4, variance: 1 }])
 * // [9.33, 4.67, 4.67]: the two units that are missing are shared by the three
 */
export function reconcileTree(nodes: readonly ForecastNode[], nonNegative = true): Float64Array {
  const n = nodes.length
  const estimate = new Float64Array(n)
  const variance = new Float64Array(n)
  const sums = new Float64Array(n)
  const spreads = new Float64Array(n)
  const children: number[][] = nodes.map(() => [])
  for (let i = n - 1; i >= 0; i--) {
    const node = nodes[i]
    const own = Math.max(node.variance, 1e-12)
    if (children[i].length === 0) {
      estimate[i] = node.value
      variance[i] = own
    } else {
      const share = spreads[i] / (spreads[i] + own)
      estimate[i] = sums[i] + share * (node.value - sums[i])
      variance[i] = own * share
    }
    if (node.parent < 0) continue
    children[node.parent].push(i)
    sums[node.parent] += estimate[i]
    spreads[node.parent] += variance[i]
  }
  const result = Float64Array.from(estimate)
  for (let i = 0; i < n; i++) {
    if (nonNegative && nodes[i].parent < 0) result[i] = Math.max(0, result[i])
    if (children[i].length > 0) spreadOver(children[i], result, variance, result[i], nonNegative)
  }
  return result
}

function spreadOver(
  members: readonly number[],
  values: Float64Array,
  variance: Float64Array,
  total: number,
  nonNegative: boolean,
): void {
  let free = members
  let left = total
  for (;;) {
    const sum = free.reduce((all, i) => all + values[i], 0)
    const weight = free.reduce((all, i) => all + variance[i], 0)
    const cut: number[] = []
    for (const i of free) if (values[i] + ((left - sum) * variance[i]) / weight < 0) cut.push(i)
    if (!nonNegative || cut.length === 0 || cut.length === free.length) {
      for (const i of free) values[i] += ((left - sum) * variance[i]) / weight
      if (nonNegative) for (const i of free) values[i] = Math.max(0, values[i])
      return
    }
    for (const i of cut) values[i] = 0
    free = free.filter((i) => !cut.includes(i))
    left = total
  }
}
