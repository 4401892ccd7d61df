import type { Actor } from '../store/audit.ts'
import type { Principal } from './action.ts'

/** The caller as the audit keeps it. */
export function actorOf({ kind, user_id, name }: Principal): Actor {
  return { kind, user_id, name }
}
