import { z } from 'zod'
import { AppError, errorCatalogue } from '../../base/errors.ts'
import type { ErrorCode } from '../../base/errors.ts'
import type { JobHandler } from '../../store/job-runner.ts'
import type { House } from '../desk.ts'

export const alertJobKind = 'check-source'

const told = z.object({ code: z.string(), message: z.string() })

/** What is to be looked at is told like work that failed: the bell rings for it. */
export const alertHandler: JobHandler = async (job) => {
  const { code, message } = told.parse(job.input)
  throw new AppError(Object.hasOwn(errorCatalogue, code) ? (code as ErrorCode) : 'internal', message)
}

/** Rings the bell of a workspace once. */
export async function alert(house: House, workspaceId: string, input: z.output<typeof told>): Promise<void> {
  await house.store.jobs.enqueue({ workspace_id: workspaceId, kind: alertJobKind, input })
}
