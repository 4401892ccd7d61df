import { sql } from '../warehouse/sql.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { TrainingHouse } from './training-house.ts'

type Unsettled = { run_id: string; workspace_id: string }

/** Whether the warehouse holds what an intent wanted. */
export async function wasApplied(warehouse: Warehouse, intentId: string): Promise<boolean> {
  const found = await warehouse.reader.rows(
    sql`SELECT 1 AS applied FROM facts.applied_intents WHERE intent_id = ${intentId}`,
  )
  return found.length > 0
}

/** Ends a run as its intent ended: kept, or gone with its file and all it foretold. */
export async function settleRun(
  { store, artifacts }: Pick<TrainingHouse, 'store' | 'artifacts'>,
  { run_id, workspace_id }: Unsettled,
): Promise<void> {
  const run = (await store.modelRuns.unsettled()).find((each) => each.run_id === run_id)
  if (!run) return
  const intent = await store.intents.byId(run.intent_id)
  // an intent that is still open is settled at the next start
  if (intent?.state === 'intended') return
  if (intent?.state === 'done') {
    await store.modelRuns.keep(run_id)
    return
  }
  await artifacts.remove({ workspace_id, model: run.model, run_id })
  await store.modelRuns.drop(run_id)
}

/** At start, once the intents are settled: no run stays half written. */
export async function settleRuns(house: Pick<TrainingHouse, 'store' | 'artifacts'>): Promise<number> {
  const runs = await house.store.modelRuns.unsettled()
  for (const run of runs) await settleRun(house, run)
  for (const { workspace_id } of await house.store.workspaces.list()) {
    await house.artifacts.sweep(
      workspace_id,
      async (runId) => (await house.store.modelRuns.byId(runId, workspace_id)) !== undefined,
    )
  }
  return runs.length
}
