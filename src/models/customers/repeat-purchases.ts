import { gather } from '../../math/gather.ts'
import { endOfRange } from './order-history.ts'
import type { OrderHistory } from './order-history.ts'

/**
 * What the repeat-purchase models need, one entry a customer: `frequency` x, purchases after the first;
 * `recency` t_x, time from the first to the last purchase; `age` T, time from the first purchase to the end of
 * observation; all times in one unit. 0 <= t_x <= T, and t_x = 0 where x = 0.
 */
export type RepeatPurchases = {
  frequency: ArrayLike<number>
  recency: ArrayLike<number>
  age: ArrayLike<number>
}

/** Repeat purchases with the customer each entry belongs to and the mean amount of the repeat purchases (0 without). */
export type CustomerPurchases = {
  customer: Int32Array
  frequency: Int32Array
  recency: Int32Array
  age: Int32Array
  meanAmount: Float64Array
}

/** Counts repeat purchases up to and with the day `asOf`, in days; customers who came later are left out. O(orders). */
export function repeatPurchases(history: OrderHistory, asOf: number): CustomerPurchases {
  const customer: number[] = []
  for (let i = 0; i < history.customers; i++) {
    const start = history.offsets[i]
    if (start < history.offsets[i + 1] && history.day[start] <= asOf) customer.push(i)
  }
  const length = customer.length
  const [frequency, recency, age] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)]
  const meanAmount = new Float64Array(length)
  for (let k = 0; k < length; k++) {
    const start = history.offsets[customer[k]]
    const end = endOfRange(history, customer[k], asOf)
    const repeats = end - start - 1
    frequency[k] = repeats
    recency[k] = history.day[end - 1] - history.day[start]
    age[k] = asOf - history.day[start]
    let total = 0
    for (let j = start + 1; j < end; j++) total += history.amount[j]
    meanAmount[k] = repeats > 0 ? total / repeats : 0
  }
  return { customer: Int32Array.from(customer), frequency, recency, age, meanAmount }
}

/** Distinct entries with their counts, and for each entry its group. */
export type CollapsedPurchases = {
  frequency: Float64Array
  recency: Float64Array
  age: Float64Array
  count: Float64Array
  groupOf: Int32Array
}

/**
 * Collapses equal (x, t_x, T) into one entry with a count, so that a likelihood costs one term for each distinct
 * history; with `cohort` given, entries are equal only within one cohort. Groups come in order of appearance.
 * O(n) with an open hash table.
 */
export function collapsePurchases(
  purchases: RepeatPurchases,
  cohort?: ArrayLike<number>,
): CollapsedPurchases {
  const n = purchases.frequency.length
  const size = 1 << Math.max(4, Math.ceil(Math.log2(n * 2 + 1)))
  const slots = new Int32Array(size).fill(-1)
  const groupOf = new Int32Array(n)
  const firstOf = new Int32Array(n)
  const count = new Float64Array(n)
  const { frequency, recency, age } = purchases
  let groups = 0
  for (let i = 0; i < n; i++) {
    let slot = hash(frequency[i], recency[i], age[i]) & (size - 1)
    for (; slots[slot] >= 0; slot = (slot + 1) & (size - 1)) {
      const other = firstOf[slots[slot]]
      if (age[other] !== age[i] || recency[other] !== recency[i] || frequency[other] !== frequency[i])
        continue
      if (!cohort || cohort[other] === cohort[i]) break
    }
    if (slots[slot] < 0) {
      slots[slot] = groups
      firstOf[groups++] = i
    }
    groupOf[i] = slots[slot]
    count[groupOf[i]] += 1
  }
  const first = firstOf.subarray(0, groups)
  const pick = (values: ArrayLike<number>): Float64Array => gather(values, first)
  return {
    frequency: pick(frequency),
    recency: pick(recency),
    age: pick(age),
    count: count.slice(0, groups),
    groupOf,
  }
}

const bits = new Float64Array(1)
const words = new Int32Array(bits.buffer)

function mixed(seed: number, value: number): number {
  bits[0] = value
  const word = Math.imul(words[0] ^ (words[1] * 31) ^ seed, 0x9e3779b1)
  return word ^ (word >>> 15)
}

function hash(x: number, recency: number, age: number): number {
  const word = Math.imul(mixed(mixed(mixed(7, x), recency), age), 0x85ebca6b)
  return (word ^ (word >>> 13)) >>> 0
}

/**
 * Asserts that every entry is possible; impossible ones would bend the fit silently.
 * @throws {RangeError} naming the first entry that is not.
 */
export function checkPurchases({ frequency, recency, age }: RepeatPurchases): void {
  if (recency.length !== frequency.length || age.length !== frequency.length) {
    throw new RangeError('repeat purchases need columns of one length')
  }
  for (let i = 0; i < frequency.length; i++) {
    const possible = frequency[i] >= 0 && recency[i] >= 0 && recency[i] <= age[i] && Number.isFinite(age[i])
    if (!possible || (frequency[i] === 0 && recency[i] !== 0)) {
      throw new RangeError(
        `impossible purchases at ${i}: frequency ${frequency[i]}, recency ${recency[i]}, age ${age[i]}`,
      )
    }
  }
}
