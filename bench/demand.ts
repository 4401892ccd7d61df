import { shopNames } from '../src/demo/shop-plan.ts'
import { forecastDemand } from '../src/models/demand/demand-forecast.ts'
import type { DemandProduct, DemandSpec } from '../src/models/demand/demand-history.ts'
import { dayDate } from '../src/models/forecasts/calendar-effect.ts'
import type { BenchOptions } from './main.ts'
import { measure, printTable, round } from './measure.ts'
import { dataFile } from './read-data.ts'
import { demoShopDaily, readOnlineRetailSales } from './read-series.ts'

const ahead = 90

/**
 * Demand of each product: the last ninety days held out, ours against the ninety days before them, and the share of
 * products that stayed under each quantile. Then the time for the global demo shop's 500 products over two years.
 */
export function run({ data, json }: BenchOptions): Promise<Record<string, unknown>> {
  const path = dataFile(data, 'online-retail/online-retail.csv.gz')
  const shops: { name: string; spec: DemandSpec }[] = shopNames.map((name) => ({
    name,
    spec: demoSpec(name),
  }))
  const all = [...shops, ...(path ? [{ name: 'online-retail, top 500', spec: retailSpec(path) }] : [])]
  const rows = all.map(({ name, spec }) => score(name, spec))
  printTable(json, 'demand of each product, 90 days held out (WAPE lower is better; shares in %)', rows)
  const global = shops.find(({ name }) => name === 'global')?.spec ?? shops[0].spec
  const { result, ...times } = measure(5, () => forecastDemand(global))
  const days = global.products[0].units.length
  const speed = { products: result.items.length, days, ahead, ...times }
  printTable(json, 'all products of the global demo shop', [speed])
  return Promise.resolve({ rows, speed })
}

function score(name: string, spec: DemandSpec): Record<string, unknown> {
  const n = spec.products[0].units.length
  const split = n - ahead
  const { items, horizons } = forecastDemand({
    ...spec,
    products: spec.products.map((product) => ({
      ...product,
      units: product.units.subarray(0, split),
      stock_out: product.stock_out?.subarray(0, split),
    })),
  })
  const columns = horizons.flatMap((horizon, h) => {
    let error = 0
    let naiveError = 0
    let total = 0
    const below = [0, 0, 0]
    let count = 0
    items.forEach((item, p) => {
      const { units, stock_out, first_day } = spec.products[p]
      if ((first_day ?? 0) > split - 56 || wasOut(stock_out, split, split + horizon)) return
      const actual = sumOf(units, split, split + horizon)
      count++
      total += actual
      error += Math.abs(actual - item.expected[h])
      naiveError += Math.abs(actual - sumOf(units, split - horizon, split))
      ;[item.quantile_50, item.quantile_80, item.quantile_95].forEach((limits, q) => {
        if (actual <= limits[h]) below[q]++
      })
    })
    return [
      [`wape_${horizon}`, round(error / total, 3)],
      [`naive_${horizon}`, round(naiveError / total, 3)],
      [`below_${horizon}`, below.map((share) => round((100 * share) / count, 1)).join(' / ')],
    ]
  })
  return { shop: name, products: items.length, ...Object.fromEntries(columns) }
}

function demoSpec(shop: (typeof shopNames)[number]): DemandSpec {
  const { truth, products, series } = demoShopDaily(shop)
  return {
    start: truth.first_day,
    events: series[0].events,
    products: products.map(({ product, category, launch_day, units, stock_out }): DemandProduct => {
      const out = new Uint8Array(units.length)
      for (const [from, to] of stock_out) out.fill(1, Math.max(0, from), to + 1)
      return {
        product_id: product,
        category_id: category,
        units,
        stock_out: out,
        first_day: Math.max(0, launch_day),
      }
    }),
  }
}

/** The 500 products with most days of sale; the first digits of the code stand for a category. */
function retailSpec(path: string): DemandSpec {
  const sales = readOnlineRetailSales(path)
  const first = sales.reduce((least, { day }) => Math.min(least, day), Infinity)
  const days = sales.reduce((most, { day }) => Math.max(most, day), 0) - first + 1
  const products = new Map<string, Float64Array>()
  for (const { day, product, units } of sales) {
    let known = products.get(product)
    if (known === undefined) products.set(product, (known = new Float64Array(days)))
    known[day - first] += units
  }
  const soldDays = (units: Float64Array): number =>
    units.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)
  const until = days - ahead
  const ranked = [...products].sort(
    (a, b) => soldDays(b[1].subarray(0, until)) - soldDays(a[1].subarray(0, until)),
  )
  return {
    start: dayDate(first),
    products: ranked
      .slice(0, 500)
      .map(([product_id, units]) => ({ product_id, category_id: product_id.slice(0, 2), units })),
  }
}

function wasOut(out: Uint8Array | undefined, from: number, to: number): boolean {
  return out !== undefined && out.subarray(from, to).includes(1)
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]
  return sum
}
