import { asCount } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { ModelRunRow } from './tables.ts'

export type RunOutcome = ModelRunRow['outcome']

/** One fitting of a model: what it saw, what it took, how good it was, and what came of it. */
export type ModelRun = {
  run_id: string
  workspace_id: string
  model: string
  job_id: string | null
  /** what is served since: the model, its naive rule where that did better, or nothing for want of data */
  outcome: RunOutcome
  /** made afterwards as of an earlier day, from what was known then */
  backcast: boolean
  /** null where the shop has no counted day */
  as_of: string | null
  /** the versions of the data it saw, by area */
  versions: Record<string, number>
  parameters: Record<string, unknown>
  seed: number
  seconds: number
  memory_mb: number
  /** quality, backtest, calibration; what is needed and what there is where data were too few */
  detail: Record<string, unknown>
  created_at: string
}

export type NewModelRun = Omit<ModelRun, 'created_at'> & { intent_id: string }

/**
 * The runs of models. A run is written down before the warehouse holds its predictions and counts once both hold it;
 * what an interruption leaves between is settled by the intent both know of.
 */
export function createModelRuns({ db, clock, newId }: StoreConnection) {
  const kept = (workspaceId: string, model?: string) => {
    const query = db
      .selectFrom('model_runs')
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'kept')
    return model === undefined ? query : query.where('model', '=', model)
  }
  return {
    newId: (): string => newId('run'),
    begin: async (run: NewModelRun): Promise<void> => {
      await db
        .insertInto('model_runs')
        .values({
          ...run,
          state: 'keeping',
          backcast: run.backcast ? 1 : 0,
          versions: JSON.stringify(run.versions),
          parameters: JSON.stringify(run.parameters),
          detail: JSON.stringify(run.detail),
          created_at: clock().toISOString(),
        })
        .execute()
    },
    keep: async (runId: string): Promise<void> => {
      await db.updateTable('model_runs').set({ state: 'kept' }).where('run_id', '=', runId).execute()
    },
    /** What it foretold goes with it. */
    drop: async (runId: string): Promise<void> => {
      await db.deleteFrom('model_runs').where('run_id', '=', runId).execute()
    },
    /** All that was learnt and foretold in a workspace. */
    dropAll: async (workspaceId: string): Promise<void> => {
      await db.deleteFrom('model_runs').where('workspace_id', '=', workspaceId).execute()
    },
    /** Begun and neither kept nor dropped. */
    unsettled: async (): Promise<
      { run_id: string; workspace_id: string; model: string; intent_id: string }[]
    > =>
      db
        .selectFrom('model_runs')
        .select(['run_id', 'workspace_id', 'model', 'intent_id'])
        .where('state', '=', 'keeping')
        .execute(),
    byId: async (runId: string, workspaceId: string): Promise<ModelRun | undefined> => {
      const row = await kept(workspaceId).where('run_id', '=', runId).selectAll().executeTakeFirst()
      return row === undefined ? undefined : readable(row)
    },
    /** The newest run, backcasts aside. */
    latest: async (workspaceId: string, model: string): Promise<ModelRun | undefined> => {
      const row = await kept(workspaceId, model)
        .where('backcast', '=', 0)
        .selectAll()
        .orderBy('run_id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? undefined : readable(row)
    },
    /** Newest first. */
    list: async (filter: {
      workspace_id: string
      model: string
      limit: number
    }): Promise<{ items: ModelRun[]; total: number }> => {
      const query = kept(filter.workspace_id, filter.model)
      const rows = await query.selectAll().orderBy('run_id', 'desc').limit(filter.limit).execute()
      const { total } = await query
        .select((build) => build.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { items: rows.map(readable), total: asCount(total) }
    },
  }
}

function readable({ state: _, intent_id: __, ...row }: ModelRunRow): ModelRun {
  return {
    ...row,
    backcast: row.backcast === 1,
    versions: JSON.parse(row.versions) as Record<string, number>,
    parameters: JSON.parse(row.parameters) as Record<string, unknown>,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }
}
