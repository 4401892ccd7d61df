import { createBasketFiller, fillBaskets } from './baskets.ts'
import { createCustomerBook, customersABlock, customerTable } from './customer-table.ts'
import type { DemoTable } from './demo-table.ts'
import { reachLineCount } from './exact-lines.ts'
import { reachRevenue } from './exact-revenue.ts'
import { exchangeRateTable } from './exchange-rates.ts'
import type { LineList } from './line-list.ts'
import { createOrderDraws, drawOrders } from './order-list.ts'
import type { OrderList } from './order-list.ts'
import { lineTable, orderTable } from './order-tables.ts'
import { boutiquePlan } from './plans/boutique-plan.ts'
import { globalPlan } from './plans/global-plan.ts'
import { spaPlan } from './plans/spa-plan.ts'
import { addPlantedUnits } from './planted-lines.ts'
import { productTable } from './product-table.ts'
import { randomStream } from './random-stream.ts'
import { markRefunds } from './refunds.ts'
import { reviewTable } from './reviews.ts'
import { scheduleOrders } from './schedule.ts'
import type { ShopName, ShopPlan } from './shop-plan.ts'
import { stockLevels } from './stock-levels.ts'
import { countOrders, createTally } from './tally.ts'
import { collectTruth } from './truth.ts'
import type { Truth } from './truth.ts'
import { visitTable } from './visits.ts'
import { createWorld } from './world.ts'

export type ShopOptions = {
  /** 42 */
  seed?: number
  /** about how many order lines; without it the shop's own size, with exact counts */
  lines?: number
}

export const shopPlans: Record<ShopName, ShopPlan> = {
  boutique: boutiquePlan,
  global: globalPlan,
  spa: spaPlan,
}

/** A stretch of the shop's orders, of whole days. */
export type ShopBatch = Record<'orders' | 'order_lines' | 'reviews', DemoTable>

/** The tables that are known once all orders have gone by. */
export type ShopRest = Record<'products' | 'visits' | 'exchange_rates', DemoTable> & {
  stock_levels: DemoTable | null
}

/** A shop that is made stretch by stretch: all batches first, then customers and the rest. */
export type OpenShop = {
  plan: ShopPlan
  expected_lines: number
  /** in stretches of about so many orders */
  batches: (orders: number) => Generator<ShopBatch>
  /** in stretches of about so many */
  customers: (rows: number) => Generator<DemoTable>
  rest: () => { tables: ShopRest; truth: Truth }
}

export function openShop(name: ShopName, { seed = 42, lines }: ShopOptions = {}): OpenShop {
  const plan = shopPlans[name]
  const exact = lines === undefined
  const world = createWorld(plan, { seed, exact, scale: exact ? 1 : lines / plan.size.lines })
  const schedule = scheduleOrders(world)
  const draws = createOrderDraws(world, schedule)
  const filler = createBasketFiller(world)
  const book = createCustomerBook(world, schedule.buyers)
  const tally = createTally(world)
  const { events, buyers } = schedule
  let revenue = 0

  const fill = (orders: OrderList): LineList => {
    const filled = addPlantedUnits(filler, schedule, orders, fillBaskets(filler, schedule, orders))
    markRefunds(world, orders, filled)
    if (!exact) return filled
    const random = randomStream(world.seed, 'exact counts')
    const reached = reachLineCount(filler, orders, filled, { goal: plan.size.lines, random })
    if (plan.exact.revenue !== null) {
      reachRevenue(world, orders, reached, { goal: plan.exact.revenue, random })
    }
    return reached
  }

  const batch = (from: number, to: number): ShopBatch => {
    const orders = drawOrders(world, schedule, draws, [from, to])
    const lines = fill(orders)
    countOrders(tally, world, orders, lines)
    for (let line = 0; line < lines.count; line++) {
      const amount = lines.quantity[line] * lines.unit_price[line] - lines.discount[line]
      revenue += amount * orders.rate[lines.order[line]]
    }
    const { clock } = draws
    const order_lines = lineTable(world, orders, lines, { clock, before: tally.lines })
    tally.lines += order_lines.rows
    return {
      orders: orderTable(world, orders, lines, book.keyOf),
      order_lines,
      reviews: reviewTable(world, orders, lines, { clock, customerKey: book.keyOf, tally }),
    }
  }

  return {
    plan,
    expected_lines: lines ?? plan.size.lines,
    *batches(size) {
      for (let from = 0; from < events.count;) {
        // exact counts are reached over all orders at once
        let to = exact ? events.count : Math.min(events.count, from + size)
        while (to < events.count && events.day[to] === events.day[to - 1]) to += 1
        yield batch(from, to)
        from = to
      }
    },
    *customers(size) {
      const step = Math.ceil(size / customersABlock) * customersABlock
      for (let from = 1, to = step; from <= book.count; from = to, to += step) {
        yield customerTable(world, buyers, book, [from, Math.min(book.count + 1, to)])
      }
    },
    rest() {
      const stock = stockLevels(world, tally)
      const tables = {
        products: productTable(world, tally, stock?.left ?? null),
        visits: visitTable(world, schedule, tally),
        exchange_rates: exchangeRateTable(world.rates, world.calendar),
        stock_levels: stock?.table ?? null,
      }
      const { discount_rate } = filler
      return { tables, truth: collectTruth(world, { schedule, book, tally, discount_rate, revenue }) }
    },
  }
}
