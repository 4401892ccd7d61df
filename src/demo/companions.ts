import type { Random } from '../base/random.ts'
import type { Catalogue } from './catalogue.ts'
import { between, shuffle } from './random-stream.ts'

/** Whoever takes `product` takes `companion` too with this chance, beyond what she would have taken anyway. */
export type Companion = { product: number; companion: number; chance: number }

/**
 * Pairs products of one category that are bought together. A product leads at most one pair and is led by at most one.
 * Their prices stay, so that each pair's chance is not mixed with a price effect.
 */
export function planCompanions(
  random: Random,
  catalogue: Catalogue,
  plan: { pairs: number; chance: readonly [number, number] },
): Companion[] {
  const middling = [...catalogue.share.keys()]
    .filter((product) => catalogue.launch[product] <= 0)
    .sort((a, b) => catalogue.share[b] - catalogue.share[a])
    .slice(0, Math.max(2 * plan.pairs, Math.ceil(catalogue.products.length * 0.6)))
  const free = shuffle(random, middling)
  const pairs: Companion[] = []
  while (pairs.length < plan.pairs && free.length > 1) {
    const product = free.pop() as number
    const sameKind = free.findIndex((other) => catalogue.category[other] === catalogue.category[product])
    const [companion] = free.splice(Math.max(sameKind, 0), 1)
    pairs.push({ product, companion, chance: Math.round(between(random, ...plan.chance) * 100) / 100 })
  }
  return pairs
}
