import { z } from 'zod'
import { importRoles } from './import-fields.ts'
import { fileMapping } from './imports.ts'

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

export const sourceName = z.string().trim().min(1).max(100)

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
  name: sourceName,
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

export const keptMappings = z
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
