import { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { currency, timeZone } from '../../contracts/workspaces.ts'
import { requireRates, restateFacts } from '../../ingest/restate-facts.ts'
import type { Job } from '../../store/job.ts'
import { restateJobKind } from '../../store/job-kinds.ts'
import type { JobHandler } from '../../store/job-runner.ts'
import type { Store } from '../../store/store.ts'
import { areas } from '../../warehouse/warehouse.ts'
import type { Warehouses } from '../../warehouse/warehouse.ts'
import { sql } from '../../warehouse/sql.ts'
import { wasApplied } from '../desk.ts'
import type { House } from '../desk.ts'

// given up between the facts and the workspace, the two would differ: interrupted, it is always taken up again
const attempts = 100

const restateInput = z.object({
  currency: z.object({ from: currency, to: currency }),
  time_zone: z.object({ from: timeZone, to: timeZone }),
  local_times: z.enum(['kept', 'moved']),
  actor: z.object({
    kind: z.string(),
    user_id: z.string().nullable(),
    name: z.string(),
  }),
  request_id: z.string(),
})
type RestateInput = z.output<typeof restateInput>

/**
 * Puts the writing anew of a workspace's facts into the queue. What is being loaded is let end first; refused where a
 * rate is missing and while another one is under way.
 */
export async function enqueueRestating(
  { store, warehouses }: { store: Store; warehouses: Warehouses },
  workspaceId: string,
  input: RestateInput,
): Promise<Job> {
  if (input.currency.from !== input.currency.to) {
    const warehouse = await warehouses.open(workspaceId)
    await requireRates(warehouse.reader, input.currency.to)
  }
  const { job, fresh } = await store.jobs.enqueue({
    workspace_id: workspaceId,
    kind: restateJobKind,
    alone: true,
    input,
    created_by: input.actor.user_id,
    max_attempts: attempts,
  })
  if (!fresh)
    throw new AppError(
      'conflicting_state',
      'the currency or time zone is being changed already: wait until it has ended',
    )
  return job
}

/** Facts first, in one transaction that notes the job; then the workspace itself. Interrupted, it goes on where it was. */
export function restateHandler(house: House): JobHandler {
  return async ({ job_id, workspace_id, input }, { progress }) => {
    const { actor, request_id, ...change } = restateInput.parse(input)
    const { store, clock } = house
    const warehouse = await house.warehouses.open(workspace_id)
    progress(0.05)
    if (!(await wasApplied(warehouse, job_id))) {
      await warehouse.write(areas, async (writer) => {
        await restateFacts(writer, change)
        await writer.run(
          sql`INSERT INTO facts.applied_intents VALUES (${job_id}, CAST(${clock().toISOString()} AS TIMESTAMP))`,
        )
      })
    }
    progress(0.95)
    const [before, after] = (['from', 'to'] as const).map((end) => ({
      currency: change.currency[end],
      time_zone: change.time_zone[end],
    }))
    await store.transaction(async (inside) => {
      await inside.workspaces.update(workspace_id, after)
      // amounts of the old currency: neither served nor held against what comes in the new one
      if (before.currency !== after.currency) await inside.modelRuns.dropAll(workspace_id)
      const entry = { workspace_id, action: 'restate-workspace', actor, request_id, subject: workspace_id }
      await inside.audit.append({ ...entry, before, after })
    })
    // replies made between the two transactions named the old currency
    await warehouse.write(areas, async () => undefined, { marts: 'keep' })
    return after
  }
}
