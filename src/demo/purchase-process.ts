import type { Random } from '../base/random.ts'
import { betaDraw } from '../math/beta-distribution.ts'
import { gammaDraw } from '../math/gamma-distribution.ts'
import { logHyp2f1 } from '../math/hypergeometric.ts'

/**
 * How customers come back (BG/NBD; Fader, Hardie & Lee 2005): a customer buys again at a rate of her own, gamma with
 * shape r and rate alpha_days, and after each repeat purchase stays away for good with a chance of her own, beta(a, b).
 */
export type PurchaseProcess = { r: number; alpha_days: number; a: number; b: number }

export type Habit = { rate: number; leaving: number }

export function drawHabit(random: Random, process: PurchaseProcess, habit: Habit): Habit {
  habit.rate = gammaDraw(random, process.r) / process.alpha_days
  habit.leaving = betaDraw(random, process.a, process.b)
  return habit
}

/** Time in days until the next purchase. */
export function drawGap(random: Random, rate: number): number {
  return -Math.log(1 - random()) / rate
}

/** Expected repeat purchases in the first `days` days after the first purchase. */
export function expectedRepeats({ r, alpha_days, a, b }: PurchaseProcess, days: number): number {
  if (days <= 0) return 0
  const z = days / (alpha_days + days)
  const stays = Math.exp(r * Math.log1p(-z) + logHyp2f1(r, b, a + b - 1, z))
  return ((a + b - 1) / (a - 1)) * (1 - stays)
}

/** The same for every whole number of days up to `days`. */
export function repeatTable(process: PurchaseProcess, days: number): Float64Array {
  return Float64Array.from({ length: days + 2 }, (_, age) => expectedRepeats(process, age))
}

export function tableAt(table: Float64Array, age: number): number {
  if (age <= 0) return 0
  const whole = Math.min(Math.floor(age), table.length - 2)
  return table[whole] + (age - whole) * (table[whole + 1] - table[whole])
}
