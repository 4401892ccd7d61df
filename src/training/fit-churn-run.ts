import { churnLabels, churnFeatures, churnRows } from '../models/customers/churn-features.ts'
import { fitChurn, predictChurn } from '../models/customers/churn-model.ts'
import type { ChurnModel, ChurnPredictions } from '../models/customers/churn-model.ts'
import { hiatusProbability, tuneHiatusRule } from '../models/customers/hiatus-rule.ts'
import type { OrderHistory } from '../models/customers/order-history.ts'
import { sampleRows } from '../models/learning/silhouette.ts'
import { isoDay } from './iso-day.ts'
import type { FittedRun, Foretold } from './fitted-run.ts'
import type { OrdersInput } from './fit-value-run.ts'
import { keyedHistory } from './order-columns.ts'
import type { TellProgress } from './tasks.ts'

/** Customers on whom the rule is tuned. */
const ruleSample = 20_000
const recency = churnFeatures.findIndex(({ name }) => name === 'recency_days')

/**
 * How likely each active customer is gone, by the best of three models, or by the tuned rule where none beats it on the
 * last stretch.
 */
export function fitChurnRun(input: OrdersInput, tell: TellProgress): FittedRun {
  const { as_of, seed } = input
  const { keys, history } = keyedHistory(input.orders)
  tell(0.1, 'comparing models with the rule')
  const model = fitChurn(history, as_of, { seed })
  if (model.kind === 'not_enough_data') return model
  tell(0.7, 'predicting')
  const predictions = predictChurn(model, history, as_of)
  const naive = ruleProbability(model, history, as_of, { predictions, seed })
  const customer_key = predictions.customer.map((i) => keys[i])
  const { served, horizon_days, active_days, backtest } = model
  const { probability, reasons } = predictions
  const due_day = as_of + horizon_days
  const gone = probability.reduce((total, p) => total + p, 0)
  const byRule = served === 'rule'
  return {
    kind: 'fitted',
    outcome: byRule ? 'rule' : 'model',
    why: byRule ? 'rule_better' : 'better_than_rule',
    artifact: { ...model, as_of: isoDay(as_of) },
    summary: {
      served,
      horizon_days,
      active_days,
      customers: customer_key.length,
      expected_gone: gone,
      expected_churn_rate: customer_key.length > 0 ? gone / customer_key.length : 0,
    },
    quality: qualityOf(model),
    backtest: {
      day: isoDay(backtest.day),
      horizon_days,
      customers: backtest.rows,
      criterion: 'log_loss',
      candidates: backtest.scores.map(({ model: name, reliability: _, ...figures }) => ({
        name,
        served: name === served,
        figures,
      })),
      calibration: reliabilityOf(model),
    },
    detail: { served, horizon_days, active_days, gone_share: backtest.gone_share },
    columns: {
      customer_key: { type: 'integer', values: customer_key },
      probability: { type: 'double', values: probability },
      ...Object.fromEntries(
        [0, 1, 2].map((place) => [
          `reason_${place}`,
          { type: 'integer', values: Int32Array.from(customer_key, (_, k) => reasons[3 * k + place]) },
        ]),
      ),
    },
    issued: { due_day, customer_key, predicted: probability, naive },
    foretold: foretold(probability, naive, due_day),
  }
}

/** What the rule alone says of the same customers, tuned on the last stretch whose end is known. */
function ruleProbability(
  model: ChurnModel,
  history: OrderHistory,
  asOf: number,
  { predictions, seed }: { predictions: ChurnPredictions; seed: number },
): Float64Array {
  if (model.served === 'rule') return predictions.probability
  const { horizon_days: horizon, active_days: activeDays } = model
  const among = sampleRows(history.customers, ruleSample, seed)
  const rows = churnRows(history, asOf - horizon, { horizon, activeDays, among, repeat: undefined })
  const rule = tuneHiatusRule(rows.columns[recency], churnLabels(history, rows, horizon))
  return hiatusProbability(rule, predictions.columns[recency])
}

function qualityOf({ backtest, served }: ChurnModel): Record<string, number> {
  const own = backtest.scores.find(({ model }) => model === served)
  const rule = backtest.scores.find(({ model }) => model === 'rule')
  if (!own || !rule) return {}
  const { auc, accuracy, calibration_error, log_loss } = own
  return { auc, accuracy, calibration_error, log_loss, rule_accuracy: rule.accuracy, rule_auc: rule.auc }
}

function reliabilityOf({ backtest, served }: ChurnModel) {
  const own = backtest.scores.find(({ model }) => model === served)
  return (own?.reliability ?? []).map(({ observed_rate, ...bin }) => ({ ...bin, observed: observed_rate }))
}

/** The share expected to be gone, of all and of each tenth of the scale of probability. */
function foretold(probability: Float64Array, naive: Float64Array, due_day: number): Foretold[] {
  const entry = (bucket: string | null, rows: number[]): Foretold => {
    const mean = (values: Float64Array): number =>
      rows.reduce((total, k) => total + values[k], 0) / Math.max(1, rows.length)
    return {
      metric: 'gone_share',
      bucket,
      due_day,
      subjects: rows.length,
      predicted: mean(probability),
      low: null,
      high: null,
      naive: mean(naive),
    }
  }
  const parts = Array.from({ length: 10 }, () => [] as number[])
  probability.forEach((p, k) => parts[Math.min(9, Math.floor(p * 10))].push(k))
  if (probability.length === 0) return []
  return [
    entry(null, [...probability.keys()]),
    ...parts.flatMap((rows, tenth) => (rows.length > 0 ? [entry(String(tenth), rows)] : [])),
  ]
}
