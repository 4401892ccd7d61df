import type { Random } from '../base/random.ts'
import { betaDraw } from './beta-distribution.ts'
import { gammaDraw } from './gamma-distribution.ts'

function smallDraw(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let count = 0
  let product = random()
  while (product > limit) {
    count += 1
    product *= random()
  }
  return count
}

/** Draws binomial(n, p) by halving on the order statistics of uniforms; exact for any n. */
function binomialDraw(random: Random, n: number, p: number): number {
  let [left, chance, count] = [n, p, 0]
  while (left > 20) {
    const middle = 1 + Math.floor(left / 2)
    const split = betaDraw(random, middle, left + 1 - middle)
    if (split <= chance) {
      count += middle
      left -= middle
      chance = (chance - split) / (1 - split)
    } else {
      left = middle - 1
      chance /= split
    }
  }
  for (let i = 0; i < left; i++) if (random() < chance) count += 1
  return count
}

/**
 * One draw from a Poisson with the given mean: products of uniforms up to 20, beyond that gamma waiting times and a
 * binomial remainder (Ahrens & Dieter 1974), exact and of cost log(mean).
 */
export function poissonDraw(random: Random, mean: number): number {
  if (!(mean > 0)) return 0
  let [left, count] = [mean, 0]
  while (left > 20) {
    const events = Math.floor(left * 0.875)
    const time = gammaDraw(random, events)
    if (time > left) return count + binomialDraw(random, events - 1, left / time)
    count += events
    left -= time
  }
  return count + smallDraw(random, left)
}
