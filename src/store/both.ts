import type { NewAuditEntry } from './audit.ts'
import type { Intent, NewIntent } from './intents.ts'
import type { Store } from './store.ts'

type Audited = Pick<NewAuditEntry, 'subject' | 'before' | 'after'>

/**
 * Runs a change of the warehouse that the store must know of: nothing acknowledged is lost, repeated or unaudited.
 * `work` gets the intent's id and must record it in `facts.applied_intents` inside its own transaction. What it throws
 * before that commits abandons the intent; an interruption is settled by `settleIntents`.
 */
export async function changeBoth<T>(
  store: Store,
  intent: NewIntent,
  work: (intentId: string) => Promise<T>,
  audit: (result: T) => Audited,
  wasApplied: (intentId: string) => Promise<boolean>,
): Promise<T> {
  const intentId = await store.intents.begin(intent)
  let result: T
  try {
    result = await work(intentId)
  } catch (error) {
    // where even that cannot be told now, the intent stays open for the next start
    const applied = await wasApplied(intentId).catch(() => undefined)
    if (applied === true) await close(store, intentId, intent, recovered(intent))
    if (applied === false) await store.intents.abandon(intentId)
    throw error
  }
  await close(store, intentId, intent, audit(result))
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
    if (await wasApplied(intent)) {
      await close(store, intent.intent_id, intent, recovered(intent))
      completed += 1
    } else {
      await store.intents.abandon(intent.intent_id)
      abandoned += 1
    }
  }
  return { completed, abandoned }
}

/** Whoever closes the intent writes its audit, in the same transaction: so it is written once. */
async function close(store: Store, intentId: string, intent: NewIntent, audited: Audited): Promise<void> {
  const { workspace_id, action, actor, request_id = null } = intent
  await store.transaction(async (inside) => {
    if (await inside.intents.done(intentId))
      await inside.audit.append({ workspace_id, action, actor, request_id, ...audited })
  })
}

function recovered(intent: NewIntent): Audited {
  return { after: { recovered: true, input: intent.input } }
}
