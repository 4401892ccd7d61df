import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './errors.ts'
import { logLevels } from './log.ts'

const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to))

const onOff = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((word) => ['on', 'true', '1'].includes(word))

const webAddress = z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/+$/, ''))

/** A scheme, a host and perhaps a port, as browsers send it. */
const origin = z
  .string()
  .refine((text) => text === '*' || (URL.canParse(text) && new URL(text).origin === text))

const megabytes = z
  .string()
  .regex(/^\d{1,7}(\.\d+)?\s*(MB|GB)$/i)
  .transform((text) => Math.round(Number.parseFloat(text) * (/gb/i.test(text) ? 1024 : 1)))
  .pipe(z.number().min(256))

type Variable = { schema: z.ZodType; accepts: string }

/** Every variable, what it takes in words, and how it is read. An empty one counts as not given. */
const variables = {
  PORT: {
    schema: whole(0, 65_535).default(3000),
    accepts: 'a port from 0 to 65535 (0 takes any that is free)',
  },
  HOST: {
    schema: z
      .string()
      .regex(/^[\w.:[\]-]{1,253}$/)
      .default('127.0.0.1'),
    accepts: 'an address or a host name',
  },
  DATA_DIR: { schema: z.string().default('./data'), accepts: 'a folder' },
  OWNER_EMAIL: { schema: z.email().optional(), accepts: 'an email address' },
  OWNER_PASSWORD: { schema: z.string().min(10).max(1000).optional(), accepts: 'at least 10 characters' },
  SESSION_SECRET: { schema: z.string().min(32).optional(), accepts: 'at least 32 characters' },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/)
      .max(2000)
      .optional(),
    accepts: 'the address of a PostgreSQL database, postgres://user:password@host:5432/shop',
  },
  SHARED_FOLDERS: {
    schema: z
      .string()
      .transform((list) => list.split(',').map((each) => each.trim()))
      .transform((list) => list.filter(Boolean))
      .optional(),
    accepts: 'folders separated by commas, below which sources may read and results may be written',
  },
  MODEL_PATH: { schema: z.string().optional(), accepts: 'a folder' },
  MIN_CLUSTERS: { schema: whole(2, 10).default(2), accepts: 'a whole number from 2 to 10' },
  MAX_CLUSTERS: { schema: whole(2, 10).default(10), accepts: 'a whole number from 2 to 10' },
  RANDOM_STATE: {
    schema: whole(0, 4_294_967_295).default(42),
    accepts: 'a whole number from 0 to 4294967295',
  },
  API_TITLE: {
    schema: z.string().max(200).default('Trastienda'),
    accepts: 'a title of at most 200 characters',
  },
  API_VERSION: {
    schema: z
      .string()
      .regex(/^[\w.+-]{1,50}$/)
      .default('1.0.0'),
    accepts: 'a version such as 1.0.0',
  },
  API_PREFIX: {
    schema: z
      .string()
      .regex(/^(\/[\w-]+)+\/?$/)
      .transform((path) => path.replace(/\/$/, ''))
      .default('/api/v1'),
    accepts: 'a path such as /api/v1',
  },
  ALLOWED_ORIGINS: {
    schema: z
      .string()
      // also as the JSON list that other programs write
      .transform((list) => list.split(',').map((each) => each.replaceAll(/^[\s["']+|[\s\]"']+$/g, '')))
      .transform((list) => list.filter(Boolean))
      .pipe(z.array(origin))
      .default([]),
    accepts: 'origins such as https://shop.example, separated by commas, or *',
  },
  LOG_LEVEL: {
    schema: z
      .string()
      .toLowerCase()
      .transform((word) => (word === 'warning' ? 'warn' : word))
      .pipe(z.enum(logLevels))
      .default('info'),
    accepts: `one of ${logLevels.join(', ')}`,
  },
  MEMORY_LIMIT: {
    schema: megabytes.optional(),
    accepts: 'an amount of at least 256MB, such as 512MB or 4GB',
  },
  ANONYMOUS_WORKSPACE: {
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
      .optional(),
    accepts: 'the id of a workspace',
  },
  PUBLIC_URL: {
    schema: webAddress.optional(),
    accepts: 'the address people reach this at, such as https://shop.example',
  },
  DEMO: { schema: onOff.default(true), accepts: 'on or off' },
  MCP_SERVER_URL: { schema: webAddress.optional(), accepts: 'the address of a running server' },
  MCP_API_KEY: { schema: z.string().max(200).optional(), accepts: 'an API key' },
} satisfies Record<string, Variable>

type Read = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]['schema']> }

/** The environment as it comes: anything may be in it. */
export type ConfigSpec = Record<string, string | undefined>

export type Config = {
  port: number
  host: string
  dataDir: string
  /** both or neither */
  owner: { email: string; password: string } | undefined
  sessionSecret: string | undefined
  databaseUrl: string | undefined
  sharedFolders: readonly string[]
  modelPath: string
  minClusters: number
  maxClusters: number
  randomState: number
  apiTitle: string
  apiVersion: string
  apiPrefix: string
  /** `*` among them means any origin, without cookies */
  allowedOrigins: readonly string[]
  logLevel: (typeof logLevels)[number]
  memoryLimitMb: number | undefined
  anonymousWorkspace: string | undefined
  publicUrl: string | undefined
  demo: boolean
  mcpServerUrl: string | undefined
  mcpApiKey: string | undefined
}

/** Reads the environment once. What is not valid is refused by name, with what would have been accepted. */
export function readConfig(env: ConfigSpec): Config {
  const read = Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [name, readVariable(env, name, variable)]),
  ) as Read
  if (read.MIN_CLUSTERS > read.MAX_CLUSTERS)
    refuse('MIN_CLUSTERS', 'at most MAX_CLUSTERS', String(read.MIN_CLUSTERS))
  if (read.OWNER_EMAIL !== undefined && read.OWNER_PASSWORD === undefined)
    refuse('OWNER_PASSWORD', 'a password of at least 10 characters where OWNER_EMAIL is given')
  if (read.OWNER_PASSWORD !== undefined && read.OWNER_EMAIL === undefined)
    refuse('OWNER_EMAIL', 'an email address where OWNER_PASSWORD is given')
  return configOf(read)
}

function configOf(read: Read): Config {
  const dataDir = resolve(read.DATA_DIR)
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir,
    owner:
      read.OWNER_EMAIL === undefined || read.OWNER_PASSWORD === undefined
        ? undefined
        : { email: read.OWNER_EMAIL, password: read.OWNER_PASSWORD },
    sessionSecret: read.SESSION_SECRET,
    databaseUrl: read.DATABASE_URL,
    sharedFolders: (read.SHARED_FOLDERS ?? [join(dataDir, 'shared')]).map((folder) => resolve(folder)),
    modelPath: read.MODEL_PATH === undefined ? join(dataDir, 'models') : resolve(read.MODEL_PATH),
    minClusters: read.MIN_CLUSTERS,
    maxClusters: read.MAX_CLUSTERS,
    randomState: read.RANDOM_STATE,
    apiTitle: read.API_TITLE,
    apiVersion: read.API_VERSION,
    apiPrefix: read.API_PREFIX,
    allowedOrigins: read.ALLOWED_ORIGINS,
    logLevel: read.LOG_LEVEL,
    memoryLimitMb: read.MEMORY_LIMIT,
    anonymousWorkspace: read.ANONYMOUS_WORKSPACE,
    publicUrl: read.PUBLIC_URL,
    demo: read.DEMO,
    mcpServerUrl: read.MCP_SERVER_URL,
    mcpApiKey: read.MCP_API_KEY,
  }
}

const secretVariables = /PASSWORD|SECRET|KEY|DATABASE_URL/

function readVariable(env: ConfigSpec, name: string, { schema, accepts }: Variable): unknown {
  const text = env[name]?.trim()
  const parsed = schema.safeParse(text === '' ? undefined : text)
  return parsed.success ? parsed.data : refuse(name, accepts, secretVariables.test(name) ? undefined : text)
}

function refuse(name: string, accepts: string, found?: string): never {
  const shown = found === undefined ? '' : `, found "${found.slice(0, 100)}"`
  throw new AppError('bad_configuration', `${name} takes ${accepts}${shown}`, {
    details: [{ parameter: name, value: found, allowed: accepts }],
  })
}

/** What signs the sessions: as given, else made once and kept in the data folder for its owner's eyes only. */
export function sessionSecret(
  config: Pick<Config, 'dataDir' | 'sessionSecret'>,
  bytes = randomBytes,
): string {
  if (config.sessionSecret !== undefined) return config.sessionSecret
  const file = join(config.dataDir, 'session-secret')
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, Buffer.from(bytes(48)).toString('base64url'), {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    chmodSync(file, 0o600)
  }
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length < 32)
    throw new AppError('bad_configuration', `${file} is damaged: remove it, and everybody signs in again`)
  return kept
}
