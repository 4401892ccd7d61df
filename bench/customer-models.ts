import { seededRandom } from '../src/base/random.ts'
import { fitBgNbd } from '../src/models/customers/bg-nbd.ts'
import { fitChurn, predictChurn } from '../src/models/customers/churn-model.ts'
import { cohortRates, cohortSpend } from '../src/models/customers/cohort-factors.ts'
import { clusterCustomers } from '../src/models/customers/customer-clusters.ts'
import { predictCustomerValue } from '../src/models/customers/customer-value.ts'
import { fitGammaGamma } from '../src/models/customers/gamma-gamma.ts'
import { fitOrderGaps, predictNextOrders } from '../src/models/customers/next-order.ts'
import { orderHistory } from '../src/models/customers/order-history.ts'
import type { OrderHistory } from '../src/models/customers/order-history.ts'
import { predictOrders } from '../src/models/customers/order-predictions.ts'
import { repeatPurchases } from '../src/models/customers/repeat-purchases.ts'
import { filter4, quantileCutOffs, rfm11, rules7 } from '../src/models/customers/rfm.ts'
import { rfmOf } from './clusters.ts'
import type { BenchOptions } from './main.ts'
import { measure, printTable, round } from './measure.ts'
import { simulateOrders } from './simulate-customers.ts'

const lastDay = 730

/** Every customer model from arrays in memory, one after the other, in processor time; reading and writing are not in it. */
export async function run({ json, customers = 50_000 }: BenchOptions): Promise<Record<string, unknown>> {
  const truth = { r: 0.243, alpha: 31, a: 0.793, b: 2.426 }
  const orders = simulateOrders(truth, { customers, arrivals: 600, end: lastDay, random: seededRandom(6) })
  const grouped = measure(1, () => orderHistory(orders, customers))
  const steps: Record<string, number> = { order_history: grouped.cpu_ms, ...timeModels(grouped.result) }
  const total = round(
    Object.values(steps).reduce((a, b) => a + b, 0),
    0,
  )
  const result = {
    customers,
    orders: orders.day.length,
    steps,
    total_cpu_ms: total,
    rss_mb: round(process.memoryUsage().rss / 1e6, 0),
  }
  printTable(
    json,
    `${customers} customers, ${orders.day.length} orders: ${total} ms of processor, ${result.rss_mb} MB`,
    [steps],
  )
  return result
}

function timeModels(history: OrderHistory): Record<string, number> {
  const steps: Record<string, number> = {}
  const time = <T>(name: string, work: () => T): T => {
    const { result, cpu_ms } = measure(1, work)
    steps[name] = cpu_ms
    return result
  }
  const columns = rfmOf(history, lastDay)
  const firstOrderDays = Float64Array.from(
    { length: history.customers },
    (_, i) => lastDay - history.day[history.offsets[i]],
  )
  time('rfm', () => {
    rfm11(columns)
    rules7(columns, quantileCutOffs(columns))
    filter4({ ...columns, firstOrderDays, yearRevenue: columns.monetary })
  })
  time('clusters', () => clusterCustomers(columns))
  const purchases = time('repeat_purchases', () => repeatPurchases(history, lastDay))
  const fit = time('bg_nbd', () => fitBgNbd(purchases))
  const spend = time('gamma_gamma', () => fitGammaGamma(purchases))
  if (fit.kind !== 'fit' || spend.kind !== 'fit') throw new Error('the simulated shop is too small')
  const cohort = Int32Array.from(purchases.age, (age) => Math.floor((lastDay - age) / 30))
  const { rateFactor, spendFactor } = time('cohorts', () => {
    const rates = cohortRates(fit, purchases, cohort, 25)
    const spends = cohortSpend(purchases.meanAmount, cohort, 25)
    return {
      rateFactor: Float64Array.from(cohort, (c) => rates[c]),
      spendFactor: Float64Array.from(cohort, (c) => spends[c]),
    }
  })
  time('orders_90_365', () => predictOrders(fit, purchases, { horizons: [90, 365], rateFactor }))
  for (const horizon of [90, 365]) {
    time(`value_${horizon}`, () =>
      predictCustomerValue({ orders: fit, spend, purchases, horizon, rateFactor, spendFactor }),
    )
  }
  time('next_order', () => {
    const gaps = fitOrderGaps(history, lastDay)
    return gaps.kind === 'fit' ? predictNextOrders(gaps, history, lastDay) : gaps
  })
  time('churn', () => {
    const churn = fitChurn(history, lastDay)
    return churn.kind === 'fit' ? predictChurn(churn, history, lastDay) : churn
  })
  return steps
}
