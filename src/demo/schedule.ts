import type { Anomaly } from './anomalies.ts'
import type { Buyers } from './buyers.ts'
import type { Events } from './event-list.ts'
import type { PurchaseProcess } from './purchase-process.ts'
import { scheduleByArrivals } from './schedule-by-arrivals.ts'
import { scheduleByPace } from './schedule-by-pace.ts'
import type { World } from './world.ts'

/** Who orders on which day. */
export type Schedule = {
  buyers: Buyers
  events: Events
  /** orders to be expected on each day by everything planned but the anomalies */
  expected: Float64Array
  /** expected first orders on each day */
  arrivals: Float64Array
  /** the process as it was used: the rate is adjusted where the number of orders is fixed */
  process: PurchaseProcess
  /** as large as they must be now that it is known who is there */
  anomalies: Anomaly[]
}

export function scheduleOrders(world: World): Schedule {
  return world.plan.season_by === 'arrivals' ? scheduleByArrivals(world) : scheduleByPace(world)
}
