import { z } from 'zod'
import { paging } from './filter.ts'
import { importRoles } from './import-fields.ts'
import { fileInspection, fileMapping, importVerdict } from './imports.ts'
import { jobView } from './jobs.ts'

export const sourceKinds = ['postgres', 'folder'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** The shapes of a database that are read without any mapping, and those that a user has mapped. */
export const sourceRecipes = [
  'spanish-shop',
  'service-history',
  'woocommerce',
  'medusa',
  'medusa-1',
  'vendure',
  'tables',
  'query',
  'files',
] as const
export type SourceRecipe = (typeof sourceRecipes)[number]

/** off never, prefer where the server can, require always, verify also that the certificate is the server's. */
export const tlsModes = ['off', 'prefer', 'require', 'verify'] as const
export type TlsMode = (typeof tlsModes)[number]

/**
 * How changed rows are found: by a time that the shop sets, by PostgreSQL's own version of each row, by a key that
 * only grows (new rows only), or not at all, so that everything is read and compared.
 */
export const changeModes = ['updated_at', 'row_version', 'growing_key', 'whole'] as const
export type ChangeMode = (typeof changeModes)[number]

export const sourceStates = ['new', 'refreshing', 'fresh', 'quiet', 'failing', 'paused'] as const
export type SourceState = (typeof sourceStates)[number]

const name = z.string().trim().min(1).max(100)

/** An address, or its parts; a part that is given wins. The password goes in and never comes out. */
export const postgresConnection = z.strictObject({
  url: z.string().max(2000).optional().describe('postgres://user:password@host:5432/shop?sslmode=require'),
  host: z.string().max(500).optional().describe('a name, an address, or the folder of a Unix socket'),
  port: z.number().int().min(1).max(65_535).optional(),
  database: z.string().max(200).optional(),
  user: z.string().max(200).optional(),
  password: z.string().max(1000).optional(),
  tls: z.enum(tlsModes).optional(),
  certificate: z.string().max(20_000).optional().describe('of the authority that signed the server, as PEM'),
})
export type PostgresConnectionSpec = z.output<typeof postgresConnection>

/** The connection as it is shown: without its password. */
export const connectionView = z.object({
  host: z.string(),
  port: z.number().int(),
  database: z.string(),
  user: z.string(),
  tls: z.enum(tlsModes),
  has_password: z.boolean(),
  from_environment: z.boolean().describe('it is DATABASE_URL, and changes with it'),
})

export const watchedFolder = z.strictObject({
  path: z.string().min(1).max(1000).describe('below one of the folders that this server shares'),
  pattern: z.string().max(200).default('*').describe('names of files, with * and ?'),
})

export const changeRule = z.strictObject({
  mode: z.enum(changeModes),
  column: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe('of the query, for updated_at and growing_key'),
})

/** One query or table that is read, and which of its columns is what. */
export const sourceFeed = z.strictObject({
  name,
  table: z.string().max(300).optional().describe('schema.table, read as it is'),
  query: z.string().max(50_000).optional().describe('one SELECT, in place of a table'),
  mapping: fileMapping,
  changes: changeRule.default({ mode: 'whole', column: null }),
})
export type SourceFeedSpec = z.output<typeof sourceFeed>

/** How files of a watched folder are read that are not understood by themselves. */
export const keptMapping = z.strictObject({
  name: z.string().trim().min(1).max(200).describe('of the files, with * and ?'),
  header: z
    .array(z.string().max(1000))
    .max(5000)
    .optional()
    .describe('files with just these columns, whatever they are called'),
  mapping: fileMapping,
})
export type KeptMapping = z.output<typeof keptMapping>

const mappings = z
  .array(keptMapping)
  .max(50)
  .describe('for a folder: how files are read that are not understood by themselves')

export const feedView = z.object({
  name: z.string(),
  role: z.enum(importRoles),
  query: z.string().describe('the SELECT as it is sent'),
  mapping: fileMapping,
  changes: z.array(
    z.object({ relation: z.string(), mode: z.enum(changeModes), column: z.string().nullable() }),
  ),
})
export type FeedView = z.output<typeof feedView>

/** Where segments and scores go after each training. */
export const writeBack = z.discriminatedUnion('to', [
  z.strictObject({
    to: z.literal('schema'),
    schema: z
      .string()
      .regex(
        /^(?!pg_|information_schema$)[a-z_][a-z0-9_]{0,62}$/,
        'a name of small letters, digits and _, that is not of PostgreSQL itself',
      )
      .default('trastienda'),
  }),
  z.strictObject({
    to: z.literal('folder'),
    path: z.string().min(1).max(1000).describe('below one of the folders that this server shares'),
    format: z.enum(['parquet', 'csv']).default('parquet'),
  }),
])
export type WriteBack = z.output<typeof writeBack>

const cron = z.string().max(100).describe('minute hour day month weekday, in the time zone of the workspace')

const settings = {
  schedule: cron.nullable().default('7 * * * *').describe('when it is refreshed; null only when asked'),
  time_out_seconds: z
    .number()
    .int()
    .min(5)
    .max(86_400)
    .default(3600)
    .describe('most that one refresh may take'),
  compare_hours: z
    .number()
    .int()
    .min(1)
    .max(8760)
    .default(24)
    .describe('how often all keys are compared, to find what was deleted'),
  quiet_hours: z
    .number()
    .int()
    .min(1)
    .max(8760)
    .nullable()
    .default(null)
    .describe('how long nothing new may come before that is told; null never tells'),
  write_back: writeBack.nullable().default(null).describe('null, the default, writes nothing anywhere'),
}

const place = {
  kind: z.enum(sourceKinds),
  connection: postgresConnection.optional(),
  folder: watchedFolder.optional(),
}

export const testSourceInput = z.strictObject({
  ...place,
  kind: z.enum(sourceKinds).default('postgres'),
  source_id: z.string().max(100).optional().describe('a source there is, with what is given here changed'),
})
export const testSourceOutput = z.object({
  kind: z.enum(sourceKinds),
  server: z.string().nullable().describe('product and version'),
  connection: connectionView.nullable(),
  encrypted: z.boolean().nullable(),
  tables: z.number().int().nullable().describe('tables and views that may be read'),
  files: z.number().int().nullable(),
  milliseconds: z.number(),
})

export const inspectSourceInput = testSourceInput.extend({
  query: z.string().max(50_000).optional().describe('a SELECT to be looked at in place of the tables'),
  table: z.string().max(300).optional().describe('schema.table, to be looked at closely'),
})

export const sourceTable = z.object({
  table: z.string().describe('schema.table'),
  kind: z.enum(['table', 'view']),
  rows: z
    .number()
    .int()
    .nullable()
    .describe('about how many, as the server keeps count; null where it does not'),
  readable: z.boolean(),
  columns: z.array(z.object({ name: z.string(), type: z.string(), key: z.boolean(), nullable: z.boolean() })),
  references: z.array(z.object({ column: z.string(), table: z.string() })),
  role: z.enum(importRoles).nullable().describe('what it could be read as by itself'),
})

export const feedPreview = z.object({
  feed: feedView.nullable().describe('null where a query or table could not be mapped by itself'),
  inspection: fileInspection.describe('its first rows and the mapping, in the shape of a file'),
})

export const inspectSourceOutput = z.object({
  kind: z.enum(sourceKinds),
  recipe: z.enum(sourceRecipes).nullable().describe('what was recognised; null: map it or give a query'),
  tables: z.array(sourceTable),
  feeds: z.array(feedPreview).describe('what would be read, with its first rows'),
})

export const addSourceInput = z.strictObject({
  ...place,
  kind: z.enum(sourceKinds).default('postgres'),
  name,
  recipe: z.enum(sourceRecipes).optional().describe('what it is read as; what is recognised by default'),
  feeds: z.array(sourceFeed).min(1).max(10).optional().describe('in place of what would be proposed'),
  mappings: mappings.optional(),
  currency: z.string().length(3).toUpperCase().optional().describe('of rows that name none'),
  ...settings,
  refresh: z.boolean().default(true).describe('whether the first load begins at once'),
})

export const editSourceInput = z.strictObject({
  source_id: z.string().max(100),
  name: name.optional(),
  connection: postgresConnection
    .optional()
    .describe('what is given replaces; the password stays unless given'),
  folder: watchedFolder.optional(),
  feeds: z.array(sourceFeed).min(1).max(10).optional(),
  mappings: mappings.optional(),
  recipe: z.enum(sourceRecipes).optional().describe('propose anew what is read'),
  schedule: settings.schedule.unwrap().optional(),
  time_out_seconds: settings.time_out_seconds.unwrap().optional(),
  compare_hours: settings.compare_hours.unwrap().optional(),
  quiet_hours: settings.quiet_hours.unwrap().optional(),
  write_back: settings.write_back.unwrap().optional(),
})

export const sourceChanges = z.object({
  orders_new: z.number().int(),
  orders_replaced: z.number().int(),
  orders_removed: z.number().int(),
  orders_adopted: z
    .number()
    .int()
    .default(0)
    .describe('orders that were here as they are, and are now its own'),
  customers_new: z.number().int(),
  customers_changed: z.number().int(),
  products_new: z.number().int(),
  products_changed: z.number().int(),
})

export const refreshModes = ['first', 'changes', 'compare', 'whole'] as const

/** One refresh, as the history keeps it. */
export const refreshView = z.object({
  refresh_id: z.string(),
  source_id: z.string(),
  job_id: z.string().nullable(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  seconds: z.number().nullable(),
  outcome: z.enum(['running', 'loaded', 'unchanged', 'failed', 'stopped']),
  mode: z
    .enum(refreshModes)
    .describe('the first load, what changed, that with all keys compared, or everything'),
  rows_read: z.number().int(),
  rows_set_aside: z.number().int(),
  quality: z.enum(['good', 'usable', 'poor']).nullable(),
  import_id: z.string().nullable().describe('what it loaded, with its verdict, under imports'),
  changes: sourceChanges.nullable(),
  notes: z.array(z.string()).describe('codes of what was unusual, such as clock_went_back'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type RefreshView = z.output<typeof refreshView>

export const sourceView = z.object({
  source_id: z.string(),
  name: z.string(),
  kind: z.enum(sourceKinds),
  state: z.enum(sourceStates),
  recipe: z.enum(sourceRecipes),
  place: z.string().describe('where it reads, in one line'),
  connection: connectionView.nullable(),
  folder: watchedFolder.nullable(),
  currency: z.string().nullable(),
  paused: z.boolean(),
  schedule: settings.schedule.unwrap(),
  time_out_seconds: z.number().int(),
  compare_hours: z.number().int(),
  quiet_hours: z.number().int().nullable(),
  write_back: writeBack.nullable(),
  last_write_back: z
    .object({
      at: z.string(),
      tables: z.number().int(),
      error: z.string().nullable(),
      code: z.string().nullable().default(null),
    })
    .nullable(),
  feeds: z.array(feedView),
  mappings: z.array(keptMapping).describe('of a folder, as they were given'),
  orders: z.number().int().describe('orders here that came from it'),
  last_refresh: refreshView.nullable(),
  refreshed_at: z.string().nullable().describe('when the last refresh that worked had read the source'),
  age_seconds: z.number().int().nullable().describe('since then'),
  failures: z.number().int().describe('refreshes in a row that failed'),
  next_run_at: z.string().nullable(),
  running_job_id: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type SourceView = z.output<typeof sourceView>

export const listSourcesOutput = z.object({
  items: z.array(sourceView),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
  freshness: z
    .object({
      refreshed_at: z.string().nullable().describe('of the source that is furthest behind'),
      age_seconds: z.number().int().nullable(),
      failing: z.number().int(),
      quiet: z.number().int(),
    })
    .describe('how old the data are: for every page'),
})

export const sourcePath = z.strictObject({ source_id: z.string().max(100) })
export const refreshSourceInput = sourcePath.extend({
  mode: z.enum(['changes', 'compare', 'whole']).default('changes'),
})
export const sourceRefreshesInput = paging.extend({ source_id: z.string().max(100) })
export const sourceRefreshesOutput = z.object({
  items: z.array(refreshView),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
})
export const addSourceOutput = sourceView.extend({ job: jobView.nullable().describe('the first load') })
export const removeSourceOutput = z.object({ source_id: z.string(), removed: z.literal(true) })

/** What a refresh answers as the result of its job. */
export const refreshResult = z.object({ refresh: refreshView, verdict: importVerdict.nullable() })
export type RefreshResult = z.output<typeof refreshResult>
