/** How the seasonal figures act on the level: added to it, or multiplied with it. */
export type SeasonalKind = 'additive' | 'multiplicative'

/** A series without its season, and the seasonal figure of each place in the cycle (index 0 is the first value's). */
export type SeasonalAdjustment = {
  kind: SeasonalKind | 'none'
  adjusted: Float64Array
  indices: Float64Array
}

/**
 * Whether a series has a season of the given period: the autocorrelation at that lag is beyond the 90% limit of
 * Bartlett's formula, the rule of the theta method (Assimakopoulos & Nikolopoulos 2000). Needs three full cycles
 * less one value; shorter series count as not seasonal.
 */
export function isSeasonal(values: Float64Array, period: number, limit = 1.645): boolean {
  const n = values.length
  if (period < 2 || n < 3 * period - 1) return false
  const correlations = autocorrelations(values, period)
  let sum = 0
  for (let lag = 0; lag < period - 1; lag++) sum += correlations[lag] ** 2
  return Math.abs(correlations[period - 1]) > limit * Math.sqrt((1 + 2 * sum) / n)
}

/** Autocorrelations at lags 1 to `maxLag`, all zero for a constant series. */
export function autocorrelations(values: Float64Array, maxLag: number): Float64Array {
  const n = values.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += values[i] / n
  let variance = 0
  for (let i = 0; i < n; i++) variance += (values[i] - mean) ** 2
  const result = new Float64Array(maxLag)
  if (!(variance > 0)) return result
  for (let lag = 1; lag <= maxLag; lag++) {
    let sum = 0
    for (let i = lag; i < n; i++) sum += (values[i] - mean) * (values[i - lag] - mean)
    result[lag - 1] = sum / variance
  }
  return result
}

/**
 * Classical decomposition by centred moving averages. Multiplicative needs values above zero, otherwise the
 * adjustment is additive. A series shorter than two cycles comes back as it is, kind `none`.
 *
 * @example
 * adjustSeason(Float64Array.of(1, 3, 1, 3, 1, 3), 2, 'additive').indices // [-1, 1]
 */
export function adjustSeason(values: Float64Array, period: number, kind: SeasonalKind): SeasonalAdjustment {
  const n = values.length
  if (period < 2 || n < 2 * period) return unadjusted(values, period)
  let usedKind = kind
  for (let i = 0; i < n; i++) if (!(values[i] > 0)) usedKind = 'additive'
  const indices = seasonalIndices(values, period, usedKind)
  const adjusted = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const index = indices[i % period]
    adjusted[i] = usedKind === 'additive' ? values[i] - index : values[i] / index
  }
  return { kind: usedKind, adjusted, indices }
}

/** Puts the season back on forecasts that follow a series of `n` values. */
export function restoreSeason(
  forecast: Float64Array,
  adjustment: SeasonalAdjustment,
  n: number,
): Float64Array {
  if (adjustment.kind === 'none') return forecast
  const { indices, kind } = adjustment
  return forecast.map((value, h) => {
    const index = indices[(n + h) % indices.length]
    return kind === 'additive' ? value + index : value * index
  })
}

function unadjusted(values: Float64Array, period: number): SeasonalAdjustment {
  return { kind: 'none', adjusted: values, indices: new Float64Array(Math.max(1, period)) }
}

function seasonalIndices(values: Float64Array, period: number, kind: SeasonalKind): Float64Array {
  const trend = centredMovingAverage(values, period)
  const half = Math.floor(period / 2)
  const sums = new Float64Array(period)
  const counts = new Float64Array(period)
  for (let i = half; i < values.length - half; i++) {
    if (kind === 'multiplicative' && !(trend[i] > 0)) continue
    sums[i % period] += kind === 'additive' ? values[i] - trend[i] : values[i] / trend[i]
    counts[i % period]++
  }
  const indices = sums.map((sum, s) => (counts[s] > 0 ? sum / counts[s] : kind === 'additive' ? 0 : 1))
  let mean = 0
  for (let s = 0; s < period; s++) mean += indices[s] / period
  for (let s = 0; s < period; s++) {
    if (kind === 'additive') indices[s] -= mean
    else indices[s] = Math.max(0.01, indices[s] / mean)
  }
  return indices
}

function centredMovingAverage(values: Float64Array, period: number): Float64Array {
  const n = values.length
  const half = Math.floor(period / 2)
  const even = period % 2 === 0
  const result = new Float64Array(n)
  let window = 0
  for (let i = 0; i < 2 * half + 1; i++) window += values[i]
  for (let i = half; i < n - half; i++) {
    if (i > half) window += values[i + half] - values[i - half - 1]
    result[i] = even ? (window - 0.5 * (values[i - half] + values[i + half])) / period : window / period
  }
  return result
}
