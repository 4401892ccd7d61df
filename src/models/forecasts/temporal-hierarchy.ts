import { choleskyInverse } from '../../math/cholesky.ts'

/** A forecast of the next `horizon` values of a series of the given period, or null where it does not apply. */
export type BaseForecast = (values: Float64Array, period: number, horizon: number) => Float64Array | null

type Node = { block: number; place: number }
type Structure = { blocks: number[]; nodes: Node[]; inverse: Float64Array }

const structures = new Map<number, Structure>()
const fewestValues = 5

/**
 * Forecasts a series at every length of block that divides its season (months, two months, quarters, ... years) and
 * reconciles them by structurally weighted least squares, so that what is only visible over longer blocks, above all
 * the trend, steadies the rest. A series without season is forecast as it is.
 *
 * Reference: Athanasopoulos, Hyndman, Kourentzes & Petropoulos (2017), Forecasting with temporal hierarchies.
 */
export function forecastTemporalHierarchy(
  values: Float64Array,
  period: number,
  horizon: number,
  base: BaseForecast,
): Float64Array | null {
  if (period < 2) return base(values, 1, horizon)
  const { blocks, nodes, inverse } = structureOf(period)
  const cycles = Math.ceil(horizon / period)
  const forecasts = new Map<number, Float64Array>()
  for (const block of blocks) {
    const summed = block === 1 ? values : blockSums(values, block)
    const places = period / block
    const forecast = summed.length < fewestValues ? null : base(summed, places, cycles * places)
    if (forecast !== null) forecasts.set(block, forecast)
  }
  const bottom = forecasts.get(1)
  if (bottom === undefined) return null
  const result = new Float64Array(cycles * period)
  const pulled = new Float64Array(period)
  for (let cycle = 0; cycle < cycles; cycle++) {
    pulled.fill(0)
    for (const { block, place } of nodes) {
      const own = forecasts.get(block)
      const first = place * block
      const value =
        own === undefined
          ? sumOf(bottom, cycle * period + first, block)
          : own[cycle * (period / block) + place]
      for (let i = first; i < first + block; i++) pulled[i] += value / block
    }
    for (let i = 0; i < period; i++) {
      let sum = 0
      for (let j = 0; j < period; j++) sum += inverse[i * period + j] * pulled[j]
      result[cycle * period + i] = sum
    }
  }
  return result.subarray(0, horizon)
}

function blockSums(values: Float64Array, block: number): Float64Array {
  const count = Math.floor(values.length / block)
  const offset = values.length - count * block
  const sums = new Float64Array(count)
  for (let i = 0; i < count; i++) sums[i] = sumOf(values, offset + i * block, block)
  return sums
}

function sumOf(values: Float64Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += values[i]
  return sum
}

/** The blocks of one season and the inverse of S'WS, where a block of k values weighs 1/k. */
function structureOf(period: number): Structure {
  const known = structures.get(period)
  if (known !== undefined) return known
  const blocks: number[] = []
  const nodes: Node[] = []
  const square = new Float64Array(period * period)
  for (let block = 1; block <= period; block++) {
    if (period % block !== 0) continue
    blocks.push(block)
    for (let place = 0; place < period / block; place++) {
      nodes.push({ block, place })
      for (let i = place * block; i < (place + 1) * block; i++) {
        for (let j = place * block; j < (place + 1) * block; j++) square[i * period + j] += 1 / block
      }
    }
  }
  const structure = {
    blocks,
    nodes,
    inverse: choleskyInverse(square, period) ?? new Float64Array(period * period),
  }
  structures.set(period, structure)
  return structure
}
