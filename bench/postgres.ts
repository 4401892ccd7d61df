import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { systemClock } from '../src/base/clock.ts'
import type { ImportContext, ImportPhase } from '../src/ingest/import-context.ts'
import { readAddress } from '../src/ingest/postgres/address.ts'
import type { Feed } from '../src/ingest/postgres/feed.ts'
import { inSession, inspectPostgres } from '../src/ingest/postgres/inspect-postgres.ts'
import { refreshPostgres } from '../src/ingest/postgres/refresh-postgres.ts'
import { openWarehouses, workspaceFolder } from '../src/warehouse/open-warehouses.ts'
import { raw } from '../src/warehouse/sql.ts'
import type { Warehouse } from '../src/warehouse/warehouse.ts'
import { startPostgres } from '../test/sources/postgres-server.ts'
import type { PostgresServer } from '../test/sources/postgres-server.ts'
import { spanishSchema } from '../test/sources/spanish-shop.ts'
import type { Reference, ReferenceSpec } from './postgres-reference.ts'
import { processorSeconds } from './processor-time.ts'

export type PostgresBench = {
  rows: number
  /** of the first load and its reference, beside each other: medians are given */
  runs: number
  /** what the reference copied with: psql itself, or the same COPY by our own client where there is none */
  copied_with: 'psql' | 'client'
  copy_seconds: number
  read_csv_seconds: number
  first_load_seconds: number
  /** rows a second of the first load over those of the copy to a file and read_csv after each other */
  ratio: number
  /** the same in processor time, the server's with it: it says more on a machine that others use, and less of what waits */
  cpu_ratio: number
  bar: number
  phases: Partial<Record<ImportPhase, number>>
  /** 1,000 orders changed and the answers know it */
  refresh_seconds: number
  refresh_bar: number
  /** nothing changed */
  idle_refresh_seconds: number
  compare_seconds: number
  peak_memory_mb: number
  memory_bar: number
}

const database = 'bench'

/** A shop of that many lines: 3 and a third an order, a customer for every ten orders, 2,000 products. */
async function fill(server: PostgresServer, rows: number): Promise<void> {
  const orders = Math.ceil(rows * 0.3)
  const people = Math.ceil(orders / 10)
  await server.run(
    database,
    // its references are right by the way they are made: looking at each would take minutes
    `SET session_replication_role = replica;
     INSERT INTO tipo (nombre) SELECT 'Tipo ' || i FROM generate_series(1, 12) AS i;
     INSERT INTO usuario (nombre, correo, contrasena, pais, ciudad, fecha_registro)
       SELECT 'Cliente ' || i, 'c' || i || '@tienda.example', 'x', (ARRAY['Bolivia','Chile','Peru'])[1 + i % 3], (ARRAY['La Paz','Santiago','Lima'])[1 + i % 3],
         DATE '2022-01-01' + (i % 900)::int FROM generate_series(1, ${people}) AS i;
     INSERT INTO producto (nombre, tipo_id, precio, costo, existencias)
       SELECT 'Producto ' || i, 1 + i % 12, 10 + i % 90, 5 + i % 40, i % 200 FROM generate_series(1, 2000) AS i;
     INSERT INTO venta (usuario_id, fecha, estado, metodo_pago, canal, pais, ciudad)
       SELECT 1 + (i::bigint * 7919) % ${people}, TIMESTAMPTZ '2023-01-01' + i * (interval '1000 days' / ${orders}),
         CASE WHEN i % 50 = 0 THEN 'cancelado' ELSE 'entregado' END, (ARRAY['tarjeta','efectivo','qr'])[1 + i % 3],
         (ARRAY['web','tienda','redes'])[1 + i % 3], (ARRAY['Bolivia','Chile','Peru'])[1 + i % 3], (ARRAY['La Paz','Santiago','Lima'])[1 + i % 3]
       FROM generate_series(1, ${orders}) AS i;
     INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario, descuento)
       SELECT least(1 + (i * 0.3)::bigint, ${orders}), 1 + (i::bigint * 31) % 2000, 1 + i % 4, 10 + i % 90, CASE WHEN i % 10 = 0 THEN 1.5 ELSE 0 END
       FROM generate_series(1, ${rows}) AS i;`,
  )
  await server.run(database, 'VACUUM ANALYZE')
}

/** Long ones say how far they are. */
function say(text: string): void {
  console.error(text)
}

async function seconds(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

/** The reference, in a process of its own: what it takes of memory is not ours. */
async function reference(server: PostgresServer, feeds: readonly Feed[], folder: string): Promise<Reference> {
  const { folder: socket, port } = server
  const asked: ReferenceSpec = { socket, port, url: server.url(database), database, folder, feeds }
  const file = join(folder, 'reference.json')
  await writeFile(file, JSON.stringify(asked))
  const program = fileURLToPath(new URL('./postgres-reference.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program, file])
  return JSON.parse(stdout) as Reference
}

type Shop = { server: PostgresServer; feeds: readonly Feed[]; folder: string }

/** One first load into a warehouse of its own, with how long each phase took. */
async function firstLoad({ server, feeds }: Shop, warehouse: Warehouse, stagingFolder: string) {
  const phases: PostgresBench['phases'] = {}
  let phase: ImportPhase = 'preparing'
  let since = performance.now()
  const context: ImportContext = {
    warehouse,
    clock: systemClock,
    stagingFolder,
    currency: 'BOB',
    timeZone: 'America/La_Paz',
  }
  const source = {
    source_id: 'bench',
    name: 'bench',
    address: readAddress({ url: server.url(database) }),
    feeds,
    time_out_ms: 3_600_000,
    compare_ms: 86_400_000,
  }
  const watched: ImportContext = {
    ...context,
    onProgress: (progress) => {
      if (progress.phase === phase) return
      phases[phase] = (performance.now() - since) / 1000
      phase = progress.phase
      since = performance.now()
    },
  }
  const taken = await seconds(async () => refreshPostgres(watched, { ...source, mode: 'changes' }))
  return {
    taken,
    phases,
    refresh: async (mode: 'changes' | 'compare') => refreshPostgres(context, { ...source, mode }),
  }
}

/** Tells what processor time the server has taken since it was asked before. */
function serverTime({ folder }: PostgresServer): () => Promise<number> {
  const pid = Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  let last = processorSeconds(pid)
  return async () => {
    // what served a connection that was closed counts once it has ended
    await new Promise((resolve) => setTimeout(resolve, 300))
    const since = processorSeconds(pid) - last
    last += since
    return since
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** Loads a shop of many lines from a real PostgreSQL, changes some of it, and refreshes. */
export async function run(options: { rows?: number; json?: boolean } = {}): Promise<PostgresBench> {
  const rows = options.rows ?? 1_000_000
  const runs = rows > 2_000_000 ? 1 : 3
  const folder = await mkdtemp(join(tmpdir(), 'trastienda-bench-'))
  const server = await startPostgres([
    'shared_buffers=512MB',
    'max_wal_size=4GB',
    'autovacuum=off',
    'jit=off',
  ])
  // as with MEMORY_LIMIT=1536MB, the bar: the engine takes half of it
  const warehouses = openWarehouses({ folder, memoryMb: 1536 })
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 100)
  try {
    await server.create(database, spanishSchema)
    say(`filled in ${(await seconds(async () => fill(server, rows))).toFixed(0)} s`)
    const seen = await inSession(readAddress({ url: server.url(database) }), async (session) =>
      inspectPostgres(session),
    )
    const feeds = seen.feeds.flatMap(({ feed }) => (feed ? [feed] : []))
    const shop: Shop = { server, feeds, folder }
    const references: (Reference & { used: number })[] = []
    const loads: (Awaited<ReturnType<typeof firstLoad>> & { used: number })[] = []
    const served = serverTime(server)
    // side by side, since others use the machine too
    for (let each = 0; each < runs; each++) {
      await served()
      const beside = await reference(server, feeds, folder)
      references.push({ ...beside, used: beside.processor_seconds + (await served()) })
      say(
        `reference: copied in ${beside.copy_seconds.toFixed(1)} s, read in ${beside.read_csv_seconds.toFixed(1)} s`,
      )
      if (each > 0) await warehouses.remove('bench')
      const warehouse = await warehouses.create('bench')
      // what the reference took is not ours
      if (each === 0) peak = 0
      const before = processorSeconds('self')
      const load = await firstLoad(shop, warehouse, join(workspaceFolder(folder, 'bench'), 'staging'))
      const used = processorSeconds('self') - before
      loads.push({ ...load, used: used + (await served()) })
      say(
        `first load: ${load.taken.toFixed(1)} s, ${JSON.stringify(load.phases)}, peak ${Math.round(peak / 2 ** 20)} MB`,
      )
    }
    const { reader } = await warehouses.open('bench')
    const { refresh } = loads[loads.length - 1]
    await server.run(
      database,
      `UPDATE venta SET estado = 'enviado' WHERE id % ${Math.floor((rows * 0.3) / 1000)} = 7;
       INSERT INTO venta (usuario_id, estado) VALUES (1, 'nuevo');
       INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) SELECT max(id), 1, 1, 5 FROM venta`,
    )
    const count = raw('SELECT count(*) AS n FROM marts.orders')
    const before = await reader.row<{ n: number }>(count)
    const refresh_seconds = await seconds(async () => {
      await refresh('changes')
      const { n } = await reader.row<{ n: number }>(count)
      if (n !== before.n + 1) throw new Error('the new order is not in the marts')
    })
    say(`refresh: ${refresh_seconds.toFixed(1)} s`)
    const idle_refresh_seconds = await seconds(async () => refresh('changes'))
    const compare_seconds = await seconds(async () => refresh('compare'))
    const beside = references.map(({ copy_seconds, read_csv_seconds }) => copy_seconds + read_csv_seconds)
    const figures: PostgresBench = {
      rows,
      runs,
      copied_with: references[0].copied_with,
      copy_seconds: median(references.map(({ copy_seconds }) => copy_seconds)),
      read_csv_seconds: median(references.map(({ read_csv_seconds }) => read_csv_seconds)),
      first_load_seconds: median(loads.map(({ taken }) => taken)),
      ratio: median(loads.map(({ taken }, each) => beside[each] / taken)),
      cpu_ratio: median(loads.map(({ used }, each) => references[each].used / used)),
      bar: 0.6,
      phases: loads[loads.length - 1].phases,
      refresh_seconds,
      refresh_bar: 5,
      idle_refresh_seconds,
      compare_seconds,
      peak_memory_mb: Math.round(peak / 2 ** 20),
      memory_bar: 1536,
    }
    if (!options.json) console.log(asTable(figures))
    return figures
  } finally {
    clearInterval(watch)
    await warehouses.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function asTable({ phases, ...figures }: PostgresBench): string {
  const rows = [
    ...Object.entries(figures),
    ...Object.entries(phases).map(([name, value]) => [`${name} seconds`, value] as const),
  ]
  return rows
    .map(([name, value]) => {
      const shown = typeof value === 'number' ? Number(value.toFixed(2)).toLocaleString('en') : value
      return `${name.replaceAll('_', ' ').padEnd(24)}${shown}`
    })
    .join('\n')
}
