import { Client } from 'pg'
import type { ClientConfig, CustomTypesConfig, QueryArrayConfig, QueryArrayResult } from 'pg'
import { AppError } from '../../base/errors.ts'
import { shownAddress } from './address.ts'
import type { PostgresAddress } from './address.ts'
import { quoted } from './catalogue.ts'
import { connectFault, postgresFault } from './faults.ts'

export type SessionOptions = {
  /** how long one statement may run */
  statementMs: number
  connectMs?: number
  signal?: AbortSignal
  /** false only for what is written back */
  readOnly?: boolean
}

/** One connection to a shop's database, its faults turned into errors of ours. */
export type Session = {
  address: PostgresAddress
  client: Client
  encrypted: boolean
  /** such as 18.4 */
  version: string
  /** of the database; text comes in UTF-8 whatever it is, but from SQL_ASCII as it lies there */
  encoding: string
  rows: <Row extends object>(query: string, values?: readonly unknown[]) => Promise<Row[]>
  /** the columns a query gives, with the ids of their types */
  describe: (query: string) => Promise<{ name: string; type: number }[]>
  /** rows as texts, in the way COPY writes them */
  sample: (query: string) => Promise<{ header: string[]; rows: (string | null)[][]; types: number[] }>
  /** one snapshot for all that follows, which can only be read */
  begin: () => Promise<void>
  close: () => Promise<void>
}

const oldest = 100_000

function config(address: PostgresAddress, encrypted: boolean, options: SessionOptions): ClientConfig {
  const { host, port, database, user, password, tls, certificate } = address
  return {
    host,
    port,
    database,
    user,
    // never one of this machine's environment or files
    password: password ?? '',
    ssl: encrypted
      ? {
          rejectUnauthorized: tls === 'verify',
          ...(certificate === null ? {} : { ca: certificate }),
          ...(isName(host) ? { servername: host } : {}),
        }
      : false,
    application_name: 'trastienda',
    connectionTimeoutMillis: options.connectMs ?? 10_000,
    keepAlive: true,
    client_encoding: 'UTF8',
  }
}

function isName(host: string): boolean {
  return !host.startsWith('/') && !/^[\d.]+$|:/.test(host)
}

async function connect(
  address: PostgresAddress,
  options: SessionOptions,
): Promise<{ client: Client; encrypted: boolean }> {
  const socket = address.host.startsWith('/')
  const wants = !socket && address.tls !== 'off'
  const attempt = async (encrypted: boolean): Promise<Client> => {
    const client = new Client(config(address, encrypted, options))
    // a fault between two statements would otherwise end the program
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  if (!wants) {
    if (socket && (address.tls === 'require' || address.tls === 'verify'))
      throw new AppError('source_no_tls', 'a Unix socket is never encrypted: set TLS to off')
    return { client: await attempt(false), encrypted: false }
  }
  try {
    return { client: await attempt(true), encrypted: true }
  } catch (error) {
    // a server may have no encryption, or rules that let this machine in without it only
    const none =
      error instanceof Error &&
      /does not support SSL|no pg_hba\.conf entry.*SSL encryption/i.test(error.message)
    if (address.tls !== 'prefer' || !none) throw error
    return { client: await attempt(false), encrypted: false }
  }
}

/** Opens a session that can only read, sees days and times in UTC, and gives up on statements that take too long. */
export async function openSession(address: PostgresAddress, options: SessionOptions): Promise<Session> {
  try {
    options.signal?.throwIfAborted()
    const { client, encrypted } = await connect(address, options).catch((error: unknown) => {
      throw options.signal?.aborted ? error : connectFault(address, error)
    })
    const abort = (): void =>
      (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy()
    options.signal?.addEventListener('abort', abort, { once: true })
    const rows = async <Row extends object>(
      query: string,
      values: readonly unknown[] = [],
    ): Promise<Row[]> => {
      try {
        return (await client.query(query, [...values])).rows as Row[]
      } catch (error) {
        throw postgresFault(address, error)
      }
    }
    // a statement of its own: what is not one is refused by the server
    const single = async (text: string): Promise<QueryArrayResult<(string | null)[]>> => {
      const types = { getTypeParser: () => (value: string) => value } as unknown as CustomTypesConfig
      try {
        return await client.query({
          text,
          rowMode: 'array',
          types,
          queryMode: 'extended',
        } as QueryArrayConfig)
      } catch (error) {
        throw postgresFault(address, error)
      }
    }
    const settings = [
      `SET default_transaction_read_only = ${options.readOnly === false ? 'off' : 'on'}`,
      `SET statement_timeout = ${Math.round(options.statementMs)}`,
      'SET lock_timeout = 30000',
      `SET TimeZone = 'UTC'`,
      `SET DateStyle = 'ISO, YMD'`,
      `SET IntervalStyle = 'iso_8601'`,
      // rows come in the order in which they lie, so that the same table gives the same file
      'SET max_parallel_workers_per_gather = 0',
      'SET synchronize_seqscans = off',
      'SET standard_conforming_strings = on',
    ]
    if (address.search_path) settings.push(`SET search_path = ${address.search_path.map(quoted).join(', ')}`)
    const [about] = await rows<{ version: string; encoding: string; number: number }>(
      `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
        current_setting('server_version_num')::int AS number`,
    )
    if (about.number < oldest)
      throw new AppError(
        'source_unreachable',
        `${shownAddress(address)}: PostgreSQL ${about.version} is too old: it takes 10 or newer`,
      )
    // bytes of no encoding are not judged by the server: what they mean is found here
    if (about.encoding === 'SQL_ASCII') settings.push(`SET client_encoding = 'SQL_ASCII'`)
    await client.query(settings.join('; '))
    return {
      address,
      client,
      encrypted,
      version: about.version,
      encoding: about.encoding,
      rows,
      describe: async (query) => {
        const { fields } = await single(query)
        return fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }))
      },
      sample: async (query) => {
        const { fields, rows: texts } = await single(query)
        return {
          header: fields.map(({ name }) => name),
          rows: texts,
          types: fields.map(({ dataTypeID }) => dataTypeID),
        }
      },
      begin: async () => {
        await rows('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
        // a pooler may have given this transaction another connection than the one that was set
        await client.query(
          settings
            .filter((each) => !each.includes('read_only'))
            .map((each) => each.replace('SET', 'SET LOCAL'))
            .join('; '),
        )
      },
      close: async () => {
        options.signal?.removeEventListener('abort', abort)
        await client.end().catch(() => undefined)
      },
    }
  } catch (error) {
    throw postgresFault(address, error)
  }
}
