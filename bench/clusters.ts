import { seededRandom } from '../src/base/random.ts'
import { clusterCustomers } from '../src/models/customers/customer-clusters.ts'
import { kMeans } from '../src/models/learning/k-means.ts'
import { fitRfmScaling, rfmPoints } from '../src/models/customers/rfm-features.ts'
import type { RfmColumns } from '../src/models/customers/rfm.ts'
import { orderHistory } from '../src/models/customers/order-history.ts'
import type { OrderHistory } from '../src/models/customers/order-history.ts'
import type { BenchOptions } from './main.ts'
import { measure, printTable, round } from './measure.ts'
import { dataFile, readOnlineRetail } from './read-data.ts'
import { runPython } from './run-python.ts'
import { simulateOrders } from './simulate-customers.ts'

export async function run({
  data,
  json,
  customers = 100_000,
}: BenchOptions): Promise<Record<string, unknown>> {
  const path = dataFile(data, 'online-retail/online-retail.csv.gz')
  const shops: [string, RfmColumns][] = [[`simulated, ${customers} customers`, simulated(customers)]]
  if (path) {
    const { history, lastDay } = readOnlineRetail(path)
    shops.unshift(['online-retail', rfmOf(history, lastDay)])
  }
  const comparisons = shops.flatMap(([name, columns]) => [4, 8].map((k) => compareStart(name, columns, k)))
  printTable(json, 'k-means from the same start, scikit-learn on one thread beside it', comparisons)
  const clusterings = shops.map(([name, columns]) => whole(name, columns))
  printTable(json, 'the whole: k by silhouette, names, stability, map', clusterings)
  return { comparisons, clusterings }
}

export function rfmOf(history: OrderHistory, lastDay: number): RfmColumns {
  const column = (value: (start: number, end: number) => number): Float64Array =>
    Float64Array.from({ length: history.customers }, (_, i) =>
      value(history.offsets[i], history.offsets[i + 1]),
    )
  return {
    recencyDays: column((_, end) => lastDay - history.day[end - 1]),
    frequency: column((start, end) => end - start),
    monetary: column((start, end) => history.amount.subarray(start, end).reduce((a, b) => a + b, 0)),
  }
}

function simulated(customers: number): RfmColumns {
  const truth = { r: 0.6, alpha: 40, a: 0.793, b: 2.426 }
  const orders = simulateOrders(truth, { customers, arrivals: 600, end: 730, random: seededRandom(6) })
  return rfmOf(orderHistory(orders, customers), 730)
}

const reference = `
import json, sys, time
import numpy as np
from sklearn.cluster import KMeans
x = np.fromfile(sys.argv[1]).reshape(-1, 3)
start = np.fromfile(sys.argv[2]).reshape(-1, 3)
times = []
for run in range(15):
    begin = time.process_time()
    model = KMeans(len(start), init=start, n_init=1).fit(x)
    times.append((time.process_time() - begin) * 1000)
print(json.dumps({'inertia': model.inertia_, 'iterations': model.n_iter_, 'ms': sorted(times)[7]}))
`

function compareStart(data: string, columns: RfmColumns, k: number): Record<string, unknown> {
  const points = rfmPoints(columns, fitRfmScaling(columns))
  const start = points.values.slice(0, 3 * k)
  const { result, cpu_ms } = measure(15, () => kMeans(points, { k, start }))
  if (result.kind !== 'clusters') throw new Error(JSON.stringify(result))
  const theirs = runPython<{ inertia: number; iterations: number; ms: number }>(reference, [
    points.values,
    start,
  ])
  return {
    data,
    k,
    inertia: round(result.inertia, 4),
    cpu_ms,
    iterations: result.iterations,
    reference_inertia: theirs && round(theirs.inertia, 4),
    reference_cpu_ms: theirs && round(theirs.ms, 1),
    inertia_ratio: theirs && round(result.inertia / theirs.inertia, 5),
    time_ratio: theirs && round(cpu_ms / theirs.ms, 2),
  }
}

function whole(data: string, columns: RfmColumns): Record<string, unknown> {
  const { result, median_ms } = measure(1, () => clusterCustomers(columns))
  if (result.kind !== 'clusters') throw new Error(JSON.stringify(result))
  return {
    data,
    ms: median_ms,
    k: result.model.k,
    silhouette: round(result.silhouette, 3),
    stability: round(result.stability, 3),
    explained: result.model.pca.explained_variance.map((share) => round(share, 3)).join(' + '),
    segments: result.clusters.map(({ segment, size }) => `${segment} ${size}`).join(', '),
  }
}
