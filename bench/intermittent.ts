import { fitCroston } from '../src/models/demand/croston.ts'
import { naiveScale, pinballLoss } from '../src/models/forecasts/forecast-accuracy.ts'
import { ruleQuantile, tuneIntermittent } from '../src/models/demand/intermittent-demand.ts'
import type { BenchOptions } from './main.ts'
import { printTable, round } from './measure.ts'
import { dataFile } from './read-data.ts'
import { readLines } from './read-series.ts'

const holdout = 12
const quantiles = [0.5, 0.8, 0.95]

/** A rival's forecast of a quantile of any of the coming months, from the months before. */
type Rival = { name: string; quantile: (past: Float64Array, probability: number) => number }

/**
 * Monthly sales of spare parts, the last twelve months held out. Ours is tuned on the months before; its forecast for
 * the MASE is its median. The others are points, at the quantiles Poisson around their point.
 */
export function run({ data, json }: BenchOptions): Promise<Record<string, unknown>> {
  const path = dataFile(data, 'carparts/carparts.csv.gz')
  if (!path) return Promise.resolve({})
  const all = readParts(path).filter(
    (values) => naiveScale(values.subarray(0, values.length - holdout), 1) > 0,
  )
  const pasts = all.map((values) => values.subarray(0, values.length - holdout))
  const rules = tuneIntermittent(pasts, holdout, quantiles)
  const chosen = [...rules.by_class].flatMap(([demand_class, list]) =>
    list.map((rule) => ({ demand_class, ...rule })),
  )
  const rate = (variant: 'croston' | 'sba') => (past: Float64Array) =>
    fitCroston(past, variant, 0.1)?.rate ?? 0
  const rivals: Rival[] = [
    {
      name: 'ours',
      quantile: (past, probability) => ruleQuantile(past, rules, probability),
    },
    { name: 'zero', quantile: () => 0 },
    ...pointRivals('mean', meanOf),
    ...pointRivals('croston', rate('croston')),
    ...pointRivals('sba', rate('sba')),
  ]
  const rows = rivals.map((rival) => score(rival, all))
  printTable(json, `spare parts: ${all.length} series`, rows)
  printTable(json, 'what the tuning chose on the months before', chosen)
  return Promise.resolve({ series: all.length, rules: chosen, rows })
}

function pointRivals(name: string, point: (past: Float64Array) => number): Rival[] {
  return [
    { name, quantile: (past) => point(past) },
    { name: `${name}, Poisson`, quantile: (past, probability) => poissonQuantile(point(past), probability) },
  ]
}

function score({ name, quantile }: Rival, all: Float64Array[]): Record<string, unknown> {
  let mase = 0
  const losses = quantiles.map(() => 0)
  for (const values of all) {
    const past = values.subarray(0, values.length - holdout)
    const actual = values.subarray(values.length - holdout)
    const scale = naiveScale(past, 1)
    quantiles.forEach((probability, q) => {
      const forecast = new Float64Array(holdout).fill(quantile(past, probability))
      const loss = pinballLoss(actual, forecast, probability)
      losses[q] += loss
      if (probability === 0.5) mase += (2 * loss) / scale
    })
  }
  const [p50, p80, p95] = losses.map((loss) => round(loss / all.length, 4))
  return {
    method: name,
    mase: round(mase / all.length, 4),
    pinball_50: p50,
    pinball_80: p80,
    pinball_95: p95,
  }
}

function readParts(path: string): Float64Array[] {
  const parts = new Map<string, number[]>()
  for (const line of readLines(path)) {
    const [name, , value] = line.split(',')
    const list = parts.get(name) ?? []
    list.push(value === '' || value === undefined ? NaN : Number(value))
    parts.set(name, list)
  }
  return [...parts.values()].map((list) => Float64Array.from(list))
}

function meanOf(past: Float64Array): number {
  let sum = 0
  let count = 0
  for (const value of past) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count === 0 ? 0 : sum / count
}

function poissonQuantile(mean: number, probability: number): number {
  let chance = Math.exp(-mean)
  let sum = chance
  let k = 0
  while (sum < probability && k < 10_000) {
    k++
    chance *= mean / k
    sum += chance
  }
  return k
}
