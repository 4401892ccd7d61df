import { churnReasons } from '../../contracts/churn.ts'
import type { ChurnModelName, ChurnReason } from '../../contracts/churn.ts'
import { quantile } from '../../math/quantile.ts'
import { churnFeatures } from './churn-features.ts'
import { regressionValue } from './churn-candidates.ts'
import type { ChurnCandidates } from './churn-candidates.ts'
import { boostedContributions } from '../learning/gradient-boosting.ts'
import { logisticContribution } from '../learning/logistic-regression.ts'
import type { FeatureColumns } from '../learning/logistic-regression.ts'

export const reasonsKept = 3
const typicalSample = 10_000
const column = (name: string): number => churnFeatures.findIndex((feature) => feature.name === name)
const [recency, silence, orders] = [column('recency_days'), column('silence_ratio'), column('orders')]

/**
 * The strongest reasons of a row, as indexes into `churnReasons`, at most three, strongest first. For the boosted model
 * and the regression: the features that push this customer's log odds up most, those of one reason added up; for the
 * others, which know only times and counts, and where nothing stands out, plain comparisons with the customer's own
 * rhythm; there is always one. A feature is named only where it is true of the customer: a silence that is long, an order
 * count that is low against the others' (`typical`, from `typicalValues`), whatever weight the model gives it.
 */
export function reasonsOf(
  fits: ChurnCandidates,
  model: ChurnModelName,
  columns: FeatureColumns,
  { row, typical }: { row: number; typical: ArrayLike<number> },
): number[] {
  const parts = featureParts(fits, model, columns, row)
  if (!parts) return plainReasons(columns, row)
  const weight = new Float64Array(churnReasons.length)
  for (let j = 0; j < churnFeatures.length; j++) {
    if (parts[j] < 0 || isTrueOf(j, columns, row, typical[j]))
      weight[reasonIndex(j, columns, row)] += parts[j]
  }
  const strongest = [...weight.keys()]
    .filter((reason) => weight[reason] > 0.05)
    .sort((a, b) => weight[b] - weight[a] || a - b)
    .slice(0, reasonsKept)
  return strongest.length > 0 ? strongest : plainReasons(columns, row)
}

/** The middle value of each feature among the customers who have it, of so many of them. */
export function typicalValues(columns: FeatureColumns): Float64Array {
  return Float64Array.from(columns, (column) => {
    const step = Math.max(1, Math.floor(column.length / typicalSample))
    const known = column.filter((value, i) => i % step === 0 && !Number.isNaN(value))
    return known.length > 0 ? quantile(known, 0.5) : Number.NaN
  })
}

function isTrueOf(feature: number, columns: FeatureColumns, row: number, typical: number): boolean {
  const { reason, speaks } = churnFeatures[feature]
  const value = columns[feature][row]
  if (reason === 'overdue' && !(columns[silence][row] > 1)) return false
  if (Number.isNaN(value)) return columns[orders][row] <= 1 && reasonIsOfOrders(reason)
  return speaks === 'high' ? value > typical : value < typical
}

const reasonIsOfOrders = (reason: ChurnReason): boolean => reason === 'few_orders' || reason === 'irregular'

/** With a single order every sign of few orders says just that. */
function reasonIndex(feature: number, columns: FeatureColumns, row: number): number {
  const { reason } = churnFeatures[feature]
  const lone = columns[orders][row] <= 1 && reasonIsOfOrders(reason)
  return churnReasons.indexOf(lone ? 'one_order_only' : reason)
}

/** What each feature adds to the log odds; undefined for models that do not look at features. */
function featureParts(
  fits: ChurnCandidates,
  model: ChurnModelName,
  columns: FeatureColumns,
  row: number,
): ArrayLike<number> | undefined {
  const { boosted, logistic } = fits
  if (model === 'boosted' && boosted) return boostedContributions(boosted, columns, row)
  if (model !== 'logistic' || !logistic) return undefined
  return columns.map((values, j) => logisticContribution(logistic, j, regressionValue(values[row], j)))
}

function plainReasons(columns: FeatureColumns, row: number): number[] {
  const reasons: number[] = []
  if (columns[orders][row] <= 1) reasons.push(churnReasons.indexOf('one_order_only'))
  if (columns[silence][row] > 1.5) reasons.push(churnReasons.indexOf('overdue'))
  if (columns[recency][row] > 60) reasons.push(churnReasons.indexOf('long_silence'))
  if (columns[orders][row] === 2) reasons.push(churnReasons.indexOf('few_orders'))
  const mildest = columns[silence][row] > 1 ? 'overdue' : 'few_orders'
  return reasons.length > 0 ? reasons.slice(0, reasonsKept) : [churnReasons.indexOf(mildest)]
}
