import { gather } from '../math/gather.ts'
import { fitBgNbd } from '../models/customers/bg-nbd.ts'
import type { BgNbdFit } from '../models/customers/bg-nbd.ts'
import { cohortRates, cohortSpend } from '../models/customers/cohort-factors.ts'
import { fitGammaGamma } from '../models/customers/gamma-gamma.ts'
import type { GammaGammaFit } from '../models/customers/gamma-gamma.ts'
import type { NotEnoughData } from '../models/not-enough-data.ts'
import { endOfRange } from '../models/customers/order-history.ts'
import type { OrderHistory } from '../models/customers/order-history.ts'
import { repeatPurchases } from '../models/customers/repeat-purchases.ts'
import type { CustomerPurchases } from '../models/customers/repeat-purchases.ts'

/** Orders by BG/NBD and spend by Gamma-Gamma as of a day, drawn towards the cohort of the first order's month. */
export type ValueModel = {
  kind: 'fit'
  purchases: CustomerPurchases
  orders: BgNbdFit
  spend: GammaGammaFit
  rateFactor: Float64Array
  spendFactor: Float64Array
}

/** Days of a month of first orders. */
const cohortDays = 30

/**
 * Fits both models to what was known at the end of a day. Where nobody's second order had a value above zero, spend is
 * learnt from first orders. Cost: that of its models.
 */
export function fitValueModel(history: OrderHistory, asOf: number): ValueModel | NotEnoughData {
  const purchases = repeatPurchases(history, asOf)
  const orders = fitBgNbd(purchases)
  if (orders.kind === 'not_enough_data') return orders
  const repeated = fitGammaGamma(purchases)
  const spend = repeated.kind === 'fit' ? repeated : fitGammaGamma(firstOrders(history, purchases))
  if (spend.kind === 'not_enough_data') return spend
  const oldest = purchases.age.reduce((most, age) => Math.max(most, age), 0)
  const cohort = purchases.age.map((age) => Math.floor((oldest - age) / cohortDays))
  const cohorts = Math.floor(oldest / cohortDays) + 1
  const rates = cohortRates(orders, purchases, cohort, cohorts)
  const spends = cohortSpend(purchases.meanAmount, cohort, cohorts)
  return {
    kind: 'fit',
    purchases,
    orders,
    spend,
    rateFactor: gather(rates, cohort),
    spendFactor: gather(spends, cohort),
  }
}

function firstOrders(history: OrderHistory, { customer }: CustomerPurchases) {
  return {
    frequency: new Int32Array(customer.length).fill(1),
    meanAmount: Float64Array.from(customer, (i) => history.amount[history.offsets[i]]),
  }
}

/** What each of some customers ordered and spent after one day and up to another. O(customers + orders). */
export function between(
  history: OrderHistory,
  customer: Int32Array,
  after: number,
  until: number,
): { orders: Float64Array; value: Float64Array } {
  const orders = new Float64Array(customer.length)
  const value = new Float64Array(customer.length)
  for (let k = 0; k < customer.length; k++) {
    const end = endOfRange(history, customer[k], until)
    for (let j = end - 1; j >= history.offsets[customer[k]] && history.day[j] > after; j--) {
      orders[k] += 1
      value[k] += history.amount[j]
    }
  }
  return { orders, value }
}
