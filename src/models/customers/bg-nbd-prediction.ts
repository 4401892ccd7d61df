import { logHyp2f1 } from '../../math/hypergeometric.ts'
import type { BgNbdParameters } from './bg-nbd.ts'
import { OrderCounts } from './order-counts.ts'
import type { Purchases } from './order-counts.ts'

/**
 * Probability that a customer has not left, given the history. In this model one can leave only after a repeat
 * purchase, so it is 1 for those who bought once.
 */
export function probabilityAlive(
  { r, alpha, a, b }: BgNbdParameters,
  { frequency, recency, age }: Purchases,
): number {
  if (frequency === 0) return 1
  const logOdds =
    Math.log(a / (b + frequency - 1)) + (r + frequency) * (Math.log(alpha + age) - Math.log(alpha + recency))
  return 1 / (1 + Math.exp(logOdds))
}

/**
 * Expected number of purchases in the next `horizon`, given the history: equation 10 of Fader, Hardie & Lee (2005)
 * by the hypergeometric function where that is regular, otherwise by the sum of the probabilities of at least n.
 *
 * @example
 * expectedOrders({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { frequency: 2, recency: 30.43, age: 38.86 }, 39) // 1.226
 */
export function expectedOrders(parameters: BgNbdParameters, purchases: Purchases, horizon: number): number {
  const { r, alpha, a, b } = parameters
  const { frequency: x, age } = purchases
  const alive = probabilityAlive(parameters, purchases)
  const c = a + b + x - 1
  if (c <= 0.01 || Math.abs(a - 1) < 0.01)
    return alive * new OrderCounts(parameters, purchases, horizon).mean()
  const z = horizon / (alpha + age + horizon)
  const leave = Math.exp((r + x) * Math.log1p(-z) + logHyp2f1(r + x, b + x, c, z))
  return Math.max(0, ((alive * c) / (a - 1)) * (1 - leave))
}

/** Expected repeat purchases of a customer of whom nothing is known, within `horizon` of the first purchase. */
export function expectedOrdersOfNew(parameters: BgNbdParameters, horizon: number): number {
  return expectedOrders(parameters, { frequency: 0, recency: 0, age: 0 }, horizon)
}

/** Probability that a customer makes no purchase within the horizon: has left, or waits longer. */
export function probabilityOfNone(
  parameters: BgNbdParameters,
  purchases: Purchases,
  horizon: number,
): number {
  const { alpha, r } = parameters
  const wait = (r + purchases.frequency) * Math.log1p(-horizon / (alpha + purchases.age + horizon))
  return 1 - probabilityAlive(parameters, purchases) * -Math.expm1(wait)
}
