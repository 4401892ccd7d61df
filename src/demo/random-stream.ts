import { seededRandom } from '../base/random.ts'
import type { Random } from '../base/random.ts'

/** A random source of its own for each concern, so that a change to one does not move all the others. */
export function randomStream(seed: number, concern: string, number = 0): Random {
  return seededRandom(scramble(seedFor(seed, concern) ^ number))
}

/** Another seed made from a seed and a word. */
export function seedFor(seed: number, word: string): number {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return scramble(hash)
}

function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** For each day a random source of its own: what a day sees does not depend on how days are grouped. */
export function dailyStream(seed: number, concern: string): (day: number) => Random {
  let [current, random] = [-1, randomStream(seed, concern)]
  return (day) => {
    if (day !== current) [current, random] = [day, randomStream(seed, concern, day + 1)]
    return random
  }
}

export type Picker = (random: Random) => number

/** Picks an index with the given relative chances, in constant time (Walker's aliases, as Vose 1991 builds them). */
export function picker(weights: ArrayLike<number>): Picker {
  const n = weights.length
  let total = 0
  for (let i = 0; i < n; i++) total += weights[i]
  const chance = Float64Array.from(weights, (weight) => (weight * n) / total)
  const alias = new Int32Array(n)
  const poor: number[] = []
  const rich: number[] = []
  chance.forEach((value, index) => (value < 1 ? poor : rich).push(index))
  while (poor.length > 0 && rich.length > 0) {
    const low = poor.pop() as number
    const high = rich[rich.length - 1]
    alias[low] = high
    chance[high] -= 1 - chance[low]
    if (chance[high] < 1) poor.push(rich.pop() as number)
  }
  for (const index of [...poor, ...rich]) chance[index] = 1
  return (random) => {
    const scaled = random() * n
    const index = Math.floor(scaled)
    return scaled - index < chance[index] ? index : alias[index]
  }
}

export function integerBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

export function shuffle<T extends { [index: number]: number; length: number }>(random: Random, values: T): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = values[i]
    values[i] = values[j]
    values[j] = kept
  }
  return values
}

/** Some of the numbers below `n`, each at most once, in random order. */
export function sample(random: Random, n: number, size: number): number[] {
  const all = Array.from({ length: n }, (_, index) => index)
  return shuffle(random, all).slice(0, Math.min(n, size))
}
