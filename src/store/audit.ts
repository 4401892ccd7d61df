import { asCount } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { AuditRow } from './tables.ts'

/** Who did it, as the audit keeps it: names stay readable after the account is gone. */
export type Actor = { kind: string; user_id: string | null; name: string }

export type NewAuditEntry = {
  workspace_id: string | null
  action: string
  actor: Actor
  subject?: string | null
  before?: unknown
  after?: unknown
  request_id?: string | null
}

export type AuditEntry = {
  audit_id: string
  workspace_id: string | null
  at: string
  action: string
  actor: Actor
  subject: string | null
  before: unknown
  after: unknown
  request_id: string | null
}

export type AuditFilter = {
  workspace_id: string | null
  action?: string
  user_id?: string
  subject?: string
  from?: string
  until?: string
  limit: number
  offset: number
}

/** What was done, by whom, from what to what: only ever appended to. */
export function createAudit({ db, clock, newId }: StoreConnection) {
  return {
    append: async (entry: NewAuditEntry): Promise<void> => {
      await db
        .insertInto('audit_entries')
        .values({
          audit_id: newId('aud'),
          workspace_id: entry.workspace_id,
          at: clock().toISOString(),
          action: entry.action,
          principal_kind: entry.actor.kind,
          user_id: entry.actor.user_id,
          principal_name: entry.actor.name,
          subject: entry.subject ?? null,
          before_value: toJson(entry.before),
          after_value: toJson(entry.after),
          request_id: entry.request_id ?? null,
        })
        .execute()
    },
    /** Newest first. */
    list: async (filter: AuditFilter): Promise<{ items: AuditEntry[]; total: number }> => {
      let query = db.selectFrom('audit_entries')
      if (filter.workspace_id !== null) query = query.where('workspace_id', '=', filter.workspace_id)
      if (filter.action !== undefined) query = query.where('action', '=', filter.action)
      if (filter.user_id !== undefined) query = query.where('user_id', '=', filter.user_id)
      if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
      if (filter.from !== undefined) query = query.where('at', '>=', filter.from)
      if (filter.until !== undefined) query = query.where('at', '<', filter.until)
      const rows = await query
        .selectAll()
        .orderBy('audit_id', 'desc')
        .limit(filter.limit)
        .offset(filter.offset)
        .execute()
      const { total } = await query
        .select((build) => build.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { items: rows.map(readable), total: asCount(total) }
    },
  }
}

function readable(row: AuditRow): AuditEntry {
  return {
    audit_id: row.audit_id,
    workspace_id: row.workspace_id,
    at: row.at,
    action: row.action,
    actor: { kind: row.principal_kind, user_id: row.user_id, name: row.principal_name },
    subject: row.subject,
    before: fromJson(row.before_value),
    after: fromJson(row.after_value),
    request_id: row.request_id,
  }
}

function toJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

function fromJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
