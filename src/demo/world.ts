import { placeAnomalies } from './anomalies.ts'
import type { Anomaly } from './anomalies.ts'
import { createTraits } from './buyers.ts'
import type { Traits } from './buyers.ts'
import { createCalendar } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { createCatalogue } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { planCompanions } from './companions.ts'
import type { Companion } from './companions.ts'
import { productDemand } from './demand.ts'
import type { Demand } from './demand.ts'
import { planExchangeRates } from './exchange-rates.ts'
import type { ExchangeRates } from './exchange-rates.ts'
import { listPrices, planPriceChanges } from './price-path.ts'
import type { PriceChange } from './price-path.ts'
import { ordersLift, placePromotions } from './promotions.ts'
import type { Promotion } from './promotions.ts'
import { randomStream, seedFor } from './random-stream.ts'
import { curveOverDays, weeklyFactors } from './season-curve.ts'
import type { ShopPlan } from './shop-plan.ts'
import { planStockOuts } from './stock-outs.ts'
import type { StockOut } from './stock-outs.ts'

/** Everything about one demo shop that is settled before the first order: what was planted, and where. */
export type World = {
  plan: ShopPlan
  /** as it was asked for */
  given_seed: number
  /** differs from shop to shop */
  seed: number
  /** size against the plan's own */
  scale: number
  /** whether the plan's counts are to be met exactly */
  exact: boolean
  calendar: Calendar
  catalogue: Catalogue
  traits: Traits
  /** weekday factors and closed days, averaging 1 */
  week: Float64Array
  /** share of all orders that each day is planned to see */
  orders_shape: Float64Array
  orders_goal: number
  promotions: Promotion[]
  companions: Companion[]
  price_changes: PriceChange[]
  prices: Float64Array
  stock_outs: StockOut[]
  anomalies: Anomaly[]
  demand: Demand
  rates: ExchangeRates
}

export type WorldOptions = { seed: number; scale: number; exact: boolean }

export function createWorld(plan: ShopPlan, { seed: given_seed, scale, exact }: WorldOptions): World {
  const seed = seedFor(given_seed, `${plan.name} ${plan.salt}`)
  const calendar = createCalendar(plan.first_day, plan.last_day)
  const catalogue = createCatalogue(plan.catalogue(randomStream(seed, 'catalogue')), calendar)
  const promotions = placePromotions(plan.promotions, calendar)
  const companions = planCompanions(randomStream(seed, 'companions'), catalogue, plan.companions)
  const fixed = new Set(companions.flatMap(({ product, companion }) => [product, companion]))
  const price_changes = planPriceChanges(randomStream(seed, 'prices'), catalogue, calendar, {
    ...plan.price_changes,
    label_price: plan.label_price,
    fixed,
  })
  const prices = listPrices(catalogue, calendar, price_changes)
  const stock_outs = planStockOuts(randomStream(seed, 'stock-outs'), catalogue, calendar, plan.stock_outs)
  const week = weekOverDays(plan, calendar)
  const orders_shape = ordersShape(plan, calendar, week, ordersLift(promotions, calendar.days))
  const orders_goal = exact && plan.exact.orders ? plan.size.orders : openGoal(plan, scale)
  const anomalies = placeAnomalies(randomStream(seed, 'anomalies'), plan.anomalies, {
    calendar,
    catalogue,
    promotions,
    stock_outs,
    countries: plan.countries,
    sources: plan.sources,
    orders_on: (day) => orders_shape[day] * orders_goal,
    lines_per_order: plan.size.lines / plan.size.orders,
  })
  const demand = productDemand({
    calendar,
    catalogue,
    prices,
    basket_season: plan.basket_season,
    promotions,
    stock_outs,
  })
  return {
    plan,
    given_seed,
    seed,
    scale,
    exact,
    calendar,
    catalogue,
    week,
    orders_shape,
    orders_goal,
    promotions,
    companions,
    price_changes,
    prices,
    stock_outs,
    anomalies,
    demand,
    traits: createTraits(plan, catalogue),
    rates: planExchangeRates(randomStream(seed, 'exchange rates'), plan, calendar),
  }
}

function openGoal(plan: ShopPlan, scale: number): number {
  return (plan.size.orders * scale) / (1 + plan.cancelled_share)
}

function weekOverDays(plan: ShopPlan, calendar: Calendar): Float64Array {
  const factors = weeklyFactors(plan.weekdays)
  return Float64Array.from(calendar.weekday, (weekday, day) =>
    plan.closed.includes(calendar.month_day[day]) ? 0 : factors[weekday],
  )
}

function ordersShape(
  plan: ShopPlan,
  calendar: Calendar,
  week: Float64Array,
  lift: Float64Array,
): Float64Array {
  const season = curveOverDays(calendar, plan.orders_season)
  const shape = week.map(
    (factor, day) => factor * season[day] * lift[day] * (1 + (plan.growth * day) / calendar.days),
  )
  const total = shape.reduce((sum, value) => sum + value, 0)
  return shape.map((value) => value / total)
}
