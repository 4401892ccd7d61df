import * as augurs from '@bsull/augurs/mstl'
import { augursBinary, isTrap } from './augurs.ts'
import type { ForecastMethod } from './forecast-training.ts'

let state: 'new' | 'ready' | 'broken' = 'new'

/**
 * Seasonal-trend decomposition by loess with exponential smoothing of the trend, by way of the augurs library. Null for
 * series it cannot take (all zero, constant, under two seasons and ten values) and after a trap of its module,
 * which leaves it unusable in this process. About 60 ms for two years of days.
 */
export const mstl: ForecastMethod = {
  name: 'mstl',
  forecast({ values, period, horizon }) {
    if (state === 'broken' || period < 2 || values.length < Math.max(10, 2 * period + 1) || isFlat(values))
      return null
    try {
      if (state === 'new') augurs.initSync({ module: augursBinary('mstl') })
      state = 'ready'
      const model = augurs.MSTL.ets([period])
      try {
        model.fit(values)
        return Float64Array.from(model.predict(horizon).point)
      } finally {
        model.free()
      }
    } catch (error) {
      if (isTrap(error)) state = 'broken'
      return null
    }
  },
}

/** Whether all values are the same. */
export function isFlat(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}
