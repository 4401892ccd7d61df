import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isAppError } from '../../src/base/errors.ts'
import { seededRandom } from '../../src/base/random.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { raw } from '../../src/warehouse/sql.ts'
import type { Workspace } from '../ingest/workspace.ts'
import { startPostgres } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'
import { everything, openShopSource } from './shop-source.ts'
import type { ShopSource } from './shop-source.ts'
import { spanishSchema } from './spanish-shop.ts'

let server: PostgresServer
const open = new Set<{ close: () => Promise<void> }>()

before(async () => {
  server = await startPostgres()
})
after(async () => {
  for (const each of open) await each.close()
  await server?.stop()
})

async function sourceOf(...args: Parameters<typeof openShopSource>): Promise<ShopSource> {
  const source = await openShopSource(...args)
  open.add(source)
  return source
}

async function refused(code: string, work: () => Promise<unknown>, pattern = /./): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(isAppError(error), String(error))
    assert.equal(error.code, code, error.message)
    assert.match(error.message, pattern)
    return true
  })
}

/** A shop of so many orders with two lines each. */
async function shopOf(database: string, orders: number): Promise<string> {
  return server.create(
    database,
    `${spanishSchema}
     INSERT INTO tipo (nombre) VALUES ('Uno'), ('Dos');
     INSERT INTO usuario (nombre, pais) SELECT 'Cliente ' || i, 'Bolivia' FROM generate_series(1, 40) AS i;
     INSERT INTO producto (nombre, tipo_id, precio) SELECT 'Producto ' || i, 1 + i % 2, 10 FROM generate_series(1, 20) AS i;
     INSERT INTO venta (usuario_id, fecha, estado, ciudad) SELECT 1 + i % 40, TIMESTAMPTZ '2025-01-01' + i * interval '5 hours', 'entregado', 'C' || i % 6 FROM generate_series(1, ${orders}) AS i;
     INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) SELECT 1 + (i - 1) / 2, 1 + i % 20, 1 + i % 3, 10 FROM generate_series(1, ${orders * 2}) AS i;`,
  )
}

/** One change, of whatever kind, as a shop makes them. */
function change(random: () => number): string {
  const id = 1 + Math.floor(random() * 300)
  const kinds = [
    `UPDATE venta SET estado = 'cancelado' WHERE id = ${id}`,
    `UPDATE venta SET ciudad = 'N${id % 9}', fecha = fecha + interval '30 hours' WHERE id = ${id}`,
    `UPDATE venta SET usuario_id = ${1 + (id % 40)} WHERE id = ${id}`,
    `UPDATE detalle_venta SET cantidad = cantidad + 1, producto_id = ${1 + (id % 20)} WHERE venta_id = ${id}`,
    `DELETE FROM venta WHERE id = ${id}`,
    `DELETE FROM detalle_venta WHERE id = ${id}`,
    `INSERT INTO venta (usuario_id, fecha, estado, ciudad) VALUES (${1 + (id % 40)}, '2026-03-01', 'entregado', 'Nueva'); INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) SELECT max(id), 3, 1, 7 FROM venta`,
    `INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) SELECT id, 3, 1, 4 FROM venta WHERE id = ${id}`,
    `UPDATE usuario SET nombre = 'Otro ${id}' WHERE id = ${1 + (id % 40)}`,
    `UPDATE producto SET nombre = 'Otro ${id}', tipo_id = 1 WHERE id = ${1 + (id % 20)}`,
    `UPDATE tipo SET nombre = 'Tipo ${id}' WHERE id = 1`,
    `INSERT INTO usuario (nombre) VALUES ('Nuevo ${id}')`,
  ]
  return kinds[Math.floor(random() * kinds.length)]
}

test('refreshes one after the other give the warehouse that one full load gives, row by row', async () => {
  const url = await shopOf('azar', 300)
  const source = await sourceOf(url)
  await source.refresh()
  const random = seededRandom(7)
  for (let round = 0; round < 8; round++) {
    for (let n = 0; n < 12; n++) await server.run('azar', change(random))
    await source.refresh(round % 4 === 3 ? 'compare' : 'changes')
  }
  const whole = await sourceOf(url)
  await whole.refresh()
  assert.deepEqual(await everything(source.workspace), await everything(whole.workspace))
})

test('a server that stops halfway leaves the data as they were, and the next refresh goes on', async () => {
  const url = await shopOf('corte', 5000)
  const source = await sourceOf(url)
  await source.refresh()
  const kept = await everything(source.workspace)
  await server.run('corte', 'UPDATE detalle_venta SET cantidad = 2')
  let crashed: Promise<void> | undefined
  const onProgress = ({ phase }: { phase: string }): void => {
    if (phase === 'preparing') crashed ??= server.crash()
  }
  await refused('source_broke_off', async () => source.refresh('whole', {}, { onProgress }))
  await crashed
  await refused('source_unreachable', async () => source.refresh())
  assert.deepEqual(await everything(source.workspace), kept)
  await server.start()
  assert.equal((await source.refresh()).verdict?.changes.orders_replaced, 5000)
})

/** Rounds of being killed: a few by default, as many as REFRESH_KILLS says where that is asked. */
const rounds = Number(process.env.REFRESH_KILLS ?? 4)

test(`nothing is lost or doubled when it is killed at any moment, ${rounds} rounds`, async () => {
  const url = await shopOf('muerte', 2000)
  const folder = await mkdtemp(join(tmpdir(), 'trastienda-kill-'))
  const random = seededRandom(Number(process.env.SEED ?? 11))
  const child = fileURLToPath(new URL('./refresh-child.ts', import.meta.url))
  const refresh = async (killAfterMs: number | null, mode: string): Promise<string> => {
    const running = spawn(process.execPath, [child, folder, url, mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TZ: 'UTC' },
    })
    let said = ''
    running.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (killAfterMs !== null && said === 'begins\n') setTimeout(() => running.kill('SIGKILL'), killAfterMs)
    })
    await once(running, 'close')
    return said
  }
  try {
    for (let round = 0; round < rounds; round++) {
      for (let n = 0; n < 5; n++) await server.run('muerte', change(random))
      await refresh(random() * (round === 0 ? 900 : 450), round % 5 === 4 ? 'compare' : 'changes')
    }
    assert.match(await refresh(null, 'compare'), /done/)
    const warehouses = openWarehouses({ folder, memoryMb: 512 })
    const warehouse = await warehouses.open('shop')
    const rows = async (query: string) => warehouse.reader.rows(raw(query))
    const whole = await sourceOf(url)
    await whole.refresh()
    assert.deepEqual(await everything({ rows } as unknown as Workspace), await everything(whole.workspace))
    await warehouses.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('text comes whole from databases of other encodings', async () => {
  const texts: Record<string, string> = {
    LATIN1: 'Señor Muñoz café',
    LATIN2: 'Łódź ěščř',
    LATIN5: 'Ğüneş',
    LATIN9: 'Œuvre 5 €',
    WIN1252: 'Niño – “x”',
    WIN1250: 'Žluťoučký',
    WIN1251: 'Магазин',
    WIN1253: 'Κατάστημα',
    WIN1254: 'İstanbul',
    WIN1257: 'Šiauliai',
    KOI8R: 'Магазин',
    ISO_8859_5: 'Магазин',
    ISO_8859_7: 'Κατάστημα',
    EUC_JP: '東京ストア',
    EUC_KR: '서울 가게',
    EUC_CN: '北京商店',
    SQL_ASCII: 'Niño – €',
    UTF8: 'Ñandú 店 🛍',
  }
  for (const [encoding, text] of Object.entries(texts)) {
    const name = `enc_${encoding.toLowerCase()}`
    await server.run(
      'postgres',
      `CREATE DATABASE ${name} ENCODING '${encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
    )
    await server.run(
      name,
      `SET client_encoding = 'UTF8'; ${spanishSchema};
      INSERT INTO usuario (nombre) VALUES ('${text}'); INSERT INTO producto (nombre) VALUES ('${text}');
      INSERT INTO venta (usuario_id, fecha) VALUES (1, '2026-01-01'); INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) VALUES (1, 1, 1, 5)`,
    )
    const source = await sourceOf(server.url(name))
    await source.refresh()
    assert.deepEqual(
      await source.workspace.rows('SELECT name FROM facts.customers'),
      [{ name: text }],
      encoding,
    )
  }
})

test('a source that takes too long is stopped', async () => {
  const mapping = { role: 'orders' as const, columns: { order_id: 'a', ordered_at: 'b', order_total: 'c' } }
  const query = 'SELECT i AS a, now() AS b, pg_sleep(0.05)::text || 1 AS c FROM generate_series(1, 1000) AS i'
  const feeds = [{ name: 'lenta', query, mapping, changes: { mode: 'whole' as const, column: null } }]
  const source = await sourceOf(await server.create('lenta', ''), { feeds })
  await refused('source_too_slow', async () => source.refresh('changes', { time_out_ms: 1500 }))
})

test('most orders gone at once are not believed, unless everything is asked for', async () => {
  const source = await sourceOf(await shopOf('borrada', 203))
  await source.refresh()
  await server.run('borrada', 'DELETE FROM venta WHERE id > 3')
  await refused('source_changed', async () => source.refresh('compare'), /200 of its 203/)
  assert.equal((await source.refresh('whole')).verdict?.changes.orders_removed, 200)
})

test('two sources whose orders have the same ids are told apart before they replace each other', async () => {
  const source = await sourceOf(await shopOf('gemela', 3))
  await source.refresh()
  await server.run('gemela', 'UPDATE detalle_venta SET cantidad = 9')
  await refused(
    'source_mapping',
    async () => source.refresh('changes', { source_id: 'another' }),
    /has come from Shop before/,
  )
})
