import { spawnSync } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { readAddress } from '../src/ingest/postgres/address.ts'
import { copyToFile } from '../src/ingest/postgres/copy-feed.ts'
import type { Feed } from '../src/ingest/postgres/feed.ts'
import { inSession } from '../src/ingest/postgres/inspect-postgres.ts'
import { processorSeconds } from './processor-time.ts'

export type ReferenceSpec = {
  socket: string
  port: number
  url: string
  database: string
  folder: string
  feeds: readonly Feed[]
}

export type Reference = {
  copied_with: 'psql' | 'client'
  copy_seconds: number
  read_csv_seconds: number
  /** of it and of psql, without the server's */
  processor_seconds: number
}

const types: Record<string, string> = {
  ordered_at: 'TIMESTAMPTZ',
  quantity: 'DECIMAL(18,4)',
  unit_price: 'DECIMAL(18,4)',
  discount: 'DECIMAL(18,4)',
  order_id: 'BIGINT',
  transaction_id: 'BIGINT',
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

/** The same rows by `psql \\copy` to a file, then by the engine's read_csv into a table. */
async function measure({ socket, port, url, database, folder, feeds }: ReferenceSpec): Promise<Reference> {
  const used = processorSeconds('self')
  const psql = spawnSync('psql', ['--version']).status === 0
  const path = (index: number): string => join(folder, `reference-${index}.csv`)
  const copy_seconds = await seconds(async () => {
    for (const [index, { query, name }] of feeds.entries()) {
      if (psql) {
        const command = `\\copy (${query}) to '${path(index)}' csv`
        const where = ['-h', socket, '-p', String(port), '-U', 'postgres']
        const done = spawnSync('psql', [...where, '-X', '-q', '-c', command, database])
        if (done.status !== 0) throw new Error(done.stderr.toString())
      } else {
        await inSession(
          readAddress({ url }),
          async (session) => void (await copyToFile(session, query, { path: path(index), name, header: [] })),
        )
      }
    }
  })
  const instance = await DuckDBInstance.create(join(folder, 'reference.duckdb'), {
    threads: '2',
    memory_limit: '1000MB',
  })
  const connection = await instance.connect()
  const read_csv_seconds = await seconds(async () => {
    for (const [index, { mapping }] of feeds.entries()) {
      const columns = Object.keys(mapping.columns).map((name) => `'${name}': '${types[name] ?? 'VARCHAR'}'`)
      if ((await stat(path(index))).size === 0) continue
      await connection.run(
        `CREATE TABLE loaded_${index} AS SELECT * FROM read_csv('${path(index)}', header = false, columns = {${columns.join(', ')}})`,
      )
    }
  })
  connection.closeSync()
  instance.closeSync()
  for (const index of feeds.keys()) await rm(path(index))
  await rm(join(folder, 'reference.duckdb'), { force: true })
  const processor_seconds = processorSeconds('self') - used
  return { copied_with: psql ? 'psql' : 'client', copy_seconds, read_csv_seconds, processor_seconds }
}

console.log(
  JSON.stringify(await measure(JSON.parse(await readFile(process.argv[2], 'utf8')) as ReferenceSpec)),
)
