import { importJobKind, refreshJobKind, restateJobKind } from '../store/job-kinds.ts'
import type { JobHandler } from '../store/job-runner.ts'
import type { House } from './desk.ts'
import { importHandler } from './imports/import-job.ts'
import { refreshHandler } from './sources/refresh-job.ts'
import { alertHandler, alertJobKind } from './sources/source-alert.ts'
import { restateHandler } from './money/restate-job.ts'

/** What this process can do of what is queued. */
export function jobHandlers(house: House): Record<string, JobHandler> {
  return {
    [importJobKind]: importHandler(house),
    [restateJobKind]: restateHandler(house),
    [refreshJobKind]: refreshHandler(house),
    [alertJobKind]: alertHandler,
  }
}
