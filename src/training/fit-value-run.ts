import { predictCustomerValue } from '../models/customers/customer-value.ts'
import type { CustomerValues } from '../models/customers/customer-value.ts'
import { fitOrderGaps, predictNextOrders } from '../models/customers/next-order.ts'
import type { OrderHistory } from '../models/customers/order-history.ts'
import { predictOrders } from '../models/customers/order-predictions.ts'
import type { OrderPrediction } from '../models/customers/order-predictions.ts'
import { isoDay } from './iso-day.ts'
import type { FittedRun, Foretold, PredictedColumns } from './fitted-run.ts'
import { keptShare, keyedHistory } from './order-columns.ts'
import type { OrderColumns } from './order-columns.ts'
import type { TellProgress } from './tasks.ts'
import { backtestValue } from './value-backtest.ts'
import type { RuleBand, ValueBacktest } from './value-backtest.ts'
import { between, fitValueModel } from './value-model.ts'

export type OrdersInput = OrderColumns & { as_of: number; seed: number }

const horizons = [90, 365] as const

/**
 * Orders and value of the next 90 days and 12 months of every customer, and when the next order is due. Served is the
 * model, unless it lost to the rule ("the next days bring what as many before brought") on the last stretch.
 */
export function fitValueRun(input: OrdersInput, tell: TellProgress): FittedRun {
  const { as_of, seed } = input
  const { keys, history } = keyedHistory(input.orders)
  tell(0.1, 'fitting orders and spend')
  const model = fitValueModel(history, as_of)
  if (model.kind === 'not_enough_data') return model
  const { purchases, orders, spend, rateFactor, spendFactor } = model
  tell(0.25, 'predicting orders')
  const counted = predictOrders(orders, purchases, { horizons, rateFactor, seed })
  tell(0.45, 'predicting value')
  const kept = keptShare(input, as_of)
  const valued = horizons.map((horizon) =>
    predictCustomerValue({ orders, spend, purchases, horizon, rateFactor, spendFactor, seed }),
  )
  tell(0.75, 'trying it on the past')
  const backtest = backtestValue(history, as_of, seed)
  const byRule = backtest !== undefined && backtest.relative_error > 1
  const past = horizons.map((days) => between(history, purchases.customer, as_of - days, as_of))
  const said = horizons.map((_, h) =>
    byRule ? saidByRule(past[h], kept, backtest.band) : saidByModel(counted.horizons[h], valued[h], kept),
  )
  const customer_key = purchases.customer.map((i) => keys[i])
  const naive = past[0].value.map((value) => value * kept)
  const equity = (h: 0 | 1) =>
    widened(byRule ? plainTotal(said[h].value) : scaled(valued[h].equity, kept), backtest, byRule)
  const totals: Foretold[] = [
    {
      metric: 'orders_90',
      bucket: null,
      due_day: as_of + 90,
      subjects: customer_key.length,
      predicted: sum(said[0].orders),
      low: null,
      high: null,
      naive: sum(past[0].orders),
    },
    {
      metric: 'revenue_90',
      bucket: null,
      due_day: as_of + 90,
      subjects: customer_key.length,
      predicted: equity(0).expected,
      low: equity(0).low,
      high: equity(0).high,
      naive: sum(naive),
    },
  ]
  const { kind: _, log_covariance: __, ...orderFit } = orders
  const { kind: ___, log_covariance: ____, ...spendFit } = spend
  const learnt = { orders: orderFit, spend: spendFit, kept_share: kept }
  return {
    kind: 'fitted',
    outcome: byRule ? 'rule' : 'model',
    why:
      backtest === undefined ? 'too_little_history_to_compare' : byRule ? 'rule_better' : 'better_than_rule',
    artifact: { ...learnt, orders, spend, as_of: isoDay(as_of), backtest: backtest ?? null },
    summary: {
      served: byRule ? 'rule' : 'model',
      customers: customer_key.length,
      alive: sum(counted.alive),
      orders_90: sum(said[0].orders),
      orders_365: sum(said[1].orders),
      equity_90: equity(0),
      equity_365: equity(1),
    },
    quality: qualityOf(backtest),
    backtest: backtest === undefined ? null : shown(backtest, byRule),
    detail: learnt,
    columns: {
      customer_key: { type: 'integer', values: customer_key },
      alive: { type: 'double', values: counted.alive },
      ...predictedColumns(said),
      ...nextOrderColumns(history, as_of, customer_key.length),
    },
    issued: { due_day: as_of + 90, customer_key, predicted: said[0].value, naive },
    foretold: totals,
  }
}

type Said = Record<'orders' | 'ordersLow' | 'ordersHigh' | 'value' | 'valueLow' | 'valueHigh', Float64Array>

function saidByModel(counted: OrderPrediction, valued: CustomerValues, kept: number): Said {
  return {
    orders: counted.expected,
    ordersLow: Float64Array.from(counted.low),
    ordersHigh: Float64Array.from(counted.high),
    value: valued.expected.map((value) => value * kept),
    valueLow: valued.low.map((value) => value * kept),
    valueHigh: valued.high.map((value) => value * kept),
  }
}

function saidByRule(past: { orders: Float64Array; value: Float64Array }, kept: number, band: RuleBand): Said {
  const value = past.value.map((each) => Math.max(0, each * kept))
  const end = (which: 0 | 1, said: Float64Array, { nothing, share }: RuleBand['orders'], scale: number) =>
    said.map((each) => (each > 0 ? each * share[which] : Math.max(0, nothing[which] * scale)))
  return {
    orders: past.orders,
    ordersLow: end(0, past.orders, band.orders, 1).map(Math.floor),
    ordersHigh: end(1, past.orders, band.orders, 1).map(Math.ceil),
    value,
    valueLow: end(0, value, band.value, kept),
    valueHigh: end(1, value, band.value, kept),
  }
}

function predictedColumns(said: Said[]): PredictedColumns {
  const column = (values: Float64Array) => ({ type: 'double' as const, values })
  return Object.fromEntries(
    horizons.flatMap((days, h) => [
      [`orders_${days}`, column(said[h].orders)],
      [`orders_${days}_low`, column(said[h].ordersLow)],
      [`orders_${days}_high`, column(said[h].ordersHigh)],
      [`value_${days}`, column(said[h].value)],
      [`value_${days}_low`, column(said[h].valueLow)],
      [`value_${days}_high`, column(said[h].valueHigh)],
    ]),
  )
}

/** Its customers are those of the value model: all with an order by the day, in their order. */
function nextOrderColumns(history: OrderHistory, asOf: number, customers: number): PredictedColumns {
  const gaps = fitOrderGaps(history, asOf)
  if (gaps.kind === 'not_enough_data') {
    const unknown = Array.from<null>({ length: customers }).fill(null)
    return {
      usual_gap_days: { type: 'double', values: unknown },
      due_day: { type: 'date', values: unknown },
      overdue_days: { type: 'integer', values: unknown },
      next_day: { type: 'date', values: unknown },
      next_day_low: { type: 'date', values: unknown },
      next_day_high: { type: 'date', values: unknown },
    }
  }
  const next = predictNextOrders(gaps, history, asOf)
  return {
    usual_gap_days: { type: 'double', values: next.usualGap },
    due_day: { type: 'date', values: next.dueDay },
    overdue_days: { type: 'integer', values: next.overdueDays },
    next_day: { type: 'date', values: next.expectedDay },
    next_day_low: { type: 'date', values: next.lowDay },
    next_day_high: { type: 'date', values: next.highDay },
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

type Total = { expected: number; low: number; high: number }

const scaled = ({ expected, low, high }: Total, by: number): Total => ({
  expected: expected * by,
  low: low * by,
  high: high * by,
})

/** How far off a total is at least thought to be, for what no model of customers knows: seasons, prices, the world. */
const leastDoubt = 0.05

/** An 80% interval that also holds how far off the total was when it was tried on the past. */
function widened(total: Total, backtest: ValueBacktest | undefined, byRule: boolean): Total {
  const { value_predicted = 0, value_actual = 0 } = (byRule ? backtest?.rule : backtest?.model) ?? {}
  const seen = value_actual > 0 ? Math.abs(value_predicted / value_actual - 1) : 0
  const doubt = 1.2816 * Math.max(leastDoubt, seen) * total.expected
  const margin = (side: number): number => Math.hypot(Math.abs(total.expected - side), doubt)
  return {
    expected: total.expected,
    low: Math.max(0, total.expected - margin(total.low)),
    high: total.expected + margin(total.high),
  }
}

/** The rule has no interval of its own for everybody together. */
const plainTotal = (values: Float64Array): Total => {
  const expected = sum(values)
  return { expected, low: expected, high: expected }
}

function qualityOf(backtest: ValueBacktest | undefined): Record<string, number> {
  if (backtest === undefined) return {}
  const { model, relative_error } = backtest
  return {
    relative_error,
    orders_rmse: model.orders_rmse,
    value_rmse: model.value_rmse,
    coverage_80: model.coverage_80,
    total_error: model.value_actual > 0 ? model.value_predicted / model.value_actual - 1 : 0,
  }
}

function shown(backtest: ValueBacktest, byRule: boolean) {
  const { day, horizon_days, customers, model, rule, calibration, relative_error } = backtest
  return {
    day: isoDay(day),
    horizon_days,
    customers,
    criterion: 'relative_error',
    candidates: [
      { name: 'rule', served: byRule, figures: { ...rule, relative_error: 1 } },
      { name: 'model', served: !byRule, figures: { ...model, relative_error } },
    ],
    calibration,
  }
}
