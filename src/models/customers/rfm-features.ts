import type { Points } from '../learning/k-means.ts'
import type { RfmColumns } from './rfm.ts'

/** How raw recency, frequency and monetary become coordinates: log(1 + value), less the mean, over the deviation. */
export type RfmScaling = { mean: number[]; deviation: number[] }

const logs = ({ recencyDays, frequency, monetary }: RfmColumns): Float64Array => {
  const values = new Float64Array(frequency.length * 3)
  for (let i = 0; i < frequency.length; i++) {
    values[3 * i] = Math.log1p(Math.max(0, recencyDays[i]))
    values[3 * i + 1] = Math.log1p(Math.max(0, frequency[i]))
    values[3 * i + 2] = Math.log1p(Math.max(0, monetary[i]))
  }
  return values
}

/**
 * Learns the scaling of customers' recency (days), frequency and monetary, so that each counts alike in distances. A
 * column without variation keeps deviation 1. Money below zero counts as zero. O(n).
 */
export function fitRfmScaling(columns: RfmColumns): RfmScaling {
  const values = logs(columns)
  const n = Math.max(1, columns.frequency.length)
  const mean = [0, 0, 0]
  const deviation = [0, 0, 0]
  for (let at = 0; at < values.length; at++) mean[at % 3] += values[at] / n
  for (let at = 0; at < values.length; at++) deviation[at % 3] += (values[at] - mean[at % 3]) ** 2 / n
  return { mean, deviation: deviation.map((square) => (square > 1e-18 ? Math.sqrt(square) : 1)) }
}

/** Points of three coordinates, R, F and M, by a scaling learnt before: also of customers it has never seen. O(n). */
export function rfmPoints(columns: RfmColumns, { mean, deviation }: RfmScaling): Points {
  const values = logs(columns)
  for (let at = 0; at < values.length; at++) values[at] = (values[at] - mean[at % 3]) / deviation[at % 3]
  return { values, dimensions: 3 }
}
