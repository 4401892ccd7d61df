import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Statements run in order, each version once; a version that has been released is never edited. */
type Migration = { version: number; statements: readonly string[]; sqlite?: readonly string[] }

const migrations: readonly Migration[] = [
  {
    version: 1,
    statements: [
      `CREATE TABLE users (
        user_id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash TEXT NOT NULL,
        house_owner INTEGER NOT NULL, created_at TEXT NOT NULL, password_changed_at TEXT NOT NULL, last_sign_in_at TEXT)`,
      `CREATE TABLE workspaces (
        workspace_id TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, time_zone TEXT NOT NULL,
        state TEXT NOT NULL, created_at TEXT NOT NULL)`,
      `CREATE TABLE memberships (
        user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
        workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        role TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (user_id, workspace_id))`,
      'CREATE INDEX memberships_by_workspace ON memberships (workspace_id)',
      `CREATE TABLE refresh_sessions (
        session_id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
        created_at TEXT NOT NULL, expires_at TEXT NOT NULL, revoked_at TEXT, revoked_why TEXT)`,
      'CREATE INDEX refresh_sessions_by_user ON refresh_sessions (user_id)',
      `CREATE TABLE refresh_tokens (
        token_hash TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES refresh_sessions ON DELETE CASCADE,
        created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT)`,
      'CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id)',
      `CREATE TABLE one_time_links (
        link_id TEXT PRIMARY KEY, kind TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
        workspace_id TEXT REFERENCES workspaces ON DELETE CASCADE, email TEXT, role TEXT, created_by TEXT,
        created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT, revoked_at TEXT)`,
      `CREATE TABLE api_keys (
        key_id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        name TEXT NOT NULL, key_hash TEXT NOT NULL UNIQUE, hint TEXT NOT NULL, permissions TEXT NOT NULL,
        created_by TEXT, created_at TEXT NOT NULL, expires_at TEXT, last_used_at TEXT, revoked_at TEXT)`,
      'CREATE INDEX api_keys_by_workspace ON api_keys (workspace_id)',
      'CREATE TABLE login_attempts (attempt_id TEXT PRIMARY KEY, email TEXT NOT NULL, address TEXT NOT NULL, at TEXT NOT NULL)',
      'CREATE INDEX login_attempts_by_time ON login_attempts (at)',
      `CREATE TABLE jobs (
        job_id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE, kind TEXT NOT NULL,
        input TEXT NOT NULL, status TEXT NOT NULL, alone INTEGER NOT NULL, progress REAL NOT NULL, message TEXT, result TEXT,
        error TEXT, attempts INTEGER NOT NULL, max_attempts INTEGER NOT NULL, run_after TEXT NOT NULL, worker TEXT,
        lease_until TEXT, cancel_requested INTEGER NOT NULL, created_by TEXT, created_at TEXT NOT NULL,
        started_at TEXT, finished_at TEXT)`,
      'CREATE INDEX jobs_by_workspace ON jobs (workspace_id, created_at)',
      'CREATE INDEX jobs_by_status ON jobs (status, run_after)',
      `CREATE UNIQUE INDEX jobs_alone ON jobs (workspace_id, kind)
        WHERE alone = 1 AND status IN ('queued', 'running')`,
      `CREATE TABLE intents (
        intent_id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, action TEXT NOT NULL, principal_kind TEXT NOT NULL,
        user_id TEXT, principal_name TEXT NOT NULL, request_id TEXT, input TEXT NOT NULL, state TEXT NOT NULL,
        created_at TEXT NOT NULL, finished_at TEXT)`,
      'CREATE INDEX intents_by_state ON intents (state)',
      `CREATE TABLE audit_entries (
        audit_id TEXT PRIMARY KEY, workspace_id TEXT, at TEXT NOT NULL, action TEXT NOT NULL, principal_kind TEXT NOT NULL,
        user_id TEXT, principal_name TEXT NOT NULL, subject TEXT, before_value TEXT, after_value TEXT, request_id TEXT)`,
      'CREATE INDEX audit_entries_by_workspace ON audit_entries (workspace_id, audit_id)',
      `CREATE TABLE workspace_settings (
        workspace_id TEXT PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE, settings TEXT NOT NULL, updated_at TEXT NOT NULL)`,
      `CREATE TABLE saved_views (
        view_id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        user_id TEXT REFERENCES users ON DELETE SET NULL, name TEXT NOT NULL, page TEXT NOT NULL, search TEXT NOT NULL,
        shared INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL)`,
      'CREATE INDEX saved_views_by_workspace ON saved_views (workspace_id)',
      `CREATE TABLE user_preferences (
        user_id TEXT PRIMARY KEY REFERENCES users ON DELETE CASCADE, language TEXT, theme TEXT)`,
    ],
    sqlite: [
      `CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END`,
      `CREATE TRIGGER audit_entries_last BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'the audit is only appended to'); END`,
    ],
  },
  {
    version: 2,
    statements: [
      `CREATE TABLE model_runs (
        run_id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE, model TEXT NOT NULL,
        job_id TEXT, intent_id TEXT NOT NULL, state TEXT NOT NULL, outcome TEXT NOT NULL, backcast INTEGER NOT NULL,
        as_of TEXT, versions TEXT NOT NULL, parameters TEXT NOT NULL, seed BIGINT NOT NULL, seconds REAL NOT NULL,
        memory_mb REAL NOT NULL, detail TEXT NOT NULL, created_at TEXT NOT NULL)`,
      'CREATE INDEX model_runs_by_workspace ON model_runs (workspace_id, model, run_id)',
      `CREATE TABLE ledger_entries (
        entry_id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES model_runs ON DELETE CASCADE,
        workspace_id TEXT NOT NULL, model TEXT NOT NULL, metric TEXT NOT NULL, bucket TEXT, backcast INTEGER NOT NULL,
        as_of TEXT NOT NULL, due_day TEXT NOT NULL, subjects INTEGER NOT NULL, predicted REAL NOT NULL, low REAL,
        high REAL, naive REAL NOT NULL, issued_at TEXT NOT NULL, actual REAL, error REAL, naive_error REAL, detail TEXT,
        scored_at TEXT)`,
      'CREATE INDEX ledger_entries_by_workspace ON ledger_entries (workspace_id, model, as_of)',
      'CREATE INDEX ledger_entries_by_run ON ledger_entries (run_id)',
    ],
  },
  {
    version: 3,
    statements: [
      `CREATE TABLE sources (
        source_id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE, name TEXT NOT NULL,
        kind TEXT NOT NULL, spec TEXT NOT NULL, secret TEXT, schedule TEXT, paused INTEGER NOT NULL, created_by TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL, last_write_back TEXT, quiet_told_at TEXT)`,
      'CREATE INDEX sources_by_workspace ON sources (workspace_id)',
      `CREATE TABLE source_refreshes (
        refresh_id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
        workspace_id TEXT NOT NULL, job_id TEXT, started_at TEXT NOT NULL, finished_at TEXT, outcome TEXT NOT NULL,
        mode TEXT NOT NULL, rows_read BIGINT NOT NULL, rows_set_aside BIGINT NOT NULL, quality TEXT, import_id TEXT,
        changes TEXT, notes TEXT NOT NULL, error TEXT)`,
      'CREATE INDEX source_refreshes_by_source ON source_refreshes (source_id, refresh_id)',
    ],
  },
  {
    version: 4,
    statements: [
      `CREATE TABLE forecast_scenarios (
        scenario_id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        user_id TEXT REFERENCES users ON DELETE SET NULL, author_name TEXT, name TEXT NOT NULL, question TEXT NOT NULL,
        changes TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, removed_at TEXT)`,
      'CREATE INDEX forecast_scenarios_by_workspace ON forecast_scenarios (workspace_id)',
    ],
  },
]

/** Brings a database to the newest version, each step in a transaction of its own. */
export async function migrateStore(db: Kysely<Tables>): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY)`.execute(db)
  const known = await sql<{ version: number }>`SELECT version FROM schema_versions`.execute(db)
  const applied = new Set(known.rows.map((row) => row.version))
  const newest = Math.max(...migrations.map((migration) => migration.version))
  if (Math.max(0, ...applied) > newest)
    throw new Error('the data folder was written by a newer version of this program')
  for (const { version, statements, sqlite = [] } of migrations) {
    if (applied.has(version)) continue
    await db.transaction().execute(async (trx) => {
      for (const statement of [...statements, ...sqlite]) await sql.raw(statement).execute(trx)
      await sql`INSERT INTO schema_versions (version) VALUES (${version})`.execute(trx)
    })
  }
}
