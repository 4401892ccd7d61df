import * as augurs from '@bsull/augurs/prophet'
import { optimizer } from '@bsull/augurs-prophet-wasmstan'
import { augursBinary, isTrap } from './augurs.ts'
import type { ForecastMethod, ForecastTraining } from './forecast-training.ts'
import { isFlat } from './mstl.ts'

let state: 'new' | 'ready' | 'broken' = 'new'

const fewestValues = 14
const daySeconds = 86_400

/**
 * Prophet by way of the augurs library, with its defaults and the events as holidays; its own intervals are not asked
 * for, being drawn without a seed. Null for series it cannot take (not daily or weekly, under 14 values, constant),
 * where its line search fails, and after a trap of its module. About 0.3 s for two years of days.
 */
export const prophet: ForecastMethod = {
  name: 'prophet',
  forecast(training) {
    if (state === 'broken' || !training.calendar) return null
    if (training.values.length < fewestValues || isFlat(training.values)) return null
    try {
      if (state === 'new') augurs.initSync({ module: augursBinary('prophet') })
      state = 'ready'
      return fitAndPredict(training)
    } catch (error) {
      if (isTrap(error)) state = 'broken'
      return null
    }
  },
}

function fitAndPredict(training: ForecastTraining): Float64Array {
  const n = training.values.length
  const holidays = new Map(
    training.effects.map((effect) => [effect.name, { occurrences: occurrences(training, effect) }]),
  )
  const options = {
    optimizer,
    uncertaintySamples: 0,
  }
  const model = new augurs.Prophet(holidays.size > 0 ? { ...options, holidays } : options)
  try {
    const seconds = Array.from(training.days, (day) => day * daySeconds)
    model.fit({ ds: seconds.slice(0, n), y: Array.from(training.values) })
    return Float64Array.from(model.predict({ ds: seconds.slice(n) }).yhat.point)
  } finally {
    model.free()
  }
}

function occurrences(
  training: ForecastTraining,
  effect: ForecastTraining['effects'][number],
): augurs.ProphetHolidayOccurrence[] {
  const result: augurs.ProphetHolidayOccurrence[] = []
  for (let i = 0; i < effect.share.length; i++) {
    if (!(effect.share[i] > 0)) continue
    const start = training.days[i] * daySeconds
    result.push({ start, end: start + daySeconds })
  }
  return result
}
