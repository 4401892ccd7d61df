import type { ForecastMethod, SeriesFrequency } from './forecast-training.ts'
import { harmonicEts, harmonicRegression, harmonicTheta, straightTrend } from './harmonic-regression.ts'
import { mstl } from './mstl.ts'
import { prophet } from './prophet.ts'
import { seasonalNaive } from './seasonal-naive.ts'
import * as smoothing from './smoothing-methods.ts'
import { lastYear, weekTheta } from './week-methods.ts'

const quickDaily: readonly ForecastMethod[] = [
  seasonalNaive,
  smoothing.seasonalEts,
  smoothing.dampedTrend,
  smoothing.simpleSmoothing,
  smoothing.seasonalTheta,
  smoothing.logTheta,
  harmonicRegression,
  straightTrend,
  harmonicTheta,
  harmonicEts,
  weekTheta,
  lastYear,
]
const quickWeekly: readonly ForecastMethod[] = quickDaily.filter(
  (method) => method !== smoothing.seasonalTheta && method !== weekTheta,
)
const quickOther: readonly ForecastMethod[] = [
  seasonalNaive,
  smoothing.seasonalEts,
  smoothing.hierarchicalEts,
  smoothing.dampedTrend,
  smoothing.logDampedTrend,
  smoothing.hierarchicalTheta,
  smoothing.seasonalTheta,
  smoothing.recentTheta,
  smoothing.logTheta,
  smoothing.complexSmoothing,
]

/** The methods that would be tried on a series of this frequency. */
export function forecastMethods(frequency: SeriesFrequency, thorough = false): readonly ForecastMethod[] {
  if (frequency === 'daily') return thorough ? [...quickDaily, mstl, prophet] : quickDaily
  if (frequency === 'weekly') return thorough ? [...quickWeekly, prophet] : quickWeekly
  return thorough && (frequency === 'monthly' || frequency === 'quarterly')
    ? [...quickOther, mstl]
    : quickOther
}
