/**
 * A tree as columns, one entry a node, the root first. A row goes left where its value is at most the threshold or is
 * missing. Leaves have feature -1. `value` is what the node would answer if it were a leaf. Plain JSON.
 */
export type RegressionTree = {
  feature: number[]
  threshold: number[]
  left: number[]
  right: number[]
  value: number[]
}

export type TreeOptions = { leaves: number; leastRows: number; ridge: number; rate: number }

type Leaf = {
  node: number
  start: number
  end: number
  gradient: number
  curve: number
  histogram: Float64Array
  split: Split | undefined
}
type Split = { feature: number; bin: number; gain: number; gradient: number; curve: number; rows: number }

/** Bin numbers of the training rows, how many bins each feature has, and its borders. */
export type BinnedRows = { columns: readonly Uint8Array[]; borders: readonly (readonly number[])[] }

/** Sum of gradients, of curvatures and of rows for each bin of each feature, in slots of three. */
const slot = 3

/**
 * Grows one regression tree on gradients and curvatures, best leaf first, from histograms of binned features: the
 * smaller child's histogram is counted, the larger one's is the parent's less that. `rows` is reordered so that each
 * leaf is a run of it. Follows the second-order gain of Chen & Guestrin (2016). O(rows features log leaves).
 */
export class TreeGrower {
  readonly #data: BinnedRows
  readonly #options: TreeOptions
  readonly #offsets: Int32Array
  readonly #scratch: Int32Array
  /** Where each value of each row counts, row after row: a row is read at once, and its places lie beside each other. */
  readonly #places: Uint16Array
  #gradient = new Float64Array(0)
  #curve = new Float64Array(0)
  #rows = new Int32Array(0)

  constructor(data: BinnedRows, rows: number, options: TreeOptions) {
    this.#data = data
    this.#options = options
    this.#offsets = new Int32Array(data.columns.length + 1)
    for (let j = 0; j < data.columns.length; j++)
      this.#offsets[j + 1] = this.#offsets[j] + data.borders[j].length + 2
    this.#scratch = new Int32Array(rows)
    this.#places = this.#placesOf(rows)
  }

  #placesOf(rows: number): Uint16Array {
    const d = this.#data.columns.length
    const places = new Uint16Array(rows * d)
    for (let j = 0; j < d; j++) {
      const column = this.#data.columns[j]
      for (let row = 0; row < rows; row++) places[row * d + j] = (this.#offsets[j] + column[row]) * slot
    }
    return places
  }

  /** Grows a tree and adds its answers, times the rate, to `scores` of the rows it was grown on. */
  grow(
    rows: Int32Array<ArrayBuffer>,
    gradient: Float64Array<ArrayBuffer>,
    curve: Float64Array<ArrayBuffer>,
    scores: Float64Array,
  ): RegressionTree {
    this.#rows = rows
    this.#gradient = gradient
    this.#curve = curve
    const tree: RegressionTree = { feature: [], threshold: [], left: [], right: [], value: [] }
    const root = this.#leaf(tree, 0, rows.length, this.#count(0, rows.length))
    const leaves = [root]
    while (leaves.length < this.#options.leaves) {
      const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a))
      if (!best.split) break
      leaves.splice(leaves.indexOf(best), 1, ...this.#divide(tree, best, best.split))
    }
    for (const leaf of leaves) {
      for (let k = leaf.start; k < leaf.end; k++) scores[rows[k]] += tree.value[leaf.node]
    }
    return tree
  }

  #leaf(tree: RegressionTree, start: number, end: number, histogram: Float64Array): Leaf {
    let [gradient, curve] = [0, 0]
    for (let bin = 0; bin < this.#offsets[1]; bin++) {
      gradient += histogram[bin * slot]
      curve += histogram[bin * slot + 1]
    }
    const node = tree.feature.length
    tree.feature.push(-1)
    tree.threshold.push(0)
    tree.left.push(-1)
    tree.right.push(-1)
    tree.value.push((-this.#options.rate * gradient) / (curve + this.#options.ridge))
    const leaf: Leaf = { node, start, end, gradient, curve, histogram, split: undefined }
    leaf.split = this.#bestSplit(leaf)
    return leaf
  }

  #count(start: number, end: number): Float64Array {
    const d = this.#data.columns.length
    const histogram = new Float64Array(this.#offsets[d] * slot)
    for (let k = start; k < end; k++) {
      const row = this.#rows[k]
      const gradient = this.#gradient[row]
      const curve = this.#curve[row]
      for (let cell = row * d; cell < row * d + d; cell++) {
        const at = this.#places[cell]
        histogram[at] += gradient
        histogram[at + 1] += curve
        histogram[at + 2] += 1
      }
    }
    return histogram
  }

  #bestSplit(leaf: Leaf): Split | undefined {
    const { ridge, leastRows } = this.#options
    const count = leaf.end - leaf.start
    const score = (gradient: number, curve: number): number => (gradient * gradient) / (curve + ridge)
    const whole = score(leaf.gradient, leaf.curve)
    let best: Split | undefined
    for (let j = 0; j < this.#data.columns.length; j++) {
      let [gradient, curve, rows] = [0, 0, 0]
      const last = this.#offsets[j + 1] - this.#offsets[j] - 1
      for (let bin = 0; bin < last; bin++) {
        const at = (this.#offsets[j] + bin) * slot
        gradient += leaf.histogram[at]
        curve += leaf.histogram[at + 1]
        rows += leaf.histogram[at + 2]
        if (rows < leastRows || count - rows < leastRows) continue
        const gain = score(gradient, curve) + score(leaf.gradient - gradient, leaf.curve - curve) - whole
        if (gain > (best?.gain ?? 1e-9)) best = { feature: j, bin, gain, gradient, curve, rows }
      }
    }
    return best
  }

  #divide(tree: RegressionTree, leaf: Leaf, split: Split): [Leaf, Leaf] {
    const middle = this.#partition(leaf, split)
    const leftIsSmall = middle - leaf.start <= leaf.end - middle
    const small = leftIsSmall ? this.#count(leaf.start, middle) : this.#count(middle, leaf.end)
    const large = leaf.histogram
    for (let at = 0; at < large.length; at++) large[at] -= small[at]
    tree.feature[leaf.node] = split.feature
    tree.threshold[leaf.node] =
      split.bin === 0 ? Number.NEGATIVE_INFINITY : this.#data.borders[split.feature][split.bin - 1]
    const left = this.#leaf(tree, leaf.start, middle, leftIsSmall ? small : large)
    const right = this.#leaf(tree, middle, leaf.end, leftIsSmall ? large : small)
    tree.left[leaf.node] = left.node
    tree.right[leaf.node] = right.node
    return [left, right]
  }

  /** Moves the rows that go left before the others, keeping their order; answers where the others begin. */
  #partition(leaf: Leaf, split: Split): number {
    const column = this.#data.columns[split.feature]
    let [left, right] = [leaf.start, 0]
    for (let k = leaf.start; k < leaf.end; k++) {
      const row = this.#rows[k]
      if (column[row] <= split.bin) this.#rows[left++] = row
      else this.#scratch[right++] = row
    }
    this.#rows.set(this.#scratch.subarray(0, right), left)
    return left
  }
}

/** Bin numbers can stand for values: the answer of a tree for a binned row. */
export function treeLeaf(tree: RegressionTree, valueOf: (feature: number) => number): number {
  let node = 0
  while (tree.feature[node] >= 0) {
    node = valueOf(tree.feature[node]) > tree.threshold[node] ? tree.right[node] : tree.left[node]
  }
  return node
}
