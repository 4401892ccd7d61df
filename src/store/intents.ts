import type { Actor } from './audit.ts'
import type { StoreConnection } from './connection.ts'
import type { IntentRow } from './tables.ts'

export type NewIntent = {
  workspace_id: string
  action: string
  actor: Actor
  request_id?: string | null
  /** enough to write the audit by, should the program end before the action itself can */
  input: unknown
}
export type Intent = Required<NewIntent> & {
  intent_id: string
  state: IntentRow['state']
  created_at: string
}

/**
 * A change of both databases is written down here before the warehouse is touched, and closed after. What an
 * interruption leaves open is settled at the next start by asking the warehouse whether it holds the intent's id.
 */
export function createIntents({ db, clock, newId }: StoreConnection) {
  const end = async (intentId: string, state: 'done' | 'abandoned'): Promise<boolean> => {
    const rows = await db
      .updateTable('intents')
      .set({ state, finished_at: clock().toISOString() })
      .where('intent_id', '=', intentId)
      .where('state', '=', 'intended')
      .returning('intent_id')
      .execute()
    return rows.length === 1
  }
  return {
    begin: async (intent: NewIntent): Promise<string> => {
      const intentId = newId('int')
      await db
        .insertInto('intents')
        .values({
          intent_id: intentId,
          workspace_id: intent.workspace_id,
          action: intent.action,
          principal_kind: intent.actor.kind,
          user_id: intent.actor.user_id,
          principal_name: intent.actor.name,
          request_id: intent.request_id ?? null,
          input: JSON.stringify(intent.input ?? null),
          state: 'intended',
          created_at: clock().toISOString(),
          finished_at: null,
        })
        .execute()
      return intentId
    },
    /** True once: whoever closes it writes the audit, in the same transaction. */
    done: async (intentId: string): Promise<boolean> => end(intentId, 'done'),
    abandon: async (intentId: string): Promise<boolean> => end(intentId, 'abandoned'),
    open: async (): Promise<Intent[]> => {
      const rows = await db
        .selectFrom('intents')
        .selectAll()
        .where('state', '=', 'intended')
        .orderBy('intent_id')
        .execute()
      return rows.map(readable)
    },
    byId: async (intentId: string): Promise<Intent | undefined> => {
      const row = await db
        .selectFrom('intents')
        .selectAll()
        .where('intent_id', '=', intentId)
        .executeTakeFirst()
      return row === undefined ? undefined : readable(row)
    },
  }
}

function readable(row: IntentRow): Intent {
  return {
    intent_id: row.intent_id,
    workspace_id: row.workspace_id,
    action: row.action,
    actor: { kind: row.principal_kind, user_id: row.user_id, name: row.principal_name },
    request_id: row.request_id,
    input: JSON.parse(row.input),
    state: row.state,
    created_at: row.created_at,
  }
}
