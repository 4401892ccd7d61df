import { seededRandom } from '../src/base/random.ts'
import { normalDraw } from '../src/math/normal-distribution.ts'
import { areaUnderCurve } from '../src/models/learning/auc.ts'
import { fitIsolationForest, isolationScores } from '../src/models/learning/isolation-forest.ts'
import type { BenchOptions } from './main.ts'
import { measure, printTable, round } from './measure.ts'
import { runPython } from './run-python.ts'

const dimensions = 4
const seeds = 10

/** Planted anomalies: one point in fifty drawn 2.2 times as wide as the others, which lie in three groups. */
export async function run({ json }: BenchOptions): Promise<Record<string, unknown>> {
  const count = 5000
  const random = seededRandom(1)
  const odd = Float64Array.from({ length: count }, (_, i) => (i % 50 === 0 ? 1 : 0))
  const values = Float64Array.from({ length: count * dimensions }, (_, at) => {
    const i = Math.floor(at / dimensions)
    return (odd[i] ? 2.2 : 1) * normalDraw(random) + (i % 3) * (at % 2) * 2
  })
  let auc = 0
  const { median_ms } = measure(1, () => {
    for (let seed = 0; seed < seeds; seed++) {
      const forest = fitIsolationForest({ values, dimensions }, { seed })
      if (forest.kind === 'fit')
        auc += areaUnderCurve(isolationScores(forest, { values, dimensions }), odd) / seeds
    }
  })
  const theirs = runPython<{ auc: number; ms: number }>(reference, [values, odd])
  const row = {
    auc: round(auc, 4),
    ms: round(median_ms / seeds, 1),
    reference_auc: theirs && round(theirs.auc, 4),
    reference_ms: theirs && round(theirs.ms, 1),
  }
  printTable(json, `isolation forest, mean of ${seeds} seeds`, [row])
  return row
}

const reference = `
import json, sys, time
import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
x = np.fromfile(sys.argv[1]).reshape(-1, ${dimensions})
y = np.fromfile(sys.argv[2])
begin = time.perf_counter()
auc = np.mean([roc_auc_score(y, -IsolationForest(random_state=s).fit(x).score_samples(x)) for s in range(${seeds})])
print(json.dumps({'auc': auc, 'ms': (time.perf_counter() - begin) * 1000 / ${seeds}}))
`
