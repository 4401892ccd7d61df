import type { StoreConnection } from './connection.ts'
import type { ScenarioRow } from './tables.ts'

export type NewScenario = Pick<ScenarioRow, 'workspace_id' | 'user_id' | 'author_name' | 'name'> & {
  question: unknown
  changes: unknown
}

/** What-ifs that are kept; a removed one can be brought back. */
export function createScenarios({ db, clock, newId }: StoreConnection) {
  const inside = (workspaceId: string) =>
    db.selectFrom('forecast_scenarios').selectAll().where('workspace_id', '=', workspaceId)
  return {
    create: async ({ question, changes, ...scenario }: NewScenario): Promise<ScenarioRow> => {
      const now = clock().toISOString()
      return db
        .insertInto('forecast_scenarios')
        .values({
          ...scenario,
          scenario_id: newId('scn'),
          question: JSON.stringify(question),
          changes: JSON.stringify(changes),
          created_at: now,
          updated_at: now,
          removed_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
    },
    /** Removed ones too. */
    byId: async (scenarioId: string, workspaceId: string): Promise<ScenarioRow | undefined> =>
      inside(workspaceId).where('scenario_id', '=', scenarioId).executeTakeFirst(),
    /** Newest first. */
    list: async (workspaceId: string): Promise<ScenarioRow[]> =>
      inside(workspaceId).where('removed_at', 'is', null).orderBy('scenario_id', 'desc').execute(),
    update: async (
      scenarioId: string,
      { name, question, changes }: { name?: string; question?: unknown; changes?: unknown },
    ): Promise<ScenarioRow> =>
      db
        .updateTable('forecast_scenarios')
        .set({
          ...(name === undefined ? {} : { name }),
          ...(question === undefined ? {} : { question: JSON.stringify(question) }),
          ...(changes === undefined ? {} : { changes: JSON.stringify(changes) }),
          updated_at: clock().toISOString(),
        })
        .where('scenario_id', '=', scenarioId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    setRemoved: async (scenarioId: string, removed: boolean): Promise<void> => {
      await db
        .updateTable('forecast_scenarios')
        .set({ removed_at: removed ? clock().toISOString() : null })
        .where('scenario_id', '=', scenarioId)
        .execute()
    },
  }
}
