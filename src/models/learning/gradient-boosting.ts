import { countUp, gather } from '../../math/gather.ts'
import { seededRandom } from '../../base/random.ts'
import { logLoss } from './calibration.ts'
import { binColumns, fitBins } from './feature-bins.ts'
import { sigmoid } from './logistic-regression.ts'
import type { FeatureColumns } from './logistic-regression.ts'
import { TreeGrower, treeLeaf } from './regression-tree.ts'
import type { RegressionTree } from './regression-tree.ts'

/** A sum of trees on the log odds. Plain JSON; a threshold of minus infinity is written as -1e308. */
export type BoostedModel = {
  base: number
  trees: RegressionTree[]
  features: number
  /** Log loss on the rows kept aside, after the trees that were kept. */
  validation_loss: number
}

export type BoostingOptions = {
  trees?: number
  rate?: number
  leaves?: number
  leastRows?: number
  ridge?: number
  /** Share of rows kept aside to stop in time; 0 grows all trees. */
  validationShare?: number
  /** Rounds without improvement after which it stops. */
  patience?: number
  seed?: number
}

/**
 * Gradient boosting of regression trees for a 0/1 label with the logistic loss: features in at most 63 bins, trees
 * grown best leaf first (12 leaves, rate 0.1, at most 120 trees), stopped when a seeded fifth of the rows, kept
 * aside, has not improved for ten rounds. Missing values (NaN) go left. Where one class is missing, or rows are too
 * few to split, the model is the base rate. Invariant to rising transformations of a feature, up to binning.
 * Cost: about 0.1 µs a row, feature and tree.
 */
export function fitBoosting(
  columns: FeatureColumns,
  labels: ArrayLike<number>,
  options: BoostingOptions = {},
): BoostedModel {
  const { trees = 120, rate = 0.1, leaves = 12, leastRows = 20, ridge = 1, validationShare = 0.2 } = options
  const n = labels.length
  const { train, aside } = splitRows(n, validationShare, options.seed ?? 42)
  const base = baseLogOdds(labels, train)
  const model: BoostedModel = { base, trees: [], features: columns.length, validation_loss: 0 }
  const bins = fitBins(columns)
  const binned = binColumns(bins, columns)
  const grower = new TreeGrower({ columns: binned, borders: bins.borders }, n, {
    leaves,
    leastRows,
    ridge,
    rate,
  })
  const scores = new Float64Array(n).fill(base)
  const asideLabels = Uint8Array.from(aside, (row) => labels[row])
  const lossAside = (): number => logLoss(gather(scores, aside).map(sigmoid), asideLabels)
  let [best, kept] = [lossAside(), 0]
  const [gradient, curve] = [new Float64Array(n), new Float64Array(n)]
  for (let round = 1; round <= trees; round++) {
    setGradients(scores, labels, train, gradient, curve)
    const tree = grower.grow(train.slice(), gradient, curve, scores)
    if (tree.feature[0] < 0) break
    model.trees.push(tree)
    for (const row of aside) scores[row] += tree.value[treeLeaf(tree, (j) => columns[j][row])]
    const loss = lossAside()
    if (aside.length === 0 || loss < best - 1e-7) [best, kept] = [loss, round]
    if (round - kept >= (options.patience ?? 10)) break
  }
  model.trees.length = Math.min(model.trees.length, kept)
  for (const tree of model.trees) tree.threshold = tree.threshold.map((value) => Math.max(-1e308, value))
  model.validation_loss = best
  return model
}

function splitRows(
  n: number,
  share: number,
  seed: number,
): { train: Int32Array<ArrayBuffer>; aside: Int32Array } {
  const random = seededRandom(seed)
  const isAside = Uint8Array.from({ length: n }, () => (random() < share ? 1 : 0))
  const rows = countUp(n)
  return { train: rows.filter((i) => isAside[i] === 0), aside: rows.filter((i) => isAside[i] === 1) }
}

function baseLogOdds(labels: ArrayLike<number>, rows: Int32Array): number {
  const ones = rows.reduce((total, row) => total + labels[row], 0)
  return Math.log((ones + 0.5) / (rows.length - ones + 0.5))
}

function setGradients(
  scores: Float64Array,
  labels: ArrayLike<number>,
  rows: Int32Array,
  gradient: Float64Array,
  curve: Float64Array,
): void {
  for (const row of rows) {
    const p = sigmoid(scores[row])
    gradient[row] = p - labels[row]
    curve[row] = Math.max(1e-12, p * (1 - p))
  }
}

/** Probabilities of class 1. O(n trees log leaves). */
export function predictBoosting(model: BoostedModel, columns: FeatureColumns): Float64Array {
  const n = columns[0]?.length ?? 0
  const scores = new Float64Array(n).fill(model.base)
  for (const tree of model.trees) addTree(tree, columns, scores)
  return scores.map(sigmoid)
}

function addTree(tree: RegressionTree, columns: FeatureColumns, scores: Float64Array): void {
  const feature = Int32Array.from(tree.feature)
  const threshold = Float64Array.from(tree.threshold)
  const [left, right] = [Int32Array.from(tree.left), Int32Array.from(tree.right)]
  for (let i = 0; i < scores.length; i++) {
    let node = 0
    while (feature[node] >= 0) node = columns[feature[node]][i] > threshold[node] ? right[node] : left[node]
    scores[i] += tree.value[node]
  }
}

/**
 * What each feature adds to the log odds of one row, by the change of the answer along its path in each tree (Saabas).
 * The contributions and the last entry, the answer of all roots, add up to the row's log odds. O(trees log leaves).
 */
export function boostedContributions(
  model: BoostedModel,
  columns: FeatureColumns,
  row: number,
): Float64Array {
  const parts = new Float64Array(model.features + 1)
  parts[model.features] = model.base
  for (const tree of model.trees) {
    let node = 0
    parts[model.features] += tree.value[0]
    while (tree.feature[node] >= 0) {
      const feature = tree.feature[node]
      const next = columns[feature][row] > tree.threshold[node] ? tree.right[node] : tree.left[node]
      parts[feature] += tree.value[next] - tree.value[node]
      node = next
    }
  }
  return parts
}
