import type { CalendarFit } from './calendar-regression.ts'
import { fitCalendarRegression, fromLink } from './calendar-regression.ts'
import { etsForms, fitEts, forecastEts } from './ets.ts'
import type { ForecastMethod, ForecastTraining } from './forecast-training.ts'
import { forecastSeasonalTheta } from './theta.ts'

type Trend = 'damped' | 'straight'

const fits: Record<Trend, WeakMap<ForecastTraining, { fit: CalendarFit | null }>> = {
  damped: new WeakMap(),
  straight: new WeakMap(),
}

/** The calendar regression of a training set, fitted once however many methods ask for it. */
function calendarFit(training: ForecastTraining, trend: Trend = 'damped'): CalendarFit | null {
  const known = fits[trend].get(training)
  if (known !== undefined) return known.fit
  const fit = training.calendar
    ? fitCalendarRegression({
        values: training.with_events ?? training.values,
        days: training.days,
        effects: training.effects,
        trend,
        weekly: training.days[1] - training.days[0] < 7 && training.period > 1,
      })
    : null
  fits[trend].set(training, { fit })
  return fit
}

/**
 * Regression on trend, weekday, Fourier terms of the year, holidays and promotions (see `fitCalendarRegression`),
 * plus what the latest errors say about the level, fading as it went in the history.
 */
export const harmonicRegression: ForecastMethod = {
  name: 'harmonic_regression',
  forecast: (training) => withFadingLevel(calendarFit(training), training),
}

/** The same with a trend that goes on as it last went: for shops that grow. */
export const straightTrend: ForecastMethod = {
  name: 'straight_trend',
  forecast: (training) => withFadingLevel(calendarFit(training, 'straight'), training),
}

function withFadingLevel(fit: CalendarFit | null, training: ForecastTraining): Float64Array | null {
  if (fit === null) return null
  const n = training.values.length
  const level = fadingLevel(fit.residuals)
  const result = new Float64Array(training.horizon)
  for (let h = 0; h < result.length; h++) {
    const sum = fit.trend[n + h] + fit.weekly[n + h] + calendarPart(fit, n + h)
    result[h] = fromLink(fit, sum + level.value * level.fade ** (h + 1))
  }
  return result
}

/** Theta on the series without its yearly season and events, which are put back on the forecast. */
export const harmonicTheta: ForecastMethod = {
  name: 'harmonic_theta',
  forecast: (training) =>
    forecastOnRest(training, (values) => forecastSeasonalTheta(values, training.period, training.horizon)),
}

/** Damped exponential smoothing on the series without its yearly season and events. */
export const harmonicEts: ForecastMethod = {
  name: 'harmonic_ets',
  forecast: (training) =>
    forecastOnRest(training, (values) => {
      const seasonal = training.period > 1 && training.period <= 24
      const fit = fitEts(values, training.period, seasonal ? etsForms[6] : etsForms[4])
      return fit === null ? null : forecastEts(fit, training.horizon)
    }),
}

function forecastOnRest(
  training: ForecastTraining,
  forecast: (values: Float64Array) => Float64Array | null,
): Float64Array | null {
  const fit = calendarFit(training)
  if (fit === null || (fit.yearly_order === 0 && fit.effects.length === 0)) return null
  const values = training.with_events ?? training.values
  const rest = values.map((value, i) => {
    const part = calendarPart(fit, i)
    return fit.link === 'log' ? (value + fit.offset) / Math.exp(part) : value - part
  })
  const predicted = forecast(rest)
  if (predicted === null) return null
  return predicted.map((value, h) => {
    const part = calendarPart(fit, values.length + h)
    return fit.link === 'log' ? value * Math.exp(part) - fit.offset : value + part
  })
}

function calendarPart(fit: CalendarFit, i: number): number {
  let sum = fit.yearly[i]
  for (const effect of fit.effects) sum += effect[i]
  return sum
}

/** The smoothed last residual and the rate at which it fades, those that would have served best 7 and 28 ahead. */
function fadingLevel(residuals: Float64Array): { value: number; fade: number } {
  let best = { value: 0, fade: 0 }
  let bestLoss = Infinity
  for (const alpha of [0.05, 0.12, 0.3]) {
    const levels = smoothed(residuals, alpha)
    for (const fade of [0, 0.9, 0.97, 0.99, 1]) {
      const loss = leadLoss(residuals, levels, fade, 7) + leadLoss(residuals, levels, fade, 28)
      if (loss < bestLoss) {
        bestLoss = loss
        best = { value: levels[levels.length - 1], fade }
      }
    }
  }
  return best
}

function smoothed(values: Float64Array, alpha: number): Float64Array {
  const levels = new Float64Array(values.length)
  let level = 0
  for (let i = 0; i < values.length; i++) {
    level += alpha * (values[i] - level)
    levels[i] = level
  }
  return levels
}

function leadLoss(values: Float64Array, levels: Float64Array, fade: number, lead: number): number {
  const factor = fade ** lead
  let loss = 0
  for (let i = lead; i < values.length; i++) loss += Math.abs(values[i] - factor * levels[i - lead])
  return loss / Math.max(1, values.length - lead)
}
