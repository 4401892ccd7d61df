import { countUp } from '../../math/gather.ts'
import { fitIsotonic, stepAt } from '../learning/calibration.ts'
import type { StepFunction } from '../learning/calibration.ts'

/** "Who has not bought for more than X days is gone", with the share that was, by days of silence. Plain JSON. */
export type HiatusRule = { days: number; accuracy: number; rate: StepFunction }

/**
 * Tunes the rule that Wübben and Wangenheim (2008) found hard to beat: the X with the most right answers on past
 * customers; of several the smallest. A rule that calls nobody gone has X of the longest silence seen. O(n log n).
 *
 * @param silence days since the last order, for each customer
 * @param gone 1 for customers who did not order again within the horizon, else 0
 */
export function tuneHiatusRule(silence: ArrayLike<number>, gone: ArrayLike<number>): HiatusRule {
  const n = silence.length
  const order = countUp(n).sort((i, j) => silence[i] - silence[j])
  let right = 0
  for (let i = 0; i < n; i++) right += gone[i]
  let [best, days] = [right, n === 0 ? 0 : silence[order[0]] - 1]
  for (let k = 0; k < n; k++) {
    right += gone[order[k]] ? -1 : 1
    const isLastOfItsDay = k === n - 1 || silence[order[k + 1]] !== silence[order[k]]
    if (isLastOfItsDay && right > best) {
      best = right
      days = silence[order[k]]
    }
  }
  return { days, accuracy: n === 0 ? 0 : best / n, rate: fitIsotonic(silence, gone) }
}

/** Whether each customer is gone by the rule. */
export function applyHiatusRule(rule: HiatusRule, silence: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(silence, (days) => (days > rule.days ? 1 : 0))
}

/** The rule's probability: the share gone among past customers of like silence. */
export function hiatusProbability(rule: HiatusRule, silence: ArrayLike<number>): Float64Array {
  return Float64Array.from(silence, (days) => stepAt(rule.rate, days))
}
