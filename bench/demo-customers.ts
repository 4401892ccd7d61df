import { shopPlans } from '../src/demo/open-shop.ts'
import { scheduleOrders } from '../src/demo/schedule.ts'
import type { Schedule } from '../src/demo/schedule.ts'
import { createWorld } from '../src/demo/world.ts'
import type { World } from '../src/demo/world.ts'
import { areaUnderCurve } from '../src/models/learning/auc.ts'
import { probabilityAlive } from '../src/models/customers/bg-nbd-prediction.ts'
import { fitBgNbd } from '../src/models/customers/bg-nbd.ts'
import type { BgNbdFit, BgNbdParameters } from '../src/models/customers/bg-nbd.ts'
import type { RepeatPurchases } from '../src/models/customers/repeat-purchases.ts'

/** What the customers of a generated shop did, as the repeat-purchase models see it. */
export function purchasesOf(world: World, { events, buyers }: Schedule): RepeatPurchases {
  const frequency = new Int32Array(buyers.count).fill(-1)
  const last = new Int32Array(buyers.count)
  for (let event = 0; event < events.count; event++) {
    const buyer = events.buyer[event] - 1
    if (buyer < 0 || events.flag[event] === 1) continue
    frequency[buyer] += 1
    last[buyer] = Math.max(last[buyer], events.day[event])
  }
  const first = buyers.first_day.subarray(0, buyers.count)
  return {
    frequency,
    recency: last.map((day, buyer) => day - first[buyer]),
    age: first.map((day) => world.calendar.days - 1 - day),
  }
}

export const parameterNames = ['r', 'alpha', 'a', 'b'] as const

export type Recovery = {
  fit: BgNbdFit
  /** How far each fitted parameter lies from the planted one, in its standard errors on the log scale. */
  deviations: Record<keyof BgNbdParameters, number>
  /** How well the fit ranks those who have left before the others, of all customers. */
  auc: number
  /** The same of those who bought again: the others cannot have left in this model. */
  auc_of_repeaters: number
}

/** Draws a shop without fixed counts and looks whether its customers are understood from what they bought. */
export function recoverCustomers(name: keyof typeof shopPlans, seed: number, scale: number): Recovery {
  const world = createWorld(shopPlans[name], { seed, scale, exact: false })
  const schedule = scheduleOrders(world)
  const purchases = purchasesOf(world, schedule)
  const fit = fitBgNbd(purchases)
  if (fit.kind !== 'fit') throw new Error(`${name} has no customer who bought again`)
  const { alpha_days, ...shape } = schedule.process
  const truth = { ...shape, alpha: alpha_days }
  const deviations = parameterNames.map((each, place) => [
    each,
    Math.log(fit[each] / truth[each]) / Math.sqrt(fit.log_covariance[place * 5]),
  ])
  const everyone = Int32Array.from({ length: schedule.buyers.count }, (_, i) => i)
  const auc = (among: Int32Array): number =>
    areaUnderCurve(
      Float64Array.from(among, (i) => 1 - probabilityAlive(fit, historyOf(purchases, i))),
      Uint8Array.from(among, (i) => (schedule.buyers.gone_day[i] >= 0 ? 1 : 0)),
    )
  return {
    fit,
    deviations: Object.fromEntries(deviations) as Recovery['deviations'],
    auc: auc(everyone),
    auc_of_repeaters: auc(everyone.filter((i) => purchases.frequency[i] > 0)),
  }
}

const historyOf = ({ frequency, recency, age }: RepeatPurchases, i: number) => ({
  frequency: frequency[i],
  recency: recency[i],
  age: age[i],
})
