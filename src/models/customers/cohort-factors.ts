import { expectedOrdersOfNew } from './bg-nbd-prediction.ts'
import type { BgNbdParameters } from './bg-nbd.ts'
import type { RepeatPurchases } from './repeat-purchases.ts'

/** Orders of evidence a cohort needs to be believed half-way. */
const rateStrength = 50

/**
 * How fast each cohort orders against all customers: (observed + 50) / (expected + 50) repeat orders, so that a small
 * or young cohort stays near 1. Given to `predictOrders` as `rateFactor`, it draws a customer with little history
 * towards the own cohort instead of towards everybody. `cohort` holds a number from 0 to count - 1 for each customer.
 * O(customers + distinct ages).
 */
export function cohortRates(
  parameters: BgNbdParameters,
  purchases: RepeatPurchases,
  cohort: ArrayLike<number>,
  count: number,
): Float64Array {
  const [observed, expected] = [new Float64Array(count), new Float64Array(count)]
  const expectedAt = new Map<number, number>()
  for (let i = 0; i < cohort.length; i++) {
    const age = purchases.age[i]
    const known = expectedAt.get(age) ?? expectedOrdersOfNew(parameters, age)
    if (expectedAt.size < 100_000) expectedAt.set(age, known)
    observed[cohort[i]] += purchases.frequency[i]
    expected[cohort[i]] += known
  }
  return observed.map((orders, k) => (orders + rateStrength) / (expected[k] + rateStrength))
}

/**
 * How much each cohort spends an order against all: cohort means drawn towards the overall mean by the share of
 * variance that lies between cohorts (DerSimonian & Laird). Values not above zero are left out; 1 without values.
 * O(customers).
 */
export function cohortSpend(
  values: ArrayLike<number>,
  cohort: ArrayLike<number>,
  count: number,
): Float64Array {
  const [sums, squares, sizes] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) continue
    sums[cohort[i]] += values[i]
    squares[cohort[i]] += values[i] * values[i]
    sizes[cohort[i]] += 1
  }
  const filled = sizes.reduce((total, size) => total + (size > 0 ? 1 : 0), 0)
  const n = sizes.reduce((total, size) => total + size, 0)
  const factors = new Float64Array(count).fill(1)
  if (filled < 2 || n <= filled) return factors
  const overall = sums.reduce((total, value) => total + value, 0) / n
  const within = squares.reduce(
    (total, square, k) => total + square - (sizes[k] && sums[k] ** 2 / sizes[k]),
    0,
  )
  const noise = within / (n - filled)
  const between = betweenVariance({ sums, sizes, overall, noise, filled, n })
  for (let k = 0; k < count; k++) {
    if (sizes[k] === 0 || between === 0) continue
    const trust = between / (between + noise / sizes[k])
    factors[k] = 1 + trust * (sums[k] / sizes[k] / overall - 1)
  }
  return factors
}

function betweenVariance(c: {
  sums: Float64Array
  sizes: Float64Array
  overall: number
  noise: number
  filled: number
  n: number
}): number {
  const apart = c.sums.reduce(
    (total, sum, k) => total + (c.sizes[k] && c.sizes[k] * (sum / c.sizes[k] - c.overall) ** 2),
    0,
  )
  const balance = c.n - c.sizes.reduce((total, size) => total + size * size, 0) / c.n
  return Math.max(0, (apart - (c.filled - 1) * c.noise) / balance)
}
