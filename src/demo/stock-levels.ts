import type { Random } from '../base/random.ts'
import { dates, integers, numbers } from './demo-table.ts'
import type { DemoTable } from './demo-table.ts'
import { integerBetween, randomStream } from './random-stream.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

const reviewWeekday = 0
const coverDays: readonly [number, number] = [18, 60]

/** One product's stock: what is left at the end of each day, and what is on its way. */
type StockCourse = { on_hand: Float64Array; on_order: Float64Array }

export type Stock = { table: DemoTable; left: Float64Array }

/**
 * Stock that fits the sales: deliveries come in time for what will be sold, and run short where a stock-out was
 * planned. A row stands for each Monday and for each day on which a stock-out begins or ends; between rows the last
 * one holds. Null where the shop sells services.
 */
export function stockLevels(world: World, tally: Tally): Stock | null {
  const { catalogue, calendar } = world
  if (catalogue.products.every(({ lead_time_days }) => lead_time_days === null)) return null
  const left = new Float64Array(catalogue.products.length)
  const rows: { product: number; day: number; on_hand: number; on_order: number }[] = []
  catalogue.products.forEach((_, product) => {
    const course = followStock(world, tally, product, randomStream(world.seed, 'stock', product + 1))
    for (let day = Math.max(0, catalogue.launch[product]); day < calendar.days; day++) {
      const { on_hand, on_order } = course
      const turned = day > 0 && (on_hand[day] === 0) !== (on_hand[day - 1] === 0)
      if (calendar.weekday[day] !== reviewWeekday && !turned && day < calendar.days - 1) continue
      rows.push({ product, day, on_hand: on_hand[day], on_order: on_order[day] })
    }
    left[product] = course.on_hand[calendar.days - 1]
  })
  rows.sort((a, b) => a.day - b.day || a.product - b.product)
  return {
    left,
    table: {
      rows: rows.length,
      columns: {
        product_key: integers(Int32Array.from(rows, ({ product }) => product + 1)),
        day: dates(Int32Array.from(rows, ({ day }) => calendar.start + day)),
        on_hand: numbers(Float64Array.from(rows, ({ on_hand }) => on_hand)),
        on_order: numbers(Float64Array.from(rows, ({ on_order }) => on_order)),
        lead_time_days: integers(
          Int32Array.from(rows, ({ product }) => catalogue.products[product].lead_time_days ?? 0),
        ),
      },
    },
  }
}

function followStock(world: World, tally: Tally, product: number, random: Random): StockCourse {
  const { calendar, catalogue } = world
  const { days } = calendar
  const sold = (day: number): number => tally.units[day * catalogue.products.length + product]
  const outs = world.stock_outs
    .filter((stockOut) => stockOut.product === product)
    .sort((a, b) => a.first_day - b.first_day)
  const lead = catalogue.products[product].lead_time_days ?? 7
  const course: StockCourse = { on_hand: new Float64Array(days), on_order: new Float64Array(days) }
  let day = Math.max(0, catalogue.launch[product])
  let stock = 0
  while (day < days) {
    const out = outs.find(({ last_day }) => last_day >= day)
    if (out?.first_day === day) {
      day = out.last_day + 1
      continue
    }
    // a delivery lasts until the next one, or exactly until the stock-out begins
    const until = Math.min(day + integerBetween(random, ...coverDays), out?.first_day ?? days, days)
    const runsDry = until === out?.first_day
    let needed = 0
    for (let on = day; on < until; on++) needed += sold(on)
    const spare = runsDry ? 0 : Math.ceil(needed * 0.25 * random()) + 1
    const quantity = Math.max(0, needed + spare - stock)
    for (let on = Math.max(0, day - lead); on < day; on++) course.on_order[on] += quantity
    stock += quantity
    for (; day < until; day++) {
      stock -= sold(day)
      // whatever spare was left is written off before a planned stock-out
      if (runsDry && day === until - 1) stock = 0
      course.on_hand[day] = stock
    }
  }
  return course
}
