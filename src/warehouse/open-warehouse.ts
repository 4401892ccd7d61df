import { mkdir } from 'node:fs/promises'
import { dirname, join as joinPath } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { AppError } from '../base/errors.ts'
import { connect } from './connection.ts'
import type { Connection } from './connection.ts'
import { buildMarts, martsSignature } from './marts.ts'
import { updateMarts } from './update-marts.ts'
import { migrations } from './schema.ts'
import { createCounter, createQueue } from './slots.ts'
import type { Slots } from './slots.ts'
import { raw, sql } from './sql.ts'
import type { Sql } from './sql.ts'
import { createStatementCosts } from './statement-costs.ts'
import type { Reader, Writer } from './reader.ts'
import { areas } from './warehouse.ts'
import type { Area, Stage, Versions, Warehouse } from './warehouse.ts'

export type WarehouseOptions = {
  slots: Slots
  /** such as '1GB' */
  memoryLimit: string
  threads: number
  /** how long one query may run */
  timeLimitMs: number
  /** hears of every write, once it is committed */
  onWrite?: (areas: readonly Area[]) => void
}

export type OpenWarehouse = Warehouse & {
  /** waits for what is running, then lets the file go */
  close: () => Promise<void>
  busy: () => boolean
}

const readersAWorkspace = 4

/** Opens one workspace's file, brings its schema up to date, and hands out reading and writing. */
export async function openWarehouse(
  workspaceId: string,
  file: string,
  options: WarehouseOptions,
): Promise<OpenWarehouse> {
  const folder = dirname(file)
  await mkdir(joinPath(folder, 'tmp'), { recursive: true })
  const instance = await openInstance(file)
  const writing = await connect(instance)
  await configure(writing, folder, options)
  await migrate(writing)
  let versions = await readVersions(writing)

  const readers = pooledReader(instance, workspaceId, options)
  const queue = createQueue()
  const running = createCounter()

  const transact = async <T>(
    connection: Connection,
    touched: readonly Area[],
    work: (writer: Writer) => Promise<T>,
    marts: 'build' | 'keep' | 'touched',
  ): Promise<T> => {
    await connection.run(raw('BEGIN TRANSACTION'))
    try {
      const result = await work(connection)
      if (touched.includes('sales') && marts === 'build') await buildMarts(connection)
      if (marts === 'touched') await updateMarts(connection)
      for (const area of touched) {
        await connection.run(sql`UPDATE facts.area_versions SET version = version + 1 WHERE area = ${area}`)
      }
      const moved = await readVersions(connection)
      await connection.run(raw('COMMIT'))
      versions = moved
      options.onWrite?.(touched)
      return result
    } catch (error) {
      await connection.run(raw('ROLLBACK')).catch(() => undefined)
      throw error
    }
  }

  return {
    workspaceId,
    reader: {
      rows: (query) => running.count(() => readers.rows(query)),
      row: (query) => running.count(() => readers.row(query)),
      columns: (query) => running.count(() => readers.columns(query)),
    },
    versions: () => versions,
    write: (touched, work, writeOptions) =>
      running.count(() => queue(() => transact(writing, touched, work, writeOptions?.marts ?? 'build'))),
    stage: (work) =>
      running.count(async () => {
        const connection = await connect(instance)
        const stage: Stage = {
          ...connection,
          merge: (touched, merging, mergeOptions) =>
            queue(() => transact(connection, touched, merging, mergeOptions?.marts ?? 'build')),
        }
        try {
          return await work(stage)
        } finally {
          connection.close()
        }
      }),
    busy: running.busy,
    async close() {
      await queue(async () => undefined)
      await running.settled()
      await writing.run(raw('CHECKPOINT')).catch(() => undefined)
      // the file is let go only when its last connection is closed
      readers.close()
      writing.close()
      instance.closeSync()
    },
  }
}

async function openInstance(file: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.fromCache(file)
  } catch (error) {
    if (error instanceof Error && /lock/i.test(error.message)) {
      throw new AppError('data_folder_in_use', 'another process holds this workspace: stop it first', {
        cause: error,
      })
    }
    throw error
  }
}

async function configure(connection: Connection, folder: string, options: WarehouseOptions): Promise<void> {
  const locked = await connection.row<{ locked: boolean }>(
    raw(`SELECT current_setting('lock_configuration') AS locked`),
  )
  if (locked.locked) return
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
  const settings = [
    `SET memory_limit = ${text(options.memoryLimit)}`,
    `SET threads = ${options.threads}`,
    `SET temp_directory = ${text(joinPath(folder, 'tmp'))}`,
    `SET TimeZone = 'UTC'`,
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    `SET allowed_directories = [${text(folder)}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]
  for (const setting of settings) await connection.run(raw(setting))
}

async function migrate(connection: Connection): Promise<void> {
  await connection.run(
    raw('CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL, applied_at TIMESTAMP)'),
  )
  const { reached } = await connection.row<{ reached: number }>(
    raw('SELECT coalesce(max(version), 0) AS reached FROM schema_versions'),
  )
  if (reached > migrations[migrations.length - 1].version) {
    throw new AppError('conflicting_state', 'this workspace was written by a newer version of the program')
  }
  const due = migrations.filter(({ version }) => version > reached)
  await connection.run(raw('CREATE TABLE IF NOT EXISTS marts_built (signature VARCHAR NOT NULL)'))
  const built = await connection.rows<{ signature: string }>(raw('SELECT signature FROM marts_built'))
  if (due.length === 0 && built[0]?.signature === martsSignature) return
  await connection.run(raw('BEGIN TRANSACTION'))
  try {
    for (const { version, statements } of due) {
      for (const statement of statements) await connection.run(raw(statement))
      await connection.run(sql`INSERT INTO schema_versions VALUES (${version}, now()::TIMESTAMP)`)
    }
    await buildMarts(connection)
    await connection.run(raw('DELETE FROM marts_built'))
    await connection.run(sql`INSERT INTO marts_built VALUES (${martsSignature})`)
    await connection.run(raw('COMMIT'))
  } catch (error) {
    await connection.run(raw('ROLLBACK')).catch(() => undefined)
    throw error
  }
}

async function readVersions(connection: Reader): Promise<Versions> {
  const rows = await connection.rows<{ area: Area; version: number }>(
    raw('SELECT area, version FROM facts.area_versions'),
  )
  return Object.fromEntries(
    areas.map((area) => [area, rows.find((row) => row.area === area)?.version ?? 0]),
  ) as Versions
}

/** Interrupts what runs once its time is over, again and again: an interrupt before a statement has begun is lost. */
function stopAfter(connection: Connection, limitMs: number): { clear: () => void } {
  let again: NodeJS.Timeout | undefined
  const first = setTimeout(() => {
    connection.interrupt()
    again = setInterval(() => connection.interrupt(), 200)
  }, limitMs)
  return {
    clear() {
      clearTimeout(first)
      clearInterval(again)
    },
  }
}

function pooledReader(
  instance: DuckDBInstance,
  workspaceId: string,
  options: WarehouseOptions,
): Reader & { close: () => void } {
  const idle: Connection[] = []
  const costs = createStatementCosts()
  const reading = <T>(query: Sql, work: (connection: Connection) => Promise<T>): Promise<T> => {
    const { text } = query
    const turn = async (): Promise<T> => {
      const connection = idle.pop() ?? (await connect(instance))
      const started = performance.now()
      const timer = stopAfter(connection, options.timeLimitMs)
      try {
        return await work(connection)
      } finally {
        timer.clear()
        costs.took(text, performance.now() - started)
        if (idle.length < readersAWorkspace) idle.push(connection)
        else connection.close()
      }
    }
    return options.slots.use(workspaceId, turn, costs.expected(text))
  }
  return {
    rows: (query) => reading(query, (connection) => connection.rows(query)),
    row: (query) => reading(query, (connection) => connection.row(query)),
    columns: (query) => reading(query, (connection) => connection.columns(query)),
    close() {
      for (const connection of idle.splice(0)) connection.close()
    },
  }
}
