/** What was sold of products by day: one row a product and day, in order of product, then day. */
export type ProductPrices = {
  product: Int32Array
  /** Days since 1970-01-01. */
  day: Int32Array
  /** Mean price before discounts. */
  price: Float64Array
  units: Float64Array
}

/** By how many per cent units change for a per cent of price, how sure that is, and from how many price levels. */
export type PriceElasticity = { elasticity: number; error: number; levels: number }

/** Mean and spread of 367 elasticities of brands (Tellis 1988): what is believed before a shop has moved a price. */
export const usualElasticity = -1.76
export const usualElasticitySpread = 0.8

const samePrice = 0.005
const shortestLevel = 14
const fewestUnits = 8
/** Sales of a product wander beside the shop's by about this much of themselves, whatever its price. */
const wander = 0.15

/**
 * The elasticity of units to price within products: each product's share of all that the shop sold is compared between
 * the stretches on which it kept one price, so that seasons and growth of the shop drop out. Log share on log price,
 * weighted, with the mean of the literature as a prior, so that few or small price moves say little.
 *
 * @param sold units of the whole shop by day, from `firstDay` on
 */
export function priceElasticity(rows: ProductPrices, sold: Float64Array, firstDay: number): PriceElasticity {
  const total = new Float64Array(sold.length + 1)
  sold.forEach((units, i) => {
    total[i + 1] = total[i] + Math.max(0, units)
  })
  const between = (from: number, until: number): number => total[until - firstDay] - total[from - firstDay]
  let cross = 0
  let square = 0
  let levels = 0
  for (let from = 0; from < rows.day.length;) {
    let until = from
    while (until < rows.day.length && rows.product[until] === rows.product[from]) until++
    const own = priceLevels(rows, from, until, between)
    from = until
    if (own.length < 2) continue
    const weights = own.reduce((sum, { weight }) => sum + weight, 0)
    const mean = (value: (level: PriceLevel) => number): number =>
      own.reduce((sum, level) => sum + level.weight * value(level), 0) / weights
    const price = mean((level) => level.price)
    const share = mean((level) => level.share)
    for (const level of own) {
      cross += level.weight * (level.price - price) * (level.share - share)
      square += level.weight * (level.price - price) ** 2
    }
    levels += own.length
  }
  const belief = 1 / usualElasticitySpread ** 2
  return {
    elasticity: Math.min(0, (cross + belief * usualElasticity) / (square + belief)),
    error: Math.sqrt(1 / (square + belief)),
    levels,
  }
}

/** Logarithms of a price and of the share sold at it, and what they weigh. */
type PriceLevel = { price: number; share: number; weight: number }

function priceLevels(
  { day, price, units }: ProductPrices,
  from: number,
  until: number,
  between: (from: number, until: number) => number,
): PriceLevel[] {
  const levels: PriceLevel[] = []
  for (let first = from; first < until;) {
    let next = first
    let sold = 0
    while (next < until && Math.abs(Math.log(price[next] / price[first])) < samePrice) sold += units[next++]
    const ends = next < until ? day[next] : day[next - 1] + 1
    const all = between(day[first], ends)
    if (ends - day[first] >= shortestLevel && sold >= fewestUnits && all > 0)
      levels.push({
        price: Math.log(price[first]),
        share: Math.log(sold / all),
        weight: 1 / (1 / sold + wander * wander),
      })
    first = next
  }
  return levels
}
