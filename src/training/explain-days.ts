import type { AnomalyExplanation } from '../contracts/anomalies.ts'
import type { WhyDimension } from '../contracts/why.ts'
import { priceVolumeMix, settle } from '../models/change-parts.ts'
import type { SoldTwice } from '../models/change-parts.ts'
import { cellDimensions } from './day-cells.ts'
import type { CellDimension, DayCells } from './day-cells.ts'
import type { FittedRun } from './fitted-run.ts'
import type { JudgedShop } from './judge-days.ts'
import type { Candidate } from './odd-candidate.ts'
import type { TellProgress } from './tasks.ts'

export type ExplainInput = {
  judged: Omit<JudgedShop, 'order_scores' | 'order_key' | 'day_scores'>
  cells: Record<CellDimension, DayCells[]>
}

/** Groups named of each dimension; the rest is one figure. */
const named = 5

/** Says of each candidate what accounts for it, and lays them out as the rows of a run. */
export function explainDaysTask({ judged, cells }: ExplainInput, tell: TellProgress): FittedRun {
  const { candidates } = judged
  tell(0.1, 'explaining')
  const groups = collect(candidates.length, cells)
  const explained = candidates.map((candidate, i) => explain(candidate, groups[i]))
  const column = <T>(value: (candidate: Candidate) => T): T[] => candidates.map(value)
  const numbers = (value: (candidate: Candidate) => number) => ({
    type: 'double' as const,
    values: Float64Array.from(candidates, value),
  })
  const words = (values: (string | null)[]) => ({ type: 'varchar' as const, values })
  const counted = Object.fromEntries(
    (['low', 'medium', 'high', 'critical'] as const).map((severity) => [
      severity,
      candidates.filter((each) => each.severity === severity).length,
    ]),
  )
  const { days, series, orders, coverage_95 } = judged
  const summary = { days, series, orders, coverage_95, ...counted }
  return {
    kind: 'fitted',
    outcome: 'model',
    why: 'no_rule_to_compare',
    artifact: { ...summary, candidates: candidates.map(({ order_key: _, ...candidate }) => candidate) },
    summary,
    quality: { coverage_95 },
    backtest: null,
    detail: summary,
    columns: {
      day: { type: 'date', values: Int32Array.from(candidates, ({ day }) => day) },
      entity: words(column(({ entity }) => entity)),
      id: words(column(({ id }) => id)),
      order_key: { type: 'integer', values: Int32Array.from(candidates, ({ order_key }) => order_key) },
      method: words(column(({ method }) => method)),
      metric: words(column(({ metric }) => metric)),
      direction: words(column(({ actual, expected }) => (actual >= expected ? 'above' : 'below'))),
      score: numbers(({ score }) => score),
      rank: numbers(({ rank }) => rank),
      severity: words(column(({ severity }) => severity)),
      expected: numbers(({ expected }) => expected),
      expected_low: numbers(({ low }) => low),
      expected_high: numbers(({ high }) => high),
      actual: numbers(({ actual }) => actual),
      explanation: words(explained.map((each) => JSON.stringify(each))),
    },
    issued: null,
    foretold: [],
  }
}

type Group = SoldTwice & { id: string | null; category: string | null }
type Groups = Record<CellDimension, Group[]>

/** The rows of each candidate, its day and the days it is held against side by side. */
function collect(count: number, cells: ExplainInput['cells']): Groups[] {
  const all: Groups[] = Array.from({ length: count }, () => ({
    country: [],
    product: [],
    traffic_source: [],
  }))
  for (const dimension of cellDimensions) {
    for (const { candidate, before, id, category, units, revenue } of cells[dimension]) {
      const known = new Map<string, Group>()
      for (let i = 0; i < candidate.length; i++) {
        const key = `${candidate[i]} ${id[i] === null ? '' : `=${id[i]}`}`
        let group = known.get(key)
        if (group === undefined) {
          group = { id: id[i], category: category[i], units_0: 0, units_1: 0, money_0: 0, money_1: 0 }
          known.set(key, group)
          all[candidate[i]][dimension].push(group)
        }
        if (before[i] === 1) {
          group.units_0 += units[i]
          group.money_0 += revenue[i]
        } else {
          group.units_1 += units[i]
          group.money_1 += revenue[i]
        }
      }
    }
  }
  return all
}

/**
 * What came against what was expected, the expected made up as the same weekdays of the eight weeks before were; where
 * those say nothing, all that came is unexpected. Parts, and each dimension, sum to the difference.
 */
function explain(candidate: Candidate, groups: Groups): AnomalyExplanation {
  if (candidate.entity === 'order') return explainOrder(candidate)
  const filled = cellDimensions.map((dimension) => groups[dimension]).find((each) => each.length > 0) ?? []
  const actual = sum(filled, ({ money_1 }) => money_1)
  const before = sum(filled, ({ money_0 }) => money_0)
  const expected_revenue = Number.isFinite(candidate.expected_revenue) ? candidate.expected_revenue : 0
  const scale = before > 0 ? expected_revenue / before : 0
  const expected = scale > 0 ? expected_revenue : 0
  const difference = actual - expected
  const size = Math.max(Math.abs(actual), expected)
  const scaled = (rows: Group[]): Group[] =>
    rows.map((row) => ({ ...row, units_0: row.units_0 * scale, money_0: row.money_0 * scale }))
  const products = scaled(groups.product)
  const parts = products.length > 0 ? partsOf(products, difference, size) : []
  const dimensions = [
    { dimension: 'country' as const, rows: scaled(groups.country) },
    { dimension: 'category' as const, rows: candidate.entity === 'category' ? [] : byCategory(products) },
    { dimension: 'product' as const, rows: products },
    { dimension: 'traffic_source' as const, rows: scaled(groups.traffic_source) },
  ]
    .filter(({ rows }) => rows.length > 1)
    .map(({ dimension, rows }) => contributions(dimension, rows, difference, size))
    .sort((a, b) => strength(b) - strength(a))
  return {
    metric: 'revenue',
    actual,
    expected,
    difference,
    parts,
    dimensions,
    features: candidate.features,
  }
}

function byCategory(products: readonly Group[]): Group[] {
  return [...Map.groupBy(products, ({ category }) => category)].map(([category, rows]) => ({
    id: category,
    category,
    units_0: sum(rows, ({ units_0 }) => units_0),
    units_1: sum(rows, ({ units_1 }) => units_1),
    money_0: sum(rows, ({ money_0 }) => money_0),
    money_1: sum(rows, ({ money_1 }) => money_1),
  }))
}

type Explained = AnomalyExplanation['dimensions'][number]

function contributions(
  dimension: WhyDimension,
  rows: readonly Group[],
  difference: number,
  size: number,
): Explained {
  const settled = settle(
    rows.map((row) => ({ ...row, amount: row.money_1 - row.money_0 })),
    difference,
    size,
  ).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || String(a.id).localeCompare(String(b.id), 'en'))
  const rest = settled.slice(named)
  return {
    dimension,
    items: settled.slice(0, named).map(({ id, money_0, money_1, amount }) => ({
      id,
      name: id,
      actual: money_1,
      expected: money_0,
      contribution: amount,
    })),
    rest: { count: rest.length, contribution: sum(rest, ({ amount }) => amount) },
  }
}

/** How much of what moved is in the one that moved most. */
function strength({ items, rest }: Explained): number {
  const all = sum(items, ({ contribution }) => Math.abs(contribution)) + Math.abs(rest.contribution)
  return all > 0 ? Math.abs(items[0].contribution) / all : 0
}

/** An order beside the median one: the units it holds more, and what a unit of it is worth more. */
function explainOrder({ features, order }: Candidate): AnomalyExplanation {
  const { amount = 0, units = 0, usual_amount = 0, usual_units = 0 } = order ?? {}
  const row = { units_0: usual_units, units_1: units, money_0: usual_amount, money_1: amount }
  return {
    metric: 'revenue',
    actual: amount,
    expected: usual_amount,
    difference: amount - usual_amount,
    parts: partsOf([row], amount - usual_amount, Math.max(amount, usual_amount)),
    dimensions: [],
    features,
  }
}

function partsOf(rows: readonly SoldTwice[], difference: number, size: number): AnomalyExplanation['parts'] {
  const { volume, mix, price } = priceVolumeMix(rows)
  const parts = [
    { part: 'volume' as const, amount: volume },
    { part: 'mix' as const, amount: mix },
    { part: 'price' as const, amount: price },
  ]
  return settle(parts, difference, size)
}

function sum<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((total, row) => total + value(row), 0)
}
