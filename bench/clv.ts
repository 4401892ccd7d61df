import { seededRandom } from '../src/base/random.ts'
import { expectedOrders } from '../src/models/customers/bg-nbd-prediction.ts'
import { fitBgNbd } from '../src/models/customers/bg-nbd.ts'
import type { BgNbdFit, BgNbdParameters } from '../src/models/customers/bg-nbd.ts'
import { predictCustomerValue } from '../src/models/customers/customer-value.ts'
import { fitGammaGamma } from '../src/models/customers/gamma-gamma.ts'
import { predictOrders } from '../src/models/customers/order-predictions.ts'
import { repeatPurchases } from '../src/models/customers/repeat-purchases.ts'
import { parameterNames, recoverCustomers } from './demo-customers.ts'
import type { Recovery } from './demo-customers.ts'
import type { BenchOptions } from './main.ts'
import { measure, printTable, round } from './measure.ts'
import { dataFile, readCdnow } from './read-data.ts'
import type { DataSet } from './read-data.ts'
import { simulateCustomers } from './simulate-customers.ts'

const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const publishedSpend = { p: 6.25, q: 3.74, gamma: 15.44 }

export async function run({
  data,
  json,
  customers = 1_000_000,
}: BenchOptions): Promise<Record<string, unknown>> {
  const path = dataFile(data, 'cdnow/CDNOW_sample.txt')
  const cdnow = path ? onCdnow(readCdnow(path), json) : undefined
  return {
    cdnow,
    at_size: atSize(customers, json),
    recovery: recovery(json),
    global_store: globalStore(json),
  }
}

function fitted<T extends { kind: string }>(fit: T): Extract<T, { kind: 'fit' }> {
  if (fit.kind !== 'fit') throw new Error(JSON.stringify(fit))
  return fit as Extract<T, { kind: 'fit' }>
}

function onCdnow({ history, firstDay, lastDay }: DataSet, json: boolean): Record<string, unknown> {
  const before = repeatPurchases(history, firstDay + 272)
  const weeks = {
    frequency: before.frequency,
    recency: Float64Array.from(before.recency, (days) => days / 7),
    age: Float64Array.from(before.age, (days) => days / 7),
    meanAmount: before.meanAmount,
  }
  const orders = fitted(fitBgNbd(weeks))
  const spend = fitted(fitGammaGamma(weeks))
  const rows = [
    ...compare(orders, published),
    { figure: 'log likelihood', reference: -9582.43, ours: round(orders.log_likelihood, 3), off: '' },
    {
      figure: 'E[X(39)], x 2, t_x 30.43, T 38.86',
      reference: 1.226,
      ours: round(expectedOrders(published, { frequency: 2, recency: 30.43, age: 38.86 }, 39), 4),
      off: '',
    },
    ...compare(spend, publishedSpend),
  ]
  printTable(json, 'CDNOW sample, 39 weeks, against the published figures', rows)
  const holdout = onHoldout({ history, name: '', firstDay, lastDay }, weeks, orders, spend)
  printTable(json, 'the next 39 weeks', [holdout])
  return { rows, holdout }
}

function compare<T extends Record<string, number>>(fit: T, reference: T): Record<string, unknown>[] {
  return Object.entries(reference).map(([figure, value]) => ({
    figure,
    reference: value,
    ours: round(fit[figure], 4),
    off: `${round(100 * Math.abs(fit[figure] / value - 1), 2)}%`,
  }))
}

function onHoldout(
  { history, firstDay }: DataSet,
  weeks: Parameters<typeof predictCustomerValue>[0]['purchases'],
  orders: BgNbdFit,
  spend: Extract<ReturnType<typeof fitGammaGamma>, { kind: 'fit' }>,
): Record<string, unknown> {
  const horizon = 39
  const predicted = predictOrders(orders, weeks, { horizons: [horizon] }).horizons[0]
  const value = predictCustomerValue({ orders, spend, purchases: weeks, horizon })
  let [bought, spent, ordersInside, moneyInside] = [0, 0, 0, 0]
  for (let i = 0; i < history.customers; i++) {
    let [count, amount] = [0, 0]
    for (let j = history.offsets[i]; j < history.offsets[i + 1]; j++) {
      if (history.day[j] <= firstDay + 272) continue
      count += 1
      amount += history.amount[j]
    }
    bought += count
    spent += amount
    if (count >= predicted.low[i] && count <= predicted.high[i]) ordersInside += 1
    if (amount >= value.low[i] - 1e-6 && amount <= value.high[i] + 1e-6) moneyInside += 1
  }
  return {
    orders_expected: round(
      predicted.expected.reduce((a, b) => a + b, 0),
      0,
    ),
    orders_actual: bought,
    money_expected: round(value.equity.expected, 0),
    money_actual: round(spent, 0),
    orders_in_80_interval: round(ordersInside / history.customers, 3),
    money_in_80_interval: round(moneyInside / history.customers, 3),
  }
}

function atSize(customers: number, json: boolean): Record<string, unknown> {
  const simulated = simulateCustomers(published, {
    customers,
    arrivals: 12,
    end: 39,
    future: 39,
    random: seededRandom(5),
  })
  const { result, ...times } = measure(5, () => fitted(fitBgNbd(simulated)))
  const memory = round(process.memoryUsage().rss / 1e6, 0)
  const prediction = measure(1, () => predictOrders(result, simulated, { horizons: [39] }))
  const expected = prediction.result.horizons[0].expected.reduce((a, b) => a + b, 0)
  const row = {
    customers,
    fit: times,
    rss_mb: memory,
    predict_ms: prediction.median_ms,
    r: round(result.r, 4),
    alpha: round(result.alpha, 3),
    a: round(result.a, 3),
    b: round(result.b, 3),
    expected_over_actual: round(expected / simulated.later.reduce((a, b) => a + b, 0), 4),
  }
  printTable(json, 'simulated from the published fit, distinct times', [
    { ...row, fit: `${times.median_ms} ms (${times.min_ms} to ${times.max_ms}), processor ${times.cpu_ms}` },
  ])
  return row
}

/** How often the 95% interval of each parameter holds the truth; with 100 seeds, 90 to 99 is chance. */
function recovery(json: boolean): Record<string, number> {
  const names = ['r', 'alpha', 'a', 'b'] as const
  const covered: Record<keyof BgNbdParameters, number> = { r: 0, alpha: 0, a: 0, b: 0 }
  for (let seed = 1; seed <= 100; seed++) {
    const random = seededRandom(1000 + seed)
    const fit = fitted(
      fitBgNbd(simulateCustomers(published, { customers: 5_000, arrivals: 12, end: 39, random })),
    )
    for (const [i, name] of names.entries()) {
      const error = Math.sqrt(fit.log_covariance[i * 5])
      if (Math.abs(Math.log(fit[name] / published[name])) < 1.96 * error) covered[name] += 1
    }
  }
  printTable(json, 'seeds of 100 whose 95% interval holds the truth', [covered])
  return covered
}

/** The same on generated global stores, and how well those who have left are ranked before the others. */
function globalStore(json: boolean): Record<string, number> {
  const stores = Array.from({ length: 20 }, (_, seed) => recoverCustomers('global', seed + 1, 1))
  const least = (value: (store: Recovery) => number): number => round(Math.min(...stores.map(value)), 4)
  const row = {
    ...Object.fromEntries(
      parameterNames.map((name) => [
        name,
        stores.filter(({ deviations }) => Math.abs(deviations[name]) < 1.96).length,
      ]),
    ),
    least_auc: least(({ auc }) => auc),
    least_auc_of_repeaters: least((store) => store.auc_of_repeaters),
  }
  printTable(json, 'global stores of 20 whose 95% interval holds the truth, and AUC of having left', [row])
  return row
}
