import type { StoreConnection } from './connection.ts'
import type { LedgerRow } from './tables.ts'

/** A prediction as it was issued. Amounts, counts or shares, as its metric says. */
export type NewLedgerEntry = {
  run_id: string
  workspace_id: string
  model: string
  metric: string
  /** the part of the customers it speaks of, such as a tenth by probability; null for all */
  bucket: string | null
  backcast: boolean
  as_of: string
  due_day: string
  /** how many customers it speaks of */
  subjects: number
  predicted: number
  low: number | null
  high: number | null
  /** what the naive rule said */
  naive: number
}

/** What happened instead, and how far off both were. */
export type LedgerScore = {
  actual: number
  error: number
  naive_error: number
  detail: Record<string, number> | null
}

export type LedgerEntry = NewLedgerEntry & {
  entry_id: string
  issued_at: string
  scored_at: string | null
} & (LedgerScore | { [Name in keyof LedgerScore]: null })

/** What was foretold, kept as it was issued; what happened is added once, when its day has passed. */
export function createLedger({ db, clock, newId }: StoreConnection) {
  const ofKeptRuns = () =>
    db
      .selectFrom('ledger_entries as entry')
      .innerJoin('model_runs as run', 'run.run_id', 'entry.run_id')
      .where('run.state', '=', 'kept')
      .selectAll('entry')
  return {
    issue: async (entries: readonly NewLedgerEntry[]): Promise<void> => {
      if (entries.length === 0) return
      const issued_at = clock().toISOString()
      const rows = entries.map((entry) => ({
        ...entry,
        entry_id: newId('led'),
        backcast: entry.backcast ? 1 : 0,
        issued_at,
        actual: null,
        error: null,
        naive_error: null,
        detail: null,
        scored_at: null,
      }))
      await db.insertInto('ledger_entries').values(rows).execute()
    },
    /** Not scored yet and due on that day or before. */
    due: async (workspaceId: string, model: string, day: string): Promise<LedgerEntry[]> => {
      const rows = await ofKeptRuns()
        .where('entry.workspace_id', '=', workspaceId)
        .where('entry.model', '=', model)
        .where('entry.scored_at', 'is', null)
        .where('entry.due_day', '<=', day)
        .orderBy('entry.entry_id')
        .execute()
      return rows.map(readable)
    },
    /** Once: a score that stands is not changed. */
    score: async (entryId: string, score: LedgerScore): Promise<void> => {
      await db
        .updateTable('ledger_entries')
        .set({
          ...score,
          detail: score.detail === null ? null : JSON.stringify(score.detail),
          scored_at: clock().toISOString(),
        })
        .where('entry_id', '=', entryId)
        .where('scored_at', 'is', null)
        .execute()
    },
    /** The runs with entries that have not been scored. */
    openRuns: async (workspaceId: string, model: string): Promise<string[]> => {
      const rows = await db
        .selectFrom('ledger_entries')
        .select('run_id')
        .distinct()
        .where('workspace_id', '=', workspaceId)
        .where('model', '=', model)
        .where('scored_at', 'is', null)
        .execute()
      return rows.map((row) => row.run_id)
    },
    /** The last day something was issued as of, backcasts aside. */
    lastIssued: async (workspaceId: string, model: string): Promise<string | null> => {
      const row = await db
        .selectFrom('ledger_entries')
        .select((build) => build.fn.max('as_of').as('day'))
        .where('workspace_id', '=', workspaceId)
        .where('model', '=', model)
        .where('backcast', '=', 0)
        .executeTakeFirst()
      return row?.day ?? null
    },
    /** By the day they were made as of, newest first. */
    list: async (workspaceId: string, model: string, limit: number): Promise<LedgerEntry[]> => {
      const rows = await ofKeptRuns()
        .where('entry.workspace_id', '=', workspaceId)
        .where('entry.model', '=', model)
        .orderBy('entry.as_of', 'desc')
        .orderBy('entry.metric')
        .orderBy('entry.bucket')
        .limit(limit)
        .execute()
      return rows.map(readable)
    },
  }
}

function readable(row: LedgerRow): LedgerEntry {
  return {
    ...row,
    backcast: row.backcast === 1,
    detail: row.detail === null ? null : (JSON.parse(row.detail) as Record<string, number>),
  } as LedgerEntry
}
