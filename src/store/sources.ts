import { refreshJobKind } from './job-kinds.ts'
import type { KeptMapping, SourceKind, SourceRecipe, WriteBack } from '../contracts/source-parts.ts'
import { asCount } from './connection.ts'
import type { StoreConnection } from './connection.ts'
import type { SecretBox } from './secret-box.ts'
import type { RefreshRow, SourceRow } from './tables.ts'

/** What a source is, without what is secret of it. */
export type SourceSpec = {
  recipe: SourceRecipe
  currency: string | null
  time_out_seconds: number
  compare_hours: number
  quiet_hours: number | null
  write_back: WriteBack | null
  /** what is read, in the words of whoever reads it */
  feeds: unknown[]
  folder: { path: string; pattern: string } | null
  /** how files of a folder are read that are not understood by themselves */
  mappings?: KeptMapping[]
  /** it is DATABASE_URL, which is not kept */
  from_environment: boolean
}

/** A source that stays connected, as the program works with it. */
export type StoredSource = Omit<SourceRow, 'kind' | 'spec' | 'secret' | 'paused' | 'last_write_back'> & {
  kind: SourceKind
  spec: SourceSpec
  paused: boolean
  last_write_back: { at: string; tables: number; error: string | null; code?: string | null } | null
  /** where and as whom it is read; null for a folder, and where the environment says it */
  secret: () => string | null
}

export type NewSource = {
  workspace_id: string
  name: string
  kind: SourceKind
  spec: SourceSpec
  schedule: string | null
  secret: string | null
  created_by?: string | null
}

export type SourceChange = Partial<Pick<NewSource, 'name' | 'spec' | 'schedule' | 'secret'>> & {
  paused?: boolean
  last_write_back?: StoredSource['last_write_back']
  quiet_told_at?: string | null
}

export type RefreshEnd = Partial<
  Pick<RefreshRow, 'outcome' | 'mode' | 'rows_read' | 'rows_set_aside' | 'quality' | 'import_id'>
> & { changes?: unknown; notes?: readonly string[]; error?: { code: string; message: string } }

/** Sources that stay connected, and what came of each refresh. */
export function createSources({ db, clock, newId }: StoreConnection, box: SecretBox) {
  const now = (): string => clock().toISOString()
  const readable = (row: SourceRow): StoredSource => ({
    ...row,
    kind: row.kind as SourceKind,
    spec: JSON.parse(row.spec) as SourceSpec,
    paused: row.paused === 1,
    last_write_back: row.last_write_back === null ? null : JSON.parse(row.last_write_back),
    secret: () => (row.secret === null ? null : box.open(row.secret)),
  })
  return {
    create: async (source: NewSource): Promise<StoredSource> => {
      const { spec, secret, created_by = null, ...rest } = source
      const row = await db
        .insertInto('sources')
        .values({
          ...rest,
          source_id: newId('src'),
          spec: JSON.stringify(spec),
          secret: secret === null ? null : box.seal(secret),
          paused: 0,
          created_by,
          created_at: now(),
          updated_at: now(),
          last_write_back: null,
          quiet_told_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return readable(row)
    },
    byId: async (sourceId: string, workspaceId: string): Promise<StoredSource | undefined> => {
      const row = await db
        .selectFrom('sources')
        .selectAll()
        .where('source_id', '=', sourceId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst()
      return row && readable(row)
    },
    /** Oldest first; without a workspace those of all. */
    list: async (workspaceId?: string): Promise<StoredSource[]> => {
      let query = db.selectFrom('sources').selectAll()
      if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId)
      return (await query.orderBy('source_id').execute()).map(readable)
    },
    update: async (
      sourceId: string,
      { spec, secret, paused, last_write_back, ...rest }: SourceChange,
    ): Promise<void> => {
      await db
        .updateTable('sources')
        .set({
          ...rest,
          ...(spec === undefined ? {} : { spec: JSON.stringify(spec) }),
          ...(secret === undefined ? {} : { secret: secret === null ? null : box.seal(secret) }),
          ...(paused === undefined ? {} : { paused: paused ? 1 : 0 }),
          ...(last_write_back === undefined ? {} : { last_write_back: JSON.stringify(last_write_back) }),
          updated_at: now(),
        })
        .where('source_id', '=', sourceId)
        .execute()
    },
    remove: async (sourceId: string): Promise<void> => {
      await db.deleteFrom('sources').where('source_id', '=', sourceId).execute()
    },
    beginRefresh: async (
      source: Pick<SourceRow, 'source_id' | 'workspace_id'>,
      jobId: string | null,
    ): Promise<string> => {
      const refresh_id = newId('rfr')
      await db
        .insertInto('source_refreshes')
        .values({
          refresh_id,
          source_id: source.source_id,
          workspace_id: source.workspace_id,
          job_id: jobId,
          started_at: now(),
          finished_at: null,
          outcome: 'running',
          mode: 'changes',
          rows_read: 0,
          rows_set_aside: 0,
          quality: null,
          import_id: null,
          changes: null,
          notes: '[]',
          error: null,
        })
        .execute()
      return refresh_id
    },
    endRefresh: async (
      refreshId: string,
      { changes, notes, error, ...rest }: RefreshEnd,
    ): Promise<RefreshRow> =>
      db
        .updateTable('source_refreshes')
        .set({
          ...rest,
          finished_at: now(),
          changes: changes === undefined ? null : JSON.stringify(changes),
          notes: JSON.stringify(notes ?? []),
          error: error === undefined ? null : JSON.stringify(error),
        })
        .where('refresh_id', '=', refreshId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    /** Newest first. */
    refreshes: async (
      sourceId: string,
      { limit, offset }: { limit: number; offset: number },
    ): Promise<{ items: RefreshRow[]; total: number }> => {
      const query = db.selectFrom('source_refreshes').where('source_id', '=', sourceId)
      const items = await query
        .selectAll()
        .orderBy('refresh_id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute()
      const { total } = await query
        .select((build) => build.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { items, total: asCount(total) }
    },
    /** The refresh that runs or is due; one that waits for another try says so. */
    pendingJob: async (
      source: Pick<SourceRow, 'source_id' | 'workspace_id'>,
    ): Promise<{ job_id: string; waits: boolean } | undefined> => {
      const row = await db
        .selectFrom('jobs')
        .select(['job_id', 'status', 'run_after'])
        .where('workspace_id', '=', source.workspace_id)
        .where('kind', '=', refreshJobKind)
        .where('status', 'in', ['queued', 'running'])
        .where('input', 'like', `%"source_id":"${source.source_id}"%`)
        .orderBy('status', 'desc')
        .executeTakeFirst()
      return row && { job_id: row.job_id, waits: row.status === 'queued' && row.run_after > now() }
    },
    /** What was under way when the program ended. */
    settle: async (): Promise<void> => {
      await db
        .updateTable('source_refreshes')
        .set({
          outcome: 'stopped',
          finished_at: now(),
          error: JSON.stringify({ code: 'interrupted', message: 'the program ended while this was running' }),
        })
        .where('outcome', '=', 'running')
        .execute()
    },
    /** Of what the schedule began and what changed nothing, the history keeps enough: the list of jobs is for people. */
    forgetIdleJobs: async (before: string): Promise<void> => {
      await db
        .deleteFrom('jobs')
        .where('kind', '=', refreshJobKind)
        .where('status', '=', 'completed')
        .where('finished_at', '<', before)
        .where('input', 'like', '%"request_id":"schedule"%')
        .where('result', 'like', '%"outcome":"unchanged"%')
        .execute()
    },
    /** Forgets refreshes that changed nothing, once they are old. */
    sweep: async (before: string): Promise<void> => {
      await db
        .deleteFrom('source_refreshes')
        .where('started_at', '<', before)
        .where('outcome', '=', 'unchanged')
        .execute()
    },
  }
}
