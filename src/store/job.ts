import type { JobRow } from './tables.ts'

export type JobStatus = JobRow['status']
export type JobError = { code: string; message: string; details?: unknown }

/** A job as everybody sees it (API.md) and its workspace. */
export type Job = {
  job_id: string
  workspace_id: string
  kind: string
  status: JobStatus
  /** 0 to 1 */
  progress: number
  message: string | null
  result: unknown
  error: JobError | null
  /** it has been asked to stop, and will when its worker has cleaned up */
  cancel_requested: boolean
  created_by: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

/** A job in the hands of a worker. */
export type ClaimedJob = Job & { input: unknown; attempts: number; max_attempts: number }

export type NewJob = {
  workspace_id: string
  kind: string
  input: unknown
  created_by?: string | null
  /** while one of its kind waits or runs in the workspace, that one is the answer */
  alone?: boolean
  /** 1 by default: a job that fails or is interrupted is not tried again unless it says it can be */
  max_attempts?: number
  /** ISO 8601; at once by default */
  run_after?: string
}

export type JobFilter = {
  workspace_id: string
  kind?: string
  status?: JobStatus
  limit: number
  offset: number
}

export function readableJob(row: JobRow): Job {
  return {
    job_id: row.job_id,
    workspace_id: row.workspace_id,
    kind: row.kind,
    status: row.status,
    progress: row.progress,
    message: row.message,
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error === null ? null : (JSON.parse(row.error) as JobError),
    cancel_requested: row.cancel_requested === 1,
    created_by: row.created_by,
    created_at: row.created_at,
    started_at: row.started_at,
    finished_at: row.finished_at,
  }
}
