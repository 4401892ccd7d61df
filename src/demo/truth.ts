import { isoDay } from '../warehouse/read-values.ts'
import { severityOf } from './anomalies.ts'
import type { Anomaly, Severity } from './anomalies.ts'
import type { CustomerBook } from './customer-table.ts'
import { expectedRevenue, revenueSeason } from './expected-sales.ts'
import { isPromoted } from './promotions.ts'
import type { PurchaseProcess } from './purchase-process.ts'
import type { Schedule } from './schedule.ts'
import { monthFactors, season, weeklyFactors, yearlyCurve } from './season-curve.ts'
import type { Season } from './season-curve.ts'
import type { ShopName } from './shop-plan.ts'
import type { Tally } from './tally.ts'
import { conversionRate } from './visits.ts'
import type { World } from './world.ts'

/** What was planted in a demo shop, for models to be held against. Days are ISO dates; plain JSON. */
export type Truth = {
  shop: ShopName
  seed: number
  first_day: string
  last_day: string
  currency: string
  /** counts were met exactly, which bends what is planted a little; false where they were left free */
  exact_counts: boolean
  counts: Record<
    'customers' | 'buyers' | 'products' | 'orders' | 'lines' | 'cancelled_orders' | 'refund_lines',
    number
  >
  /** BG/NBD in days; counted orders of customers, guests and cancelled orders left out */
  purchase_process: PurchaseProcess
  spend: { basket_size_shape: number; loyalty_to_favourite_category: number; note: string }
  /**
   * By customer_key from 1: days since 1970 of the purchase after which the customer left for good, -1 for one who is
   * still there, -2 for one who never bought.
   */
  left_day: number[]
  /** by customer_key from 1: place in `categories` of the favourite one, -1 for one who never bought */
  favourite_category: number[]
  categories: string[]
  elasticities: { product_id: string; elasticity: number; price_changes: number }[]
  price_changes: { product_id: string; day: string; from: number; to: number }[]
  seasons: {
    note: string
    weekly: Season
    yearly: { orders: Season; revenue: Season }
    closed_weekdays: number[]
    closed_days: string[]
  }
  growth: number
  promotions: {
    promotion_id: string
    name: string
    from: string
    to: string
    discount_rate: number
    units_lift: number
    orders_lift: number
    category: string | null
    product_ids: string[]
  }[]
  anomalies: {
    day: string
    kind: Anomaly['kind']
    scope: Anomaly['scope']
    scope_id: string | null
    /** how many times the usual was planted */
    size: number
    usual: number
    /** orders (units of a category or product) that the day shows; of a bulk order, how many times the usual */
    came: number
    /** of what came from the usual, in standard deviations of what chance makes of it; the severity follows from it */
    deviations: number
    severity: Severity
    order_key: number | null
  }[]
  stock_outs: { product_id: string; from: string; to: string }[]
  lead_times: { product_id: string; lead_time_days: number }[]
  bought_together: { product_id: string; companion_id: string; chance: number }[]
  conversion: { source: string; device: string; rate: number }[]
  /** day by day from first_day, without anomalies */
  expected: { orders: number[]; revenue: number[] }
}

export type TruthParts = {
  schedule: Schedule
  book: CustomerBook
  tally: Tally
  discount_rate: Float32Array
  /** of sale lines, in the shop's currency */
  revenue: number
}

export function collectTruth(world: World, parts: TruthParts): Truth {
  const { plan, calendar, catalogue } = world
  const { schedule, book, tally } = parts
  const iso = (day: number): string => isoDay(calendar.start + day)
  const id = (product: number): string => catalogue.products[product].product_id
  return {
    shop: plan.name,
    seed: world.given_seed,
    first_day: plan.first_day,
    last_day: plan.last_day,
    currency: plan.currency,
    exact_counts: world.exact,
    counts: {
      customers: book.count,
      buyers: schedule.buyers.count,
      products: catalogue.products.length,
      orders: tally.orders,
      lines: tally.lines,
      cancelled_orders: tally.cancelled,
      refund_lines: tally.refunds,
    },
    purchase_process: schedule.process,
    spend: {
      basket_size_shape: plan.basket.size_shape,
      loyalty_to_favourite_category: plan.basket.loyalty,
      note: 'each customer has a size of basket of her own: gamma with this shape and mean 1, independent of how often she buys',
    },
    ...customerTruth(world, parts),
    categories: [...catalogue.categories],
    elasticities: catalogue.products.map(({ product_id, elasticity }, product) => ({
      product_id,
      elasticity,
      price_changes: world.price_changes.filter((change) => change.product === product).length,
    })),
    price_changes: world.price_changes.map(({ product, day, from, to }) => ({
      product_id: id(product),
      day: iso(day),
      from,
      to,
    })),
    seasons: seasonTruth(world),
    growth: plan.growth,
    promotions: world.promotions.map(({ first_day, last_day, days: _days, ...promotion }) => ({
      ...promotion,
      from: iso(first_day),
      to: iso(last_day),
      product_ids: catalogue.products
        .filter((_, product) =>
          isPromoted({ ...promotion, days: 0, first_day, last_day }, catalogue, product),
        )
        .map(({ product_id }) => product_id),
    })),
    anomalies: anomalyTruth(world, parts),
    stock_outs: world.stock_outs.map(({ product, first_day, last_day }) => ({
      product_id: id(product),
      from: iso(first_day),
      to: iso(last_day),
    })),
    lead_times: catalogue.products.flatMap(({ product_id, lead_time_days }) =>
      lead_time_days === null ? [] : [{ product_id, lead_time_days }],
    ),
    bought_together: world.companions.map(({ product, companion, chance }) => ({
      product_id: id(product),
      companion_id: id(companion),
      chance,
    })),
    conversion: plan.sources.flatMap(([source], s) =>
      plan.devices.map(([device], d) => ({ source, device, rate: conversionRate(world, s, d) })),
    ),
    expected: {
      orders: rounded(schedule.expected, 4),
      revenue: rounded(expectedRevenue(world, schedule, parts.discount_rate, parts.revenue), 2),
    },
  }
}

function rounded(values: Float64Array, decimals: number): number[] {
  return Array.from(values, (value) => Number(value.toFixed(decimals)))
}

function customerTruth(
  { calendar }: World,
  { schedule, book }: TruthParts,
): Pick<Truth, 'left_day' | 'favourite_category'> {
  const { buyers } = schedule
  const left_day = Array.from<number>({ length: book.count }).fill(-2)
  const favourite_category = Array.from<number>({ length: book.count }).fill(-1)
  for (let buyer = 0; buyer < buyers.count; buyer++) {
    const place = book.keyOf(buyer) - 1
    const gone = buyers.gone_day[buyer]
    left_day[place] = gone < 0 ? -1 : calendar.start + gone
    favourite_category[place] = buyers.favourite[buyer]
  }
  return { left_day, favourite_category }
}

function seasonTruth(world: World): Truth['seasons'] {
  const { plan } = world
  return {
    note: 'factors average 1 (over the week; over the year, by month from January); amplitude is half the distance between the largest and the smallest',
    weekly: season(weeklyFactors(plan.weekdays)),
    yearly: {
      orders: season(monthFactors(yearlyCurve(plan.orders_season))),
      revenue: season(revenueSeason(world)),
    },
    closed_weekdays: [...plan.weekdays.keys()].filter((weekday) => plan.weekdays[weekday] === 0),
    closed_days: [...plan.closed],
  }
}

function anomalyTruth(world: World, { schedule, tally }: TruthParts): Truth['anomalies'] {
  const { plan, calendar, catalogue } = world
  return schedule.anomalies
    .map((anomaly) => {
      const { day, kind, index, size } = anomaly
      const bulk = kind === 'bulk_order'
      const scope = bulk ? 'all' : anomaly.scope
      const scope_id = {
        all: () => null,
        country: () => plan.countries[index].name,
        category: () => catalogue.categories[index],
        product: () => catalogue.products[index].product_id,
        traffic_source: () => plan.sources[index][0],
      }[scope]()
      const usual = bulk ? 1 : anomaly.usual
      const came = bulk ? size : cameOn(world, tally, anomaly)
      return {
        day: isoDay(calendar.start + day),
        kind,
        scope,
        scope_id,
        size,
        usual,
        came,
        deviations: bulk ? size : Math.abs(came - usual) / Math.sqrt(usual * anomaly.spread),
        severity: bulk ? anomaly.severity : severityOf(came, anomaly),
        order_key: tally.bulk_orders.get(bulk ? day : -1) ?? null,
      }
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** Orders (units of a category or product) that the day really shows in the anomaly's scope. */
function cameOn({ plan, catalogue }: World, tally: Tally, { day, scope, index }: Anomaly): number {
  if (scope === 'all') return tally.daily_orders[day]
  if (scope === 'category' || scope === 'product') {
    const products = catalogue.products.length
    const isIn = (product: number): boolean =>
      scope === 'product' ? product === index : catalogue.category[product] === index
    return tally.units
      .subarray(day * products, (day + 1) * products)
      .reduce((sum, units, product) => sum + (isIn(product) ? units : 0), 0)
  }
  const [sources, devices] = [plan.sources.length, plan.devices.length]
  const cells = plan.countries.length * sources * devices
  return tally.cells.subarray(day * cells, (day + 1) * cells).reduce((sum, orders, cell) => {
    const place = Math.floor(cell / devices)
    const at = scope === 'country' ? Math.floor(place / sources) : place % sources
    return sum + (at === index ? orders : 0)
  }, 0)
}
