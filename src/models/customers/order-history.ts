import { countUp } from '../../math/gather.ts'
/**
 * Orders grouped by customer: those of customer i lie at offsets[i] up to offsets[i + 1], oldest first, `day` a whole
 * day number on any calendar (days since 1970-01-01, say), `amount` in the workspace's currency.
 */
export type OrderHistory = { customers: number; offsets: Int32Array; day: Int32Array; amount: Float64Array }

/** Orders as they come, in any order: `customer` is an index from 0 to customers - 1. */
export type OrderRows = { customer: ArrayLike<number>; day: ArrayLike<number>; amount: ArrayLike<number> }

/**
 * Groups orders by customer and merges those of one customer on one day into one purchase, as the repeat-purchase
 * models count them. Customers without an order keep an empty range. O(orders + days + customers).
 *
 * @throws {RangeError} where a customer is out of range, a day is not whole or an amount is not finite.
 */
export function orderHistory(rows: OrderRows, customers: number): OrderHistory {
  checkRows(rows, customers)
  const place = placesByCustomerAndDay(rows, customers)
  const offsets = new Int32Array(customers + 1)
  const day = new Int32Array(place.length)
  const amount = new Float64Array(place.length)
  let kept = 0
  let next = 0
  for (let i = 0; i < customers; i++) {
    offsets[i] = kept
    while (next < place.length && rows.customer[place[next]] === i) {
      const row = place[next++]
      if (kept === offsets[i] || day[kept - 1] !== rows.day[row]) {
        day[kept] = rows.day[row]
        kept += 1
      }
      amount[kept - 1] += rows.amount[row]
    }
  }
  offsets[customers] = kept
  return { customers, offsets, day: day.slice(0, kept), amount: amount.slice(0, kept) }
}

function checkRows(rows: OrderRows, customers: number): void {
  for (let i = 0; i < rows.day.length; i++) {
    const known = Number.isInteger(rows.customer[i]) && rows.customer[i] >= 0 && rows.customer[i] < customers
    if (known && Number.isInteger(rows.day[i]) && Number.isFinite(rows.amount[i])) continue
    throw new RangeError(
      `impossible order at ${i}: customer ${rows.customer[i]}, day ${rows.day[i]}, amount ${rows.amount[i]}`,
    )
  }
}

/** Row numbers sorted by customer, then day: two stable counting sorts. */
function placesByCustomerAndDay(rows: OrderRows, customers: number): Int32Array {
  const count = rows.day.length
  let [first, last] = [0, 0]
  for (let i = 0; i < count; i++) {
    if (i === 0 || rows.day[i] < first) first = rows.day[i]
    if (i === 0 || rows.day[i] > last) last = rows.day[i]
  }
  const asGiven = countUp(count)
  const byDay = countingSort(asGiven, (row) => rows.day[row] - first, last - first + 1)
  return countingSort(byDay, (row) => rows.customer[row], customers)
}

function countingSort(places: Int32Array, keyOf: (row: number) => number, keys: number): Int32Array {
  const start = new Int32Array(keys + 1)
  for (const row of places) start[keyOf(row) + 1] += 1
  for (let key = 0; key < keys; key++) start[key + 1] += start[key]
  const sorted = new Int32Array(places.length)
  for (const row of places) sorted[start[keyOf(row)]++] = row
  return sorted
}

/** How far the orders of customer i reach that were made on `day` or before: the end of their range. */
export function endOfRange(history: OrderHistory, customer: number, day: number): number {
  let end = history.offsets[customer + 1]
  while (end > history.offsets[customer] && history.day[end - 1] > day) end -= 1
  return end
}
