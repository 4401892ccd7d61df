import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { systemClock } from '../src/base/clock.ts'
import { importFiles } from '../src/ingest/import-files.ts'
import type { ImportPhase } from '../src/ingest/import-context.ts'
import { openWarehouses, workspaceFolder } from '../src/warehouse/open-warehouses.ts'

export type ImportBench = {
  lines: number
  bytes: number
  read_csv_seconds: number
  import_seconds: number
  /** rows a second of the import over those of the engine's own read_csv into a table */
  ratio: number
  /** the same in processor time, which says more on a machine that others use */
  cpu_ratio: number
  bar: number
  phases: Partial<Record<ImportPhase, number>>
  peak_memory_mb: number
}

const bar = 0.25

/** A file of order lines as a shop would export it: 1.67 lines an order, half as many customers as lines. */
function linesSql(lines: number): string {
  const orders = Math.ceil(lines / 1.67)
  const customers = Math.ceil(lines / 2)
  return `SELECT 'T' || i AS transaction_id, 'O' || (1000000 + o) AS order_id,
      strftime(TIMESTAMP '2023-11-01' + to_seconds(CAST(o * (63072000.0 / ${orders}) AS BIGINT)), '%Y-%m-%d %H:%M:%S') AS order_date,
      'C' || (o * 7919 % ${customers}) AS customer_id,
      list_element(['USA', 'UK', 'Germany', 'France', 'Spain', 'Italy', 'Brazil', 'Mexico'], 1 + o % 8) AS country,
      list_element(['Boston', 'Leeds', 'Berlin', 'Lyon', 'Sevilla', 'Roma', 'Recife', 'Puebla'], 1 + o % 8) AS city,
      'P' || lpad(CAST(i * 31 % 500 AS VARCHAR), 5, '0') AS product_id, 'Product number ' || (i * 31 % 500) AS product_name,
      list_element(['Electronics', 'Fashion', 'Home', 'Sports', 'Books', 'Beauty', 'Toys', 'Groceries'], 1 + i * 31 % 500 % 8) AS category,
      1 + i % 4 AS quantity, CAST(5 + (i * 31 % 500) * 0.37 AS DECIMAL(10,2)) AS unit_price,
      CASE WHEN i % 10 = 0 THEN '1.50' ELSE '0' END AS discount,
      list_element(['card', 'cash', 'paypal'], 1 + o % 3) AS payment_method,
      list_element(['mobile', 'desktop', 'tablet'], 1 + o % 3) AS device_type,
      list_element(['organic', 'ads', 'email', 'direct'], 1 + o % 4) AS traffic_source, '4.90' AS shipping_cost
    FROM (SELECT i, CAST(floor(i / 1.67) AS BIGINT) AS o FROM range(${lines}) AS r(i))`
}

async function timed(work: () => Promise<unknown>): Promise<{ seconds: number; cpu_seconds: number }> {
  const from = performance.now()
  const used = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(used)
  return { seconds: (performance.now() - from) / 1000, cpu_seconds: (user + system) / 1e6 }
}

const columns = [
  ['transaction_id', 'VARCHAR'],
  ['order_id', 'VARCHAR'],
  ['order_date', 'TIMESTAMP'],
  ['customer_id', 'VARCHAR'],
  ['country', 'VARCHAR'],
  ['city', 'VARCHAR'],
  ['product_id', 'VARCHAR'],
  ['product_name', 'VARCHAR'],
  ['category', 'VARCHAR'],
  ['quantity', 'INTEGER'],
  ['unit_price', 'DECIMAL(18,4)'],
  ['discount', 'DECIMAL(18,4)'],
  ['payment_method', 'VARCHAR'],
  ['device_type', 'VARCHAR'],
  ['traffic_source', 'VARCHAR'],
  ['shipping_cost', 'DECIMAL(18,4)'],
]

/** What the engine alone takes: the same file into a table of a database of its own, with typed columns. */
async function bare(file: string, folder: string) {
  const instance = await DuckDBInstance.create(join(folder, 'bare.duckdb'), {
    threads: '2',
    memory_limit: '2048MB',
  })
  const connection = await instance.connect()
  const types = columns.map(([name, type]) => `'${name}': '${type}'`).join(', ')
  const taken = await timed(() =>
    connection.run(
      `CREATE TABLE loaded AS SELECT * FROM read_csv('${file}', header = true, columns = {${types}})`,
    ),
  )
  connection.closeSync()
  instance.closeSync()
  return taken
}

async function makeFile(file: string, lines: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2048MB' })
  const connection = await instance.connect()
  await connection.run(`COPY (${linesSql(lines)}) TO '${file}' (HEADER)`)
  connection.closeSync()
  instance.closeSync()
}

/** Imports a file of synthetic lines with validation and marts, beside the engine's bare reading of the same file. */
export async function run(options: { lines?: number; json?: boolean } = {}): Promise<ImportBench> {
  const figures = await measure(options.lines ?? 1_000_000)
  if (!options.json) console.log(asTable(figures))
  return figures
}

function asTable({ phases, ...figures }: ImportBench): string {
  const rows = [
    ...Object.entries(figures),
    ...Object.entries(phases).map(([name, value]) => [`${name} seconds`, value] as const),
  ]
  return rows
    .map(
      ([name, value]) =>
        `${name.replaceAll('_', ' ').padEnd(24)}${Number(value.toFixed(2)).toLocaleString('en')}`,
    )
    .join('\n')
}

async function measure(lines: number): Promise<ImportBench> {
  const folder = await mkdtemp(join(tmpdir(), 'trastienda-bench-'))
  const warehouses = openWarehouses({ folder })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 200)
  try {
    const file = join(folder, 'order-lines.csv')
    await makeFile(file, lines)
    const readCsv = await bare(file, folder)
    await rm(join(folder, 'bare.duckdb'), { force: true })
    const warehouse = await warehouses.create('bench')
    const phases: ImportBench['phases'] = {}
    let phase: ImportPhase = 'preparing'
    let since = performance.now()
    const taken = await timed(() =>
      importFiles(
        {
          warehouse,
          clock: systemClock,
          stagingFolder: join(workspaceFolder(folder, 'bench'), 'staging'),
          currency: 'USD',
          timeZone: 'America/New_York',
          onProgress: (progress) => {
            if (progress.phase === phase) return
            phases[phase] = (performance.now() - since) / 1000
            phase = progress.phase
            since = performance.now()
          },
        },
        [{ path: file, name: 'order-lines.csv' }],
      ),
    )
    return {
      lines,
      bytes: (await stat(file)).size,
      read_csv_seconds: readCsv.seconds,
      import_seconds: taken.seconds,
      ratio: readCsv.seconds / taken.seconds,
      cpu_ratio: readCsv.cpu_seconds / taken.cpu_seconds,
      bar,
      phases,
      peak_memory_mb: Math.round(peak / 1024 ** 2),
    }
  } finally {
    clearInterval(watch)
    await warehouses.close()
    await rm(folder, { recursive: true, force: true })
  }
}
