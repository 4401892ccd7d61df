import { seededRandom } from '../src/base/random.ts'
import { areaUnderCurve } from '../src/models/learning/auc.ts'
import { fitChurn, predictChurn } from '../src/models/customers/churn-model.ts'
import { orderHistory } from '../src/models/customers/order-history.ts'
import type { BenchOptions } from './main.ts'
import { measure, printTable, round } from './measure.ts'
import { dataFile, readCdnow, readOnlineRetail } from './read-data.ts'
import type { DataSet } from './read-data.ts'
import { simulateOrders } from './simulate-customers.ts'

export async function run({
  data,
  json,
  customers = 50_000,
}: BenchOptions): Promise<Record<string, unknown>> {
  const retail = dataFile(data, 'online-retail/online-retail.csv.gz')
  const cdnow = dataFile(data, 'cdnow/CDNOW_master.txt')
  const truth = { r: 0.6, alpha: 40, a: 0.793, b: 2.426 }
  const orders = simulateOrders(truth, { customers, arrivals: 600, end: 730, random: seededRandom(6) })
  const simulated = {
    name: `simulated ${customers}`,
    history: orderHistory(orders, customers),
    firstDay: 0,
    lastDay: 730,
  }
  const results = {
    online_retail: retail ? onShop(readOnlineRetail(retail), json) : undefined,
    cdnow: cdnow ? onShop(readCdnow(cdnow), json) : undefined,
    simulated: onShop(simulated, json, orders.left),
  }
  return results
}

function onShop(
  { name, history, lastDay }: DataSet,
  json: boolean,
  left?: Uint8Array,
): Record<string, unknown> {
  const { result: model, median_ms: fitMs } = measure(1, () => fitChurn(history, lastDay))
  if (model.kind !== 'fit') {
    printTable(json, name, [model])
    return model
  }
  const { result: predictions, median_ms: predictMs } = measure(1, () =>
    predictChurn(model, history, lastDay),
  )
  const scores = model.backtest.scores.map((score) => ({
    model: score.model,
    auc: round(score.auc, 3),
    accuracy: round(score.accuracy, 3),
    log_loss: round(score.log_loss, 4),
    brier: round(score.brier, 4),
    calibration_error: round(score.calibration_error, 3),
  }))
  const summary = {
    served: model.served,
    horizon_days: model.horizon_days,
    rows: model.backtest.rows,
    gone_share: round(model.backtest.gone_share, 3),
    fit_ms: fitMs,
    predict_ms: predictMs,
    auc_of_having_left:
      left &&
      round(
        areaUnderCurve(
          predictions.probability,
          Uint8Array.from(predictions.customer, (i) => left[i]),
        ),
        3,
      ),
  }
  printTable(json, `${name}: ${JSON.stringify(summary)}`, scores)
  return { ...summary, scores }
}
