import { createReadStream } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError, isAppError } from '../../base/errors.ts'
import type { WriteBack } from '../../contracts/source-parts.ts'
import { literal } from '../../ingest/literal.ts'
import { closeStaging, openStaging } from '../../ingest/staging-folder.ts'
import { writeTable } from '../../ingest/postgres/write-table.ts'
import type { StoredSource } from '../../store/sources.ts'
import { raw } from '../../warehouse/sql.ts'
import type { House } from '../desk.ts'
import { stagingFolder } from '../imports/import-into.ts'
import { alert } from './source-alert.ts'
import { addressOf, sharedFolder } from './source-place.ts'

type Table = { name: string; columns: string; select: string }

/** What is written: a row a customer with its segment, scores and what is expected of it; and which day all that is of. */
const tables: readonly Table[] = [
  {
    name: 'customer_scores',
    columns: `customer_id text PRIMARY KEY, rfm_segment text, recency_score smallint, frequency_score smallint, monetary_score smallint,
      cluster_segment text, churn_probability double precision, alive_probability double precision, orders_90 double precision,
      value_90 double precision, orders_365 double precision, value_365 double precision, next_order_day date,
      last_order_day date, orders integer, revenue numeric(18,4)`,
    select: `SELECT c.customer_id, r.rfm_segment, r.recency_score, r.frequency_score, r.monetary_score, k.segment AS cluster_segment,
        h.probability AS churn_probability, v.alive AS alive_probability, v.orders_90, v.value_90, v.orders_365, v.value_365,
        v.next_day AS next_order_day, m.last_day AS last_order_day, m.orders, m.revenue
      FROM facts.customers AS c JOIN marts.customers AS m ON m.customer_key = c.customer_key
      LEFT JOIN marts.rfm AS r ON r.customer_key = c.customer_key
      LEFT JOIN predictions.customer_clusters AS k ON k.customer_key = c.customer_key
      LEFT JOIN predictions.customer_churn AS h ON h.customer_key = c.customer_key
      LEFT JOIN predictions.customer_value AS v ON v.customer_key = c.customer_key ORDER BY c.customer_key`,
  },
  {
    name: 'score_runs',
    columns: 'model text PRIMARY KEY, as_of date NOT NULL, run_id text NOT NULL',
    select: 'SELECT model, as_of, run_id FROM predictions.served ORDER BY model',
  },
]

/** Writes segments and scores where the sources of a workspace say they are wanted; by default nowhere. */
export async function writeBackAll(house: House, workspaceId: string): Promise<void> {
  for (const source of await house.store.sources.list(workspaceId)) {
    if (source.spec.write_back === null || source.paused) continue
    await writeBackOne(house, source)
  }
}

async function writeBackOne(house: House, source: StoredSource): Promise<void> {
  const { workspace_id, source_id, name, spec } = source
  const at = house.clock().toISOString()
  let failed: { code: string; message: string } | null = null
  try {
    await write(house, source)
  } catch (thrown) {
    const { code, message } = writeFault(spec.write_back, thrown)
    failed = { code, message: message === '' ? 'it could not be written' : message }
    if (!isAppError(thrown)) house.log.error({ err: thrown, source_id }, 'writing back failed')
  }
  await house.store.sources.update(source_id, {
    last_write_back: {
      at,
      tables: failed === null ? tables.length : 0,
      error: failed?.message ?? null,
      code: failed?.code ?? null,
    },
  })
  await house.store.audit.append({
    workspace_id,
    action: failed === null ? 'write-back' : 'write-back-failed',
    actor: { kind: 'system', user_id: null, name: 'sources' },
    subject: source_id,
    after: { name, to: spec.write_back, error: failed?.message ?? null },
  })
  // the bell rings for what is new, not after each training
  if (failed && source.last_write_back?.error !== failed.message) await alert(house, workspace_id, failed)
}

/** What kept a folder from being written to; what kept a database says so itself. */
function writeFault(target: WriteBack | null, thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown
  const code = (thrown as NodeJS.ErrnoException).code ?? ''
  const where = target?.to === 'folder' ? target.path : ''
  const full = /^(?:ENOSPC|EDQUOT)$/.test(code)
  const said = full
    ? `there is no room left for ${where}: make some`
    : `${where} cannot be written to (${code}): let this program write there, or name another folder`
  const known = full || /^(?:EACCES|EPERM|EROFS|ENOTDIR|EISDIR|ENOENT|ENOTEMPTY|EEXIST|EBUSY)$/.test(code)
  return known
    ? new AppError('source_not_writable', said, { cause: thrown })
    : new AppError('internal', undefined, { cause: thrown })
}

async function write(house: House, source: StoredSource): Promise<void> {
  const target = source.spec.write_back
  if (target === null) return
  const parent = stagingFolder(house, source.workspace_id)
  await mkdir(parent, { recursive: true })
  const folder = await openStaging(parent)
  const warehouse = await house.warehouses.open(source.workspace_id)
  const format = target.to === 'folder' ? target.format : 'csv'
  try {
    const files: { table: Table; path: string }[] = []
    await warehouse.stage(async (stage) => {
      for (const table of tables) {
        const path = join(folder, `${table.name}.${format}`)
        const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet'
        await stage.run(raw(`COPY (${table.select}) TO ${literal(path)} (${options})`))
        files.push({ table, path })
      }
    })
    if (target.to === 'folder') {
      const into = await sharedFolder(house, target.path)
      for (const { table, path } of files) await replaceFile(path, join(into, `${table.name}.${format}`))
      return
    }
    await writeTable(
      addressOf(house, source),
      target.schema,
      files.map(({ table, path }) => ({
        name: table.name,
        columns: table.columns,
        send: async (stream) => pipeline(createReadStream(path), stream),
      })),
    )
  } finally {
    await closeStaging(folder)
  }
}

/** Whoever reads it sees the old file or the new one, never half of one. */
async function replaceFile(from: string, to: string): Promise<void> {
  const beside = `${to}.part`
  await copyFile(from, beside)
  await rename(beside, to).catch(async (error: unknown) => {
    await rm(beside, { force: true })
    throw error
  })
}
