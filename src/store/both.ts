import type { NewAuditEntry } from './audit.ts'
import type { Intent, NewIntent } from './intents.ts'
import type { Store } from './store.ts'

/**
 * Runs a change of the warehouse that the store must know of: nothing acknowledged is lost, repeated or unaudited.
 * `work` gets the intent's id and must record it in `facts.applied_intents` inside its own transaction. What it throws
 * before that commits abandons the intent; an interruption is settled by `settleIntents`.
 */
export async function changeBoth<T>(
  store: Store,
  intent: NewIntent,
  work: (intentId: string) => Promise<T>,
  audit: (result: T) => Pick<NewAuditEntry, 'subject' | 'before' | 'after'>,
  wasApplied: (intentId: string) => Promise<boolean>,
): Promise<T> {
  const intentId = await store.intents.begin(intent)
  let result: T
  try {
    result = await work(intentId)
  } catch (error) {
    if (await wasApplied(intentId)) await store.intents.applied(intentId)
    else await store.intents.abandon(intentId)
    throw error
  }
  await store.transaction(async (inside) => {
    if (await inside.intents.done(intentId))
      await inside.audit.append({ ...audited(intent), ...audit(result) })
  })
  return result
}

/** At start: closes what was interrupted, by what the warehouse holds; nothing is done twice. */
export async function settleIntents(
  store: Store,
  wasApplied: (intent: Intent) => Promise<boolean>,
): Promise<{ completed: number; abandoned: number }> {
  let completed = 0
  let abandoned = 0
  for (const intent of await store.intents.open()) {
    if (intent.state === 'applied' || (await wasApplied(intent))) {
      await store.transaction(async (inside) => {
        if (await inside.intents.done(intent.intent_id))
          await inside.audit.append({ ...audited(intent), after: { recovered: true, input: intent.input } })
      })
      completed += 1
    } else {
      await store.intents.abandon(intent.intent_id)
      abandoned += 1
    }
  }
  return { completed, abandoned }
}

function audited(intent: NewIntent): NewAuditEntry {
  return {
    workspace_id: intent.workspace_id,
    action: intent.action,
    actor: intent.actor,
    request_id: intent.request_id ?? null,
  }
}
