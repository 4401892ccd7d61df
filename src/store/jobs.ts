import { sql } from 'kysely'
import { readableJob } from './job.ts'
import type { ClaimedJob, Job, JobError, JobFilter, JobStatus, NewJob } from './job.ts'
import type { JobEvents } from './job-events.ts'
import { asCount, inMilliseconds } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { JobRow } from './tables.ts'

export type Jobs = ReturnType<typeof createJobs>

/**
 * The queue. In one workspace one job of a kind runs at a time, and one of an exclusive kind
 * beside no other. A worker holds a job by a lease that it renews by telling
 * its progress; when the lease runs out, the job is free for another attempt, or has failed if that was its last.
 */
export function createJobs({ db, clock, newId, afterCommit }: StoreConnection, events: JobEvents) {
  const now = () => clock().toISOString()
  const tell = (row: JobRow): Job => {
    const job = readableJob(row)
    afterCommit(() => events.tell(job))
    return job
  }
  const byId = async (jobId: string): Promise<JobRow | undefined> =>
    db.selectFrom('jobs').selectAll().where('job_id', '=', jobId).executeTakeFirst()

  /** Ends or returns a job that this worker holds; nothing where it no longer does. */
  const release = async (
    jobId: string,
    worker: string,
    changes: Partial<JobRow>,
  ): Promise<Job | undefined> => {
    const row = await db
      .updateTable('jobs')
      .set({ lease_until: null, worker: null, ...changes })
      .where('job_id', '=', jobId)
      .where('status', '=', 'running')
      .where('worker', '=', worker)
      .returningAll()
      .executeTakeFirst()
    return row === undefined ? undefined : tell(row)
  }

  const enqueue = async (job: NewJob): Promise<{ job: Job; fresh: boolean }> => {
    const row = await db
      .insertInto('jobs')
      .values({
        job_id: newId('job'),
        workspace_id: job.workspace_id,
        kind: job.kind,
        input: JSON.stringify(job.input ?? null),
        status: 'queued',
        alone: job.alone === true ? 1 : 0,
        progress: 0,
        message: null,
        result: null,
        error: null,
        attempts: 0,
        max_attempts: job.max_attempts ?? 1,
        run_after: job.run_after ?? now(),
        worker: null,
        lease_until: null,
        cancel_requested: 0,
        created_by: job.created_by ?? null,
        created_at: now(),
        started_at: null,
        finished_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row !== undefined) return { job: tell(row), fresh: true }
    const present = await db
      .selectFrom('jobs')
      .selectAll()
      .where('workspace_id', '=', job.workspace_id)
      .where('kind', '=', job.kind)
      .where('alone', '=', 1)
      .where('status', 'in', ['queued', 'running'])
      .executeTakeFirst()
    // it may have ended between the two statements: then there is room now
    return present === undefined ? enqueue(job) : { job: readableJob(present), fresh: false }
  }

  /** Ends the leases that ran out: back to the queue, or failed after the last attempt. */
  const expire = async (): Promise<void> => {
    const lost = await db
      .updateTable('jobs')
      .set({
        status: sql<JobStatus>`CASE WHEN cancel_requested = 1 THEN 'cancelled'
          WHEN attempts < max_attempts THEN 'queued' ELSE 'failed' END`,
        error: sql<string | null>`CASE WHEN cancel_requested = 0 AND attempts >= max_attempts
          THEN ${JSON.stringify(interrupted)} ELSE NULL END`,
        finished_at: sql<string | null>`CASE WHEN cancel_requested = 1 OR attempts >= max_attempts
          THEN ${now()} ELSE NULL END`,
        worker: null,
        lease_until: null,
      })
      .where('status', '=', 'running')
      .where('lease_until', '<=', now())
      .returningAll()
      .execute()
    lost.forEach(tell)
  }

  return {
    enqueue,
    byId: async (jobId: string, workspaceId: string): Promise<Job | undefined> => {
      const row = await byId(jobId)
      return row === undefined || row.workspace_id !== workspaceId ? undefined : readableJob(row)
    },
    /** Newest first. */
    list: async (filter: JobFilter): Promise<{ items: Job[]; total: number }> => {
      let query = db.selectFrom('jobs').where('workspace_id', '=', filter.workspace_id)
      if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
      if (filter.status !== undefined) query = query.where('status', '=', filter.status)
      const rows = await query
        .selectAll()
        .orderBy('job_id', 'desc')
        .limit(filter.limit)
        .offset(filter.offset)
        .execute()
      const { total } = await query
        .select((build) => build.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { items: rows.map(readableJob), total: asCount(total) }
    },
    /**
     * The oldest job that may run now, for this worker to hold. A job of an exclusive kind runs beside no other of its
     * workspace, and before those that wait.
     */
    claim: async (
      worker: string,
      kinds: readonly string[],
      leaseMs: number,
      exclusive: readonly string[] = [],
    ): Promise<ClaimedJob | undefined> => {
      if (kinds.length === 0) return undefined
      await expire()
      const row = await db
        .updateTable('jobs')
        .set((build) => ({
          status: 'running',
          worker,
          lease_until: inMilliseconds(clock, leaseMs),
          attempts: build('attempts', '+', 1),
          started_at: build.fn.coalesce('started_at', build.val(now())),
        }))
        .where('status', '=', 'queued')
        .where('job_id', '=', (build) =>
          build
            .selectFrom('jobs as next')
            .select('next.job_id')
            .where('next.status', '=', 'queued')
            .where('next.run_after', '<=', now())
            .where('next.kind', 'in', [...kinds])
            .where((each) =>
              each.not(
                each.exists(
                  each
                    .selectFrom('jobs as other')
                    .select('other.job_id')
                    .whereRef('other.workspace_id', '=', 'next.workspace_id')
                    .whereRef('other.job_id', '<>', 'next.job_id')
                    .where((beside) =>
                      beside.or([
                        beside.and([
                          beside('other.status', '=', 'running'),
                          beside.or([
                            beside('other.kind', '=', beside.ref('next.kind')),
                            beside('next.kind', 'in', [...exclusive]),
                          ]),
                        ]),
                        beside.and([
                          beside('other.status', 'in', ['queued', 'running']),
                          beside('other.kind', 'in', [...exclusive]),
                          beside('next.kind', 'not in', [...exclusive]),
                        ]),
                      ]),
                    ),
                ),
              ),
            )
            .orderBy('next.run_after')
            .orderBy('next.job_id')
            .limit(1),
        )
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) return undefined
      tell(row)
      return {
        ...readableJob(row),
        input: JSON.parse(row.input),
        attempts: row.attempts,
        max_attempts: row.max_attempts,
      }
    },
    /** Renews the lease and notes progress; says whether to go on. */
    progress: async (
      jobId: string,
      worker: string,
      leaseMs: number,
      step: { progress?: number; message?: string } = {},
    ): Promise<'go_on' | 'cancel' | 'lost'> => {
      const row = await db
        .updateTable('jobs')
        .set({ lease_until: inMilliseconds(clock, leaseMs), ...step })
        .where('job_id', '=', jobId)
        .where('status', '=', 'running')
        .where('worker', '=', worker)
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) return 'lost'
      tell(row)
      return row.cancel_requested === 1 ? 'cancel' : 'go_on'
    },
    complete: async (jobId: string, worker: string, result: unknown): Promise<Job | undefined> =>
      release(jobId, worker, {
        status: 'completed',
        progress: 1,
        result: JSON.stringify(result ?? null),
        finished_at: now(),
      }),
    /** Ends it in failure, or puts it back for a later attempt where `retryAfterMs` is given and attempts are left. */
    fail: async (
      jobId: string,
      worker: string,
      error: JobError,
      retryAfterMs?: number,
    ): Promise<Job | undefined> => {
      const held = await byId(jobId)
      if (held !== undefined && retryAfterMs !== undefined && held.attempts < held.max_attempts)
        return release(jobId, worker, {
          status: 'queued',
          run_after: inMilliseconds(clock, retryAfterMs),
          message: error.message,
        })
      return release(jobId, worker, { status: 'failed', error: JSON.stringify(error), finished_at: now() })
    },
    /** Gives a held job back untried, as when the server stops. */
    giveBack: async (jobId: string, worker: string): Promise<Job | undefined> => {
      const held = await byId(jobId)
      return held && release(jobId, worker, { status: 'queued', attempts: held.attempts - 1 })
    },
    cancelled: async (jobId: string, worker: string): Promise<Job | undefined> =>
      release(jobId, worker, { status: 'cancelled', finished_at: now() }),
    /** A waiting job ends at once; a running one is asked to, and ends when its worker has cleaned up. */
    cancel: async (jobId: string, workspaceId: string): Promise<Job | undefined> => {
      const row = await db
        .updateTable('jobs')
        .set({
          cancel_requested: 1,
          finished_at: sql<string | null>`CASE WHEN status = 'queued' THEN ${now()} ELSE finished_at END`,
          status: sql<JobStatus>`CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END`,
        })
        .where('job_id', '=', jobId)
        .where('workspace_id', '=', workspaceId)
        .where('status', 'in', ['queued', 'running'])
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? undefined : tell(row)
    },
    /** At the start of the one server of a data folder: whoever held a lease is gone, so none needs to be waited for. */
    recover: async (): Promise<void> => {
      await db.updateTable('jobs').set({ lease_until: now() }).where('status', '=', 'running').execute()
      await expire()
    },
    /** Forgets what ended before that. */
    sweep: async (olderMs: number): Promise<void> => {
      await db.deleteFrom('jobs').where('finished_at', '<', inMilliseconds(clock, -olderMs)).execute()
    },
    events,
  }
}

const interrupted: JobError = { code: 'interrupted', message: 'the program ended while this was running' }
