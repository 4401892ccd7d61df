import type { Role } from '../contracts/words.ts'

/**
 * The rows of the operational database. Types are those that SQLite and PostgreSQL share: text, integers, reals;
 * moments are ISO 8601 text in UTC (which sorts by time), yes and no are 1 and 0, structures are JSON text.
 */
export type Tables = {
  users: UserRow
  workspaces: WorkspaceRow
  memberships: MembershipRow
  refresh_sessions: SessionRow
  refresh_tokens: RefreshTokenRow
  one_time_links: LinkRow
  api_keys: KeyRow
  login_attempts: AttemptRow
  jobs: JobRow
  intents: IntentRow
  audit_entries: AuditRow
  workspace_settings: { workspace_id: string; settings: string; updated_at: string }
  saved_views: ViewRow
  user_preferences: { user_id: string; language: string | null; theme: string | null }
  model_runs: ModelRunRow
  ledger_entries: LedgerRow
  forecast_scenarios: ScenarioRow
  sources: SourceRow
  source_refreshes: RefreshRow
}

export type UserRow = {
  user_id: string
  email: string
  name: string
  password_hash: string
  /** 1 for whoever runs this installation: joins every new workspace as an owner */
  house_owner: number
  created_at: string
  password_changed_at: string
  last_sign_in_at: string | null
}

export type WorkspaceRow = {
  workspace_id: string
  name: string
  currency: string
  time_zone: string
  /** creating and removing mark work that an interruption may have left half done */
  state: 'creating' | 'ready' | 'removing'
  created_at: string
}

type MembershipRow = { user_id: string; workspace_id: string; role: Role; created_at: string }

export type SessionRow = {
  session_id: string
  user_id: string
  created_at: string
  expires_at: string
  revoked_at: string | null
  revoked_why: string | null
}

type RefreshTokenRow = {
  token_hash: string
  session_id: string
  created_at: string
  expires_at: string
  used_at: string | null
}

export type LinkRow = {
  link_id: string
  kind: 'owner' | 'invitation' | 'password'
  token_hash: string
  workspace_id: string | null
  email: string | null
  role: Role | null
  created_by: string | null
  created_at: string
  expires_at: string
  used_at: string | null
  revoked_at: string | null
}

export type KeyRow = {
  key_id: string
  workspace_id: string
  name: string
  key_hash: string
  /** its first characters, to be recognised by */
  hint: string
  permissions: string
  created_by: string | null
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  revoked_at: string | null
}

type AttemptRow = { attempt_id: string; email: string; address: string; at: string }

export type JobRow = {
  job_id: string
  workspace_id: string
  kind: string
  input: string
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'
  /** 1 where no second one of its kind may wait or run in the workspace */
  alone: number
  progress: number
  message: string | null
  result: string | null
  error: string | null
  attempts: number
  max_attempts: number
  run_after: string
  worker: string | null
  lease_until: string | null
  cancel_requested: number
  created_by: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

export type IntentRow = {
  intent_id: string
  workspace_id: string
  action: string
  principal_kind: string
  user_id: string | null
  principal_name: string
  request_id: string | null
  input: string
  state: 'intended' | 'done' | 'abandoned'
  created_at: string
  finished_at: string | null
}

export type AuditRow = {
  audit_id: string
  workspace_id: string | null
  at: string
  action: string
  principal_kind: string
  user_id: string | null
  principal_name: string
  subject: string | null
  before_value: string | null
  after_value: string | null
  request_id: string | null
}

export type ViewRow = {
  view_id: string
  workspace_id: string
  user_id: string | null
  name: string
  page: string
  search: string
  shared: number
  created_at: string
  updated_at: string
}

export type ModelRunRow = {
  run_id: string
  workspace_id: string
  model: string
  job_id: string | null
  intent_id: string
  state: 'keeping' | 'kept'
  outcome: 'model' | 'rule' | 'not_enough_data'
  backcast: number
  as_of: string | null
  versions: string
  parameters: string
  seed: number
  seconds: number
  memory_mb: number
  detail: string
  created_at: string
}

export type LedgerRow = {
  entry_id: string
  run_id: string
  workspace_id: string
  model: string
  metric: string
  bucket: string | null
  backcast: number
  as_of: string
  due_day: string
  subjects: number
  predicted: number
  low: number | null
  high: number | null
  naive: number
  issued_at: string
  actual: number | null
  error: number | null
  naive_error: number | null
  detail: string | null
  scored_at: string | null
}

export type SourceRow = {
  source_id: string
  workspace_id: string
  name: string
  kind: string
  spec: string
  /** sealed by the key that lies beside the store */
  secret: string | null
  schedule: string | null
  paused: number
  created_by: string | null
  created_at: string
  updated_at: string
  last_write_back: string | null
  quiet_told_at: string | null
}

export type RefreshRow = {
  refresh_id: string
  source_id: string
  workspace_id: string
  job_id: string | null
  started_at: string
  finished_at: string | null
  outcome: 'running' | 'loaded' | 'unchanged' | 'failed' | 'stopped'
  mode: 'first' | 'changes' | 'compare' | 'whole'
  rows_read: number
  rows_set_aside: number
  quality: 'good' | 'usable' | 'poor' | null
  import_id: string | null
  changes: string | null
  notes: string
  error: string | null
}

export type ScenarioRow = {
  scenario_id: string
  workspace_id: string
  user_id: string | null
  author_name: string | null
  name: string
  question: string
  changes: string
  created_at: string
  updated_at: string
  removed_at: string | null
}
