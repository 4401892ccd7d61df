import { z } from 'zod'
import { importRoles } from './import-fields.ts'
import { fileInspection } from './imports.ts'
import { jobView } from './jobs.ts'
import {
  connectionView,
  feedView,
  keptMapping,
  postgresConnection,
  sourceFeed,
  sourceKinds,
  sourceRecipes,
  sourceStates,
  watchedFolder,
  writeBack,
  keptMappings,
  sourceName,
} from './source-parts.ts'
import { refreshView } from './source-refreshes.ts'

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
  name: sourceName,
  recipe: z.enum(sourceRecipes).optional().describe('what it is read as; what is recognised by default'),
  feeds: z.array(sourceFeed).min(1).max(10).optional().describe('in place of what would be proposed'),
  mappings: keptMappings.optional(),
  currency: z.string().length(3).toUpperCase().optional().describe('of rows that name none'),
  ...settings,
  refresh: z.boolean().default(true).describe('whether the first load begins at once'),
})

export const editSourceInput = z.strictObject({
  source_id: z.string().max(100),
  name: sourceName.optional(),
  connection: postgresConnection
    .optional()
    .describe('what is given replaces; the password stays unless given'),
  folder: watchedFolder.optional(),
  feeds: z.array(sourceFeed).min(1).max(10).optional(),
  mappings: keptMappings.optional(),
  recipe: z.enum(sourceRecipes).optional().describe('propose anew what is read'),
  schedule: settings.schedule.unwrap().optional(),
  time_out_seconds: settings.time_out_seconds.unwrap().optional(),
  compare_hours: settings.compare_hours.unwrap().optional(),
  quiet_hours: settings.quiet_hours.unwrap().optional(),
  write_back: settings.write_back.unwrap().optional(),
})

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
export const addSourceOutput = sourceView.extend({ job: jobView.nullable().describe('the first load') })
export const removeSourceOutput = z.object({ source_id: z.string(), removed: z.literal(true) })
