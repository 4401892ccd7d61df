import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { isAppError } from '../../src/base/errors.ts'
import { readAddress, shownAddress } from '../../src/ingest/postgres/address.ts'
import { readCatalogue } from '../../src/ingest/postgres/catalogue.ts'
import { copyInPieces } from '../../src/ingest/postgres/copy-feed.ts'
import { inSession, inspectPostgres } from '../../src/ingest/postgres/inspect-postgres.ts'
import { releaseSource } from '../../src/ingest/owned-by.ts'
import { loadDemo } from '../../src/demo/load-shop.ts'
import { sql } from '../../src/warehouse/sql.ts'
import { openWorkspace } from '../ingest/workspace.ts'
import type { Workspace } from '../ingest/workspace.ts'
import { startPostgres } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'
import { clock, everything, openShopSource } from './shop-source.ts'
import type { ShopSource } from './shop-source.ts'
import { fillSpanishShop, spanishSchema } from './spanish-shop.ts'

let server: PostgresServer
let demo: Workspace
const open = new Set<{ close: () => Promise<void> }>()

before(async () => {
  server = await startPostgres()
  demo = await openWorkspace({ currency: 'BOB', timeZone: 'America/La_Paz' })
  await loadDemo(demo.warehouse, 'boutique', { clock })
})
after(async () => {
  for (const each of open) await each.close()
  await demo?.close()
  await server?.stop()
})

async function sourceOf(...args: Parameters<typeof openShopSource>): Promise<ShopSource> {
  const source = await openShopSource(...args)
  open.add(source)
  return source
}

/** A small shop in Spanish: three orders of two customers. */
async function smallShop(database: string, more = ''): Promise<string> {
  return server.create(
    database,
    `${spanishSchema}
     INSERT INTO tipo (nombre) VALUES ('Vestidos'), ('Calzado');
     INSERT INTO usuario (nombre, correo, pais) VALUES ('Ana', 'ana@x.example', 'Bolivia'), ('Luz', 'luz@x.example', 'Chile');
     INSERT INTO producto (nombre, tipo_id, precio, costo) VALUES ('Vestido azul', 1, 100, 40), ('Botas', 2, 80, 30);
     INSERT INTO venta (usuario_id, fecha, estado) VALUES (1, '2026-01-05 10:00-04', 'entregado'), (2, '2026-01-06 10:00-04', 'entregado'), (1, '2026-02-01 23:30-04', 'cancelado');
     INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) VALUES (1, 1, 1, 100), (1, 2, 2, 80), (2, 2, 1, 75), (3, 1, 1, 100);
     ${more}`,
  )
}

const sums =
  'SELECT count(*) AS orders, CAST(sum(revenue) AS DOUBLE) AS revenue FROM marts.orders WHERE is_order'

async function refused(code: string, work: () => Promise<unknown>, pattern?: RegExp): Promise<string> {
  try {
    await work()
  } catch (error) {
    assert.ok(isAppError(error), String(error))
    assert.equal(error.code, code, error.message)
    if (pattern) assert.match(error.message, pattern)
    return error.message
  }
  return assert.fail(`expected ${code}`)
}

describe('a shop in Spanish', () => {
  test('gives the figures of the shop it was filled from, and what changes there appears after a refresh', async () => {
    const url = await server.create('tienda', spanishSchema)
    await fillSpanishShop(server, 'tienda', demo.warehouse.reader)
    const source = await sourceOf(url)
    assert.equal(source.recipe, 'spanish-shop')
    const first = await source.refresh()
    assert.equal(first.mode, 'first')
    const figures = `SELECT count(DISTINCT order_key) AS orders, count(*) AS lines, CAST(sum(revenue) AS DOUBLE) AS revenue, CAST(sum(units) AS DOUBLE) AS units,
      count(DISTINCT customer_key) AS customers, min(day) AS first, max(day) AS last FROM marts.sales`
    assert.deepEqual(await source.workspace.rows(figures), await demo.rows(figures))
    assert.deepEqual(
      await source.workspace.rows(
        'SELECT CAST(sum(cost_price) AS DOUBLE) AS cost, count(DISTINCT category) AS kinds FROM facts.products',
      ),
      await demo.rows(
        'SELECT CAST(sum(cost_price) AS DOUBLE) AS cost, count(DISTINCT category) AS kinds FROM facts.products',
      ),
    )
    assert.equal((await source.refresh()).rows_read, 0)

    await server.run(
      'tienda',
      `UPDATE venta SET estado = 'cancelado', ciudad = 'Oruro' WHERE id IN (5, 6);
       UPDATE detalle_venta SET cantidad = cantidad + 1 WHERE venta_id = 7;
       UPDATE usuario SET nombre = 'Ñandú "la niña"' || chr(10) || 'x' WHERE id = 3;
       UPDATE tipo SET nombre = 'Otro' WHERE id = 1;
       DELETE FROM venta WHERE id IN (10, 11);
       DELETE FROM detalle_venta WHERE id = (SELECT min(id) FROM detalle_venta WHERE venta_id > 20 GROUP BY venta_id HAVING count(*) > 1 ORDER BY venta_id LIMIT 1);
       INSERT INTO usuario (nombre) VALUES ('Nueva');
       INSERT INTO venta (usuario_id, fecha, estado) SELECT max(id), '2025-11-01 09:00-04', 'entregado' FROM usuario;
       INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) SELECT max(id), 1, 2, 50 FROM venta`,
    )
    const { verdict, mode } = await source.refresh()
    assert.equal(mode, 'changes')
    assert.deepEqual(
      [
        verdict?.changes.orders_new,
        verdict?.changes.orders_replaced,
        verdict?.changes.customers_new,
        verdict?.changes.customers_changed,
      ],
      [1, 3, 1, 1],
    )
    const compared = await source.refresh('compare')
    assert.equal(compared.verdict?.changes.orders_removed, 2)
    assert.equal(compared.verdict?.changes.orders_replaced, 1)

    const whole = await sourceOf(url)
    await whole.refresh()
    assert.deepEqual(await everything(source.workspace), await everything(whole.workspace))
    assert.equal((await source.refresh('whole')).verdict?.outcome, 'unchanged')
  })

  test('takes an order out with its lines and puts it back when that import is undone', async () => {
    const source = await sourceOf(await smallShop('quitada'))
    await source.refresh()
    const before_ = await everything(source.workspace)
    await server.run('quitada', 'DELETE FROM venta WHERE id = 2; DELETE FROM usuario WHERE id = 2')
    const { verdict } = await source.refresh('compare')
    assert.equal(verdict?.changes.orders_removed, 1)
    assert.equal(verdict?.changes.others_removed, 1)
    await source.workspace.undo(verdict?.import_id ?? '')
    assert.deepEqual(await everything(source.workspace), before_)
    assert.equal((await source.refresh()).mode, 'first', 'what was undone is read anew')
  })

  test('that was removed and comes again takes over what is here as it is, so that later deletions are seen', async () => {
    const url = await smallShop('otravez')
    const source = await sourceOf(url)
    await source.refresh()
    await source.workspace.warehouse.write([], async (writer) => releaseSource(writer, 'shop'))
    const again = { source_id: 'again' }
    const first = await source.refresh('changes', again)
    assert.deepEqual(
      [
        first.mode,
        first.verdict?.outcome,
        first.verdict?.changes.orders_adopted,
        first.verdict?.changes.orders_new,
      ],
      ['first', 'loaded', 3, 0],
    )
    assert.equal((await source.refresh('whole', again)).verdict?.outcome, 'unchanged')
    await server.run('otravez', 'DELETE FROM venta WHERE id = 2; DELETE FROM usuario WHERE id = 2')
    const { verdict } = await source.refresh('compare', again)
    assert.deepEqual([verdict?.changes.orders_removed, verdict?.changes.others_removed], [1, 1])
    const whole = await sourceOf(url)
    await whole.refresh()
    assert.deepEqual(await everything(source.workspace), await everything(whole.workspace))
    await source.workspace.undo(verdict?.import_id ?? '')
    assert.equal((await source.refresh('changes', again)).verdict?.changes.orders_removed, 1)
    await refused('source_mapping', async () => {
      await server.run('otravez', 'UPDATE detalle_venta SET cantidad = 9 WHERE venta_id = 1')
      await source.refresh('changes', { source_id: 'third' })
    })
  })

  test('has a row for a table of none, and reads what comes into it later', async () => {
    const source = await sourceOf(await server.create('vacia', spanishSchema))
    const empty = await source.refresh()
    assert.equal(empty.rows_read, 0)
    assert.equal(empty.verdict?.outcome, 'unchanged')
    await server.run(
      'vacia',
      `INSERT INTO producto (nombre) VALUES ('Uno'); INSERT INTO venta (fecha) VALUES ('2026-01-01'); INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) VALUES (1, 1, 1, 9)`,
    )
    assert.equal((await source.refresh()).verdict?.changes.orders_new, 1)
    assert.deepEqual(await source.workspace.rows(sums), [{ orders: 1, revenue: 9 }])
  })

  test('is read whole where it comes in several pieces, whatever stands at their seams', async () => {
    const url = await server.create('piezas', spanishSchema)
    await server.run(
      'piezas',
      `INSERT INTO venta (fecha, ciudad) SELECT TIMESTAMPTZ '2026-01-01', repeat('la "casa"' || chr(10) || ', ', 60) || i FROM generate_series(1, 4000) AS i;
       INSERT INTO detalle_venta (venta_id, cantidad, precio_unitario) SELECT 1 + i / 3, 1, i FROM generate_series(0, 11999) AS i`,
    )
    const source = await sourceOf(url)
    const { rows_read, verdict } = await source.refresh()
    assert.deepEqual([rows_read, verdict?.rows_set_aside, verdict?.rows_repeated], [12_000, 0, 0])
    const there = await server.rows(
      'piezas',
      'SELECT id::text AS order_id, ciudad AS city FROM venta ORDER BY id',
    )
    const here = await source.workspace.rows(
      'SELECT order_id, city FROM facts.orders ORDER BY CAST(order_id AS INTEGER)',
    )
    assert.deepEqual(here, there)
    assert.deepEqual(
      await source.workspace.rows(
        'SELECT CAST(sum(unit_price) AS DOUBLE) AS sum, count(DISTINCT transaction_id) AS n, max(line_no) AS most FROM facts.order_lines',
      ),
      [{ sum: (11_999 * 12_000) / 2, n: 12_000, most: 3 }],
    )
    assert.equal((await source.refresh('whole')).verdict?.outcome, 'unchanged')
  })

  test('what breaks off after some of it came says so, and gives no more', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pieces-'))
    const target = { path: join(folder, 'feed.csv'), name: 'feed', header: ['text', 'n'] }
    const query = `SELECT repeat('x', 2000), 1 / (9000 - i) FROM generate_series(1, 9001) AS i`
    await inSession(readAddress({ url: server.url('postgres') }), async (session) => {
      const copying = copyInPieces(session, query, target)
      const came: string[] = []
      await refused('source_query', async () => {
        for await (const path of copying.pieces()) came.push(path)
      })
      assert.ok(came.length >= 1)
      await refused('source_query', async () => copying.whole)
    })
    await rm(folder, { recursive: true })
  })

  test('sees what changes while it is read at the next refresh, all of an order or nothing', async () => {
    const source = await sourceOf(await smallShop('mientras'))
    await source.refresh()
    await server.run('mientras', `UPDATE detalle_venta SET cantidad = 5 WHERE venta_id = 1`)
    let meanwhile: Promise<void> | undefined
    await source.refresh(
      'changes',
      {},
      {
        onProgress: ({ phase }) => {
          if (phase === 'preparing')
            meanwhile ??= server.run('mientras', `UPDATE detalle_venta SET cantidad = 7 WHERE venta_id = 1`)
        },
      },
    )
    await meanwhile
    await source.refresh()
    const rows = await source.workspace
      .rows(`SELECT DISTINCT CAST(quantity AS INTEGER) AS q FROM facts.order_lines AS l
      JOIN facts.orders AS o ON o.order_key = l.order_key WHERE o.order_id = '1'`)
    assert.deepEqual(rows, [{ q: 7 }])
  })

  test('finds changes by a time of change where the shop keeps one', async () => {
    const url = await smallShop(
      'marcada',
      `ALTER TABLE venta ADD updated_at timestamptz NOT NULL DEFAULT now(); ALTER TABLE detalle_venta ADD updated_at timestamptz NOT NULL DEFAULT now();
       UPDATE venta SET updated_at = '2026-03-01'; UPDATE detalle_venta SET updated_at = '2026-03-01'`,
    )
    const source = await sourceOf(url)
    assert.deepEqual(
      source.feeds[0].watches.map(({ mode }) => mode),
      ['updated_at', 'updated_at'],
    )
    await source.refresh()
    await server.run(
      'marcada',
      `UPDATE detalle_venta SET cantidad = 3, updated_at = '2026-03-02' WHERE id = 4`,
    )
    const { verdict } = await source.refresh()
    assert.equal(verdict?.changes.orders_replaced, 1)
    await server.run(
      'marcada',
      `UPDATE detalle_venta SET cantidad = 4, updated_at = '2026-03-01 23:55' WHERE id = 4`,
    )
    assert.equal(
      (await source.refresh()).verdict?.changes.orders_replaced,
      1,
      'what comes late is in the overlap',
    )
  })
})

describe('what a user maps', () => {
  test('a query is read like a file, and its new keys are found', async () => {
    const url = await server.create(
      'suelta',
      `CREATE TABLE movimientos (nro bigint PRIMARY KEY, dia timestamp, cliente text, articulo text, cant int, monto numeric);
       INSERT INTO movimientos SELECT i, TIMESTAMP '2026-01-01' + i * interval '1 hour', 'C' || i % 7, 'A' || i % 5, 1 + i % 3, 10 FROM generate_series(1, 3000) AS i`,
    )
    const mapping = {
      role: 'lines' as const,
      columns: {
        order_id: 'nro',
        ordered_at: 'dia',
        customer_id: 'cliente',
        product_id: 'articulo',
        quantity: 'cant',
        unit_price: 'monto',
      },
    }
    const query = 'SELECT * FROM movimientos WHERE cant < 3 -- solo esas'
    const feeds = [
      { name: 'movimientos', query, mapping, changes: { mode: 'growing_key' as const, column: 'nro' } },
    ]
    const source = await sourceOf(url, { feeds })
    await source.refresh()
    await server.run('suelta', `INSERT INTO movimientos VALUES (3001, '2026-06-01', 'C1', 'A1', 1, 99)`)
    const { verdict, rows_read } = await source.refresh()
    assert.equal(verdict?.changes.orders_new, 1)
    assert.ok(rows_read < 1500, 'only the newest keys are read again')
    const [found] = await source.workspace.rows<{ orders: number }>(sums)
    assert.equal(found.orders, 2001)
  })

  test('lines that come twice are told, however their numbers stand', async () => {
    const url = await server.create(
      'doble',
      `CREATE TABLE renglones (pedido bigint, nro bigint, dia timestamp, cant int, monto numeric);
       INSERT INTO renglones SELECT i / 4, i, TIMESTAMP '2026-01-01' + i / 4 * interval '1 hour', 1, 10 FROM generate_series(0, 399) AS i`,
    )
    const mapping = {
      role: 'lines' as const,
      columns: {
        order_id: 'pedido',
        transaction_id: 'nro',
        ordered_at: 'dia',
        quantity: 'cant',
        unit_price: 'monto',
      },
    }
    const changes = { mode: 'whole' as const, column: null }
    const source = await sourceOf(url, {
      feeds: [{ name: 'renglones', table: 'renglones', mapping, changes }],
    })
    const repeated = async (): Promise<number | undefined> =>
      (await source.refresh('whole')).verdict?.rows_repeated
    assert.equal(await repeated(), 0)
    const copies: [string, number][] = [
      // beside it, far from it, and without a number
      ['INSERT INTO renglones SELECT * FROM renglones WHERE nro = 399', 1],
      ['INSERT INTO renglones SELECT * FROM renglones WHERE nro = 7', 2],
      ['INSERT INTO renglones SELECT 500, NULL, dia, cant, monto FROM renglones WHERE nro IN (1, 2)', 3],
    ]
    for (const [statement, times] of copies) {
      await server.run('doble', statement)
      assert.equal(await repeated(), times)
    }
  })

  test('a query can only read', async () => {
    const address = readAddress({ url: await smallShop('lectura') })
    for (const query of ['DELETE FROM venta', 'SELECT 1; DELETE FROM venta', 'DROP TABLE venta'])
      await refused('source_query', async () =>
        inSession(address, async (session) => inspectPostgres(session, { query })),
      )
    const sneaky = 'WITH gone AS (DELETE FROM venta RETURNING *) SELECT * FROM gone'
    await refused('source_query', async () =>
      inSession(address, async (session) => inspectPostgres(session, { query: sneaky })),
    )
    assert.deepEqual(await server.rows('lectura', 'SELECT count(*)::int AS n FROM venta'), [{ n: 3 }])
  })
})

describe('a source that fails says why, and leaves the data as they were', () => {
  test('no server, no database, a wrong password, no encryption', async () => {
    const tcp = (user: string, password: string, more = ''): string =>
      `postgres://${user}:${password}@127.0.0.1:${server.port}/postgres${more}`
    const reach = async (url: string): Promise<unknown> => inSession(readAddress({ url }), readCatalogue)
    await server.run('postgres', `CREATE ROLE dueno LOGIN PASSWORD 'abre-sesamo'`)
    await refused('source_unreachable', async () => reach('postgres://a:b@127.0.0.1:1/x'))
    await refused('source_unreachable', async () => reach('postgres://a:b@no-such-host.invalid/x'))
    await refused('source_unreachable', async () => reach('postgres://a@/x?host=/nowhere'))
    await refused('source_no_database', async () => reach(server.url('nada')), /nada/)
    const told = await refused('source_refused', async () => reach(tcp('dueno', 'otra-clave-secreta')))
    assert.doesNotMatch(told, /otra-clave-secreta/)
    await refused('source_no_tls', async () => reach(tcp('dueno', 'abre-sesamo', '?sslmode=require')))
    assert.ok(await reach(tcp('dueno', 'abre-sesamo', '?sslmode=prefer')), 'it does without where it may')
    await refused('source_address', async () => reach('mysql://a@b/c'))
    assert.equal(
      shownAddress(readAddress({ url: tcp('dueno', 'p%40ss') })),
      `dueno@127.0.0.1:${server.port}/postgres`,
    )
  })

  test('a role without rights, and a column that was renamed', async () => {
    const url = await smallShop('permisos')
    const source = await sourceOf(url)
    await source.refresh()
    const kept = await everything(source.workspace)
    await server.run(
      'permisos',
      `CREATE ROLE mirona LOGIN; GRANT SELECT ON venta, usuario, producto, tipo TO mirona`,
    )
    const poor = { address: readAddress({ url: server.url('permisos', 'mirona') }) }
    await refused('source_not_permitted', async () => source.refresh('whole', poor), /detalle_venta/)
    await server.run('permisos', 'ALTER TABLE detalle_venta RENAME cantidad TO unidades')
    await refused('source_changed', async () => source.refresh('whole'), /cantidad/)
    await refused('source_changed', async () => source.refresh(), /cantidad/)
    assert.deepEqual(await everything(source.workspace), kept)
  })

  test('a column of changes that is empty in some rows', async () => {
    const url = await smallShop(
      'huecos',
      'ALTER TABLE venta ADD cambiada timestamp; UPDATE venta SET cambiada = now() WHERE id < 3',
    )
    const mapping = {
      role: 'orders' as const,
      columns: { order_id: 'id', ordered_at: 'fecha', customer_id: 'usuario_id' },
      constants: { order_total: '1' },
    }
    const feeds = [
      {
        name: 'ventas',
        table: 'venta',
        mapping,
        changes: { mode: 'updated_at' as const, column: 'cambiada' },
      },
    ]
    const source = await sourceOf(url, { feeds })
    await refused('source_watermark', async () => source.refresh(), /cambiada.*fill it in/)
    const words = [{ ...feeds[0], changes: { mode: 'growing_key' as const, column: 'estado' } }]
    const other = await sourceOf(url, { feeds: words })
    await refused('source_watermark', async () => other.refresh(), /estado.*does not hold numbers/)
  })

  test('a clock that went back makes it read everything, and says so', async () => {
    const source = await sourceOf(await smallShop('reloj'))
    await source.refresh()
    const [{ state }] = await source.workspace.rows<{ state: string }>(
      'SELECT state FROM facts.source_states',
    )
    const later = JSON.stringify({ ...JSON.parse(state), server_time: '2999-01-01T00:00:00.000Z' })
    await source.workspace.warehouse.write([], async (writer) =>
      writer.run(sql`UPDATE facts.source_states SET state = ${later}`),
    )
    const { mode, notes } = await source.refresh()
    assert.deepEqual([mode, notes], ['whole', ['clock_went_back']])
    assert.deepEqual((await source.refresh()).notes, [])
  })

  test('currencies without a rate are set aside and told', async () => {
    const url = await smallShop(
      'divisas',
      `ALTER TABLE venta ADD moneda text; UPDATE venta SET moneda = CASE WHEN id = 2 THEN 'XAF' ELSE 'BOB' END`,
    )
    const source = await sourceOf(url)
    const { verdict } = await source.refresh()
    assert.deepEqual(
      verdict?.set_aside.map(({ reason, rows }) => [reason, rows]),
      [['no_rate', 1]],
    )
  })
})
