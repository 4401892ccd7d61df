/** What one product (or customer class, or whatever a total is made of) sold in two periods; `_0` is the earlier one. */
export type SoldTwice = { units_0: number; units_1: number; money_0: number; money_1: number }

/** The same with what it cost: `costed` is the revenue whose cost is known, profit is what is left of it. */
export type EarnedTwice = SoldTwice & { costed_0: number; costed_1: number }

/** A rate's numerator and denominator of one group in two periods. */
export type RateTwice = { above_0: number; below_0: number; above_1: number; below_1: number }

const sumOf = <Row>(rows: readonly Row[], value: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + value(row), 0)

/**
 * Price, volume and mix of a change of revenue, which they sum to. Volume is the units sold more at the old mean price;
 * price is what each product's own change of price made of the units it sells now; mix is the rest: dearer or cheaper
 * products than before, with those that were not sold in both periods at their own price. O(n).
 *
 * @example
 * priceVolumeMix([{ units_0: 10, units_1: 12, money_0: 100, money_1: 132 }]) // { volume: 20, mix: 0, price: 12 }
 */
export function priceVolumeMix<Row extends SoldTwice>(
  rows: readonly Row[],
  isComparable: (row: Row) => boolean = inBoth,
): { volume: number; mix: number; price: number } {
  const units_0 = sumOf(rows, (row) => row.units_0)
  const units_1 = sumOf(rows, (row) => row.units_1)
  const money_0 = sumOf(rows, (row) => row.money_0)
  const money_1 = sumOf(rows, (row) => row.money_1)
  // without units before there is no price to compare with
  if (!(units_0 > 0)) return { volume: money_1 - money_0, mix: 0, price: 0 }
  const atOldPrices = sumOf(rows, (row) =>
    isComparable(row) ? row.units_1 * (row.money_0 / row.units_0) : row.money_1,
  )
  const volume = (units_1 - units_0) * (money_0 / units_0)
  return { volume, mix: atOldPrices - money_0 - volume, price: money_1 - atOldPrices }
}

const inBoth = (row: SoldTwice): boolean => row.units_0 > 0 && row.units_1 > 0

/** Sold in both periods with a known cost: only then prices and costs can be told apart. */
const earnedInBoth = (row: EarnedTwice): boolean => inBoth(row) && row.costed_0 !== 0 && row.costed_1 !== 0

/** As `priceVolumeMix`, of profit, where what a unit costs is a part of its own. */
export function profitParts(rows: readonly EarnedTwice[]): {
  volume: number
  mix: number
  price: number
  unit_cost: number
} {
  const { volume, mix, price } = priceVolumeMix(rows, earnedInBoth)
  const dearer = sumOf(rows, (row) =>
    earnedInBoth(row) ? row.costed_1 - row.units_1 * (row.costed_0 / row.units_0) : 0,
  )
  const first = sumOf(rows, (row) => row.units_0) > 0 ? dearer : 0
  return { volume, mix, price: first, unit_cost: price - first }
}

/** How much of the change of a product of two factors is due to each; averaged over both orders of changing them. */
export function factorParts(
  [first_0, second_0]: readonly [number, number],
  [first_1, second_1]: readonly [number, number],
): [number, number] {
  return [
    ((first_1 - first_0) * (second_0 + second_1)) / 2,
    ((second_1 - second_0) * (first_0 + first_1)) / 2,
  ]
}

/** The same of a quotient; both denominators must not be 0. */
export function quotientParts({ above_0, below_0, above_1, below_1 }: RateTwice): [number, number] {
  return factorParts([above_0, 1 / below_0], [above_1, 1 / below_1])
}

export type RateContribution = { own: number; mix: number }

/**
 * What each group contributes to the change of a rate (sum of numerators over sum of denominators): by its own rate,
 * and by its share of the denominator where its rate is not the mean one. All of them sum to the change. A group that
 * is not there in both periods contributes by mix alone. Both totals of denominators must not be 0. O(n).
 */
export function rateContributions(groups: readonly RateTwice[]): RateContribution[] {
  const below_0 = sumOf(groups, (group) => group.below_0)
  const below_1 = sumOf(groups, (group) => group.below_1)
  const mean =
    (sumOf(groups, (group) => group.above_0) / below_0 + sumOf(groups, (group) => group.above_1) / below_1) /
    2
  return groups.map((group) => {
    const whole =
      (group.above_1 - mean * group.below_1) / below_1 - (group.above_0 - mean * group.below_0) / below_0
    if (!(group.below_0 > 0) || !(group.below_1 > 0)) return { own: 0, mix: whole }
    const weight = (group.below_0 / below_0 + group.below_1 / below_1) / 2
    const own = weight * (group.above_1 / group.below_1 - group.above_0 / group.below_0)
    return { own, mix: whole - own }
  })
}

/** Margin's change by price, by what a unit costs, and by mix: see `rateContributions`; profit over costed revenue. */
export function marginParts(rows: readonly EarnedTwice[]): { price: number; unit_cost: number; mix: number } {
  const rates = rows.map((row) => ({
    above_0: row.money_0,
    below_0: row.costed_0,
    above_1: row.money_1,
    below_1: row.costed_1,
  }))
  const parts = { price: 0, unit_cost: 0, mix: 0 }
  rateContributions(rates).forEach(({ own, mix }, i) => {
    const comparable = earnedInBoth(rows[i])
    const price = comparable ? own * priceShare(rows[i]) : 0
    parts.price += price
    parts.unit_cost += comparable ? own - price : 0
    parts.mix += comparable ? mix : own + mix
  })
  return parts
}

/** Which share of a product's change of margin its price accounts for. */
function priceShare({ units_0, units_1, money_0, money_1, costed_0, costed_1 }: EarnedTwice): number {
  const cost = [(costed_0 - money_0) / units_0, (costed_1 - money_1) / units_1] as const
  const price = [costed_0 / units_0, costed_1 / units_1] as const
  if (!(price[0] > 0) || !(price[1] > 0)) return 0
  const [byCost, byPrice] = factorParts([cost[0], 1 / price[0]], [cost[1], 1 / price[1]])
  const whole = byCost + byPrice
  return Math.abs(whole) < 1e-15 ? 0 : byPrice / whole
}

/**
 * Amounts made to sum to a total to the last bit that sums hold: what rounding left over goes to the largest. Throws
 * where more is left than rounding can explain: then they are not parts of that total.
 */
export function settle<Row extends { amount: number }>(
  rows: readonly Row[],
  total: number,
  scale: number,
): Row[] {
  const left = total - sumOf(rows, ({ amount }) => amount)
  const size = rows.reduce((most, { amount }) => Math.max(most, Math.abs(amount)), Math.abs(scale))
  if (Math.abs(left) > 1e-6 * Math.max(size, 1e-6))
    throw new RangeError(`parts miss their total ${total} by ${left}`)
  if (left === 0 || rows.length === 0) return [...rows]
  let largest = 0
  rows.forEach(({ amount }, i) => {
    if (Math.abs(amount) > Math.abs(rows[largest].amount)) largest = i
  })
  return rows.map((row, i) => (i === largest ? { ...row, amount: row.amount + left } : row))
}
