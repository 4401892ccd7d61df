/** How a product sells: often or seldom, in even or in uneven amounts. */
export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'no_demand'

/** The class and what it rests on: mean periods from sale to sale, and squared variation of what is sold when it sells. */
export type DemandClassification = { demand_class: DemandClass; adi: number; cv2: number }

const seldom = 1.32
const uneven = 0.49

/**
 * Sorts demand by its average interval (ADI: known periods for each period with demand) and the squared coefficient of
 * variation of the amounts (CV²), at the cut-offs of Syntetos, Boylan & Croston (2005). NaN is missing, not zero.
 *
 * @example
 * classifyDemand(Float64Array.of(0, 0, 4, 0, 0, 4)).demand_class // 'intermittent'
 */
export function classifyDemand(values: Float64Array): DemandClassification {
  let known = 0
  let count = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    known++
    if (!(values[i] > 0)) continue
    count++
    sum += values[i]
    squares += values[i] * values[i]
  }
  if (count === 0) return { demand_class: 'no_demand', adi: known, cv2: 0 }
  const mean = sum / count
  const cv2 = count > 1 ? Math.max(0, (squares - count * mean * mean) / (count - 1)) / (mean * mean) : 0
  const adi = known / count
  const demand_class =
    adi < seldom ? (cv2 < uneven ? 'smooth' : 'erratic') : cv2 < uneven ? 'intermittent' : 'lumpy'
  return { demand_class, adi, cv2 }
}
