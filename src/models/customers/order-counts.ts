import type { BgNbdParameters } from './bg-nbd.ts'

/** One customer's history: purchases after the first, time of the last and time observed, both since the first. */
export type Purchases = { frequency: number; recency: number; age: number }

/** No customer is predicted more orders than this within a horizon. */
export const mostOrders = 20_000

/**
 * The number of purchases of a customer who has not left, one at a time: `atLeast` is P(N >= n). N is the smaller of
 * a negative binomial count and a beta-geometric number of purchases until leaving, independent given the history,
 * so P(N >= n) is the product of their tails.
 */
export class OrderCounts {
  n = 0
  atLeast = 1
  readonly #shape: number
  readonly #share: number
  readonly #stay: number
  readonly #leaveOrStay: number
  #logPmf: number
  #pmf: number
  #tail = 1
  #staying = 1

  constructor({ r, alpha, a, b }: BgNbdParameters, { frequency, age }: Purchases, horizon: number) {
    this.#shape = r + frequency
    this.#share = horizon / (alpha + age + horizon)
    this.#stay = b + frequency
    this.#leaveOrStay = a + b + frequency
    this.#logPmf = this.#shape * Math.log1p(-this.#share)
    this.#pmf = Math.exp(this.#logPmf)
  }

  /** Moves on to n + 1. */
  next(): void {
    this.#tail = Math.max(0, this.#tail - this.#pmf)
    if (this.n > 0) this.#staying *= (this.#stay + this.n - 1) / (this.#leaveOrStay + this.n - 1)
    const ratio = ((this.#shape + this.n) / (this.n + 1)) * this.#share
    if (this.#logPmf < -690) {
      this.#logPmf += Math.log(ratio)
      this.#pmf = Math.exp(this.#logPmf)
    } else {
      this.#pmf *= ratio
    }
    this.n += 1
    this.atLeast = this.#tail * this.#staying
  }

  mean(): number {
    let total = 0
    do {
      this.next()
      total += this.atLeast
    } while (this.atLeast > total * 1e-13 && this.n < mostOrders)
    return total
  }
}

/** Smallest counts whose probability of being exceeded is at most each of `exceeded`, falling; mixed over draws. */
export function countQuantiles(
  draws: { alive: number; counts: OrderCounts }[],
  exceeded: readonly number[],
): number[] {
  const quantiles: number[] = []
  for (let n = 0; quantiles.length < exceeded.length && n < mostOrders; n++) {
    let above = 0
    for (const { alive, counts } of draws) {
      counts.next()
      above += (alive * counts.atLeast) / draws.length
    }
    while (quantiles.length < exceeded.length && above <= exceeded[quantiles.length]) quantiles.push(n)
  }
  while (quantiles.length < exceeded.length) quantiles.push(mostOrders)
  return quantiles
}
