import type { JobHandler } from '../store/job-runner.ts'
import type { House } from './desk.ts'
import { importHandler, importJobKind } from './imports/import-job.ts'
import { refreshHandler, refreshJobKind } from './sources/refresh-job.ts'
import { quietHandler, quietJobKind } from './sources/source-schedule.ts'
import { restateHandler, restateJobKind } from './money/restate-job.ts'

/** What this process can do of what is queued. */
export function jobHandlers(house: House): Record<string, JobHandler> {
  return {
    [importJobKind]: importHandler(house),
    [restateJobKind]: restateHandler(house),
    [refreshJobKind]: refreshHandler(house),
    [quietJobKind]: quietHandler,
  }
}
