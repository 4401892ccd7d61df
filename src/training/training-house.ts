import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Store } from '../store/store.ts'
import type { Warehouses } from '../warehouse/warehouse.ts'
import type { Artifacts } from './artifacts.ts'
import type { WorkerPool } from './worker-pool.ts'

/** What training works with. */
export type TrainingHouse = {
  store: Store
  warehouses: Warehouses
  clock: Clock
  log: Log
  artifacts: Artifacts
  pool: WorkerPool
  /** RANDOM_STATE */
  seed: number
  min_clusters: number
  max_clusters: number
}
