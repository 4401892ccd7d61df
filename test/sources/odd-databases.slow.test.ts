import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isAppError } from '../../src/base/errors.ts'
import { readAddress } from '../../src/ingest/postgres/address.ts'
import { inSession, inspectPostgres } from '../../src/ingest/postgres/inspect-postgres.ts'
import { startPostgres } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'
import { everything, openShopSource } from './shop-source.ts'
import type { ShopSource } from './shop-source.ts'

let server: PostgresServer
const open = new Set<ShopSource>()

before(async () => {
  server = await startPostgres()
})
after(async () => {
  for (const each of open) await each.close()
  await server?.stop()
})

async function shopOf(
  database: string,
  statements: string,
  wanted: Parameters<typeof openShopSource>[1] = {},
): Promise<ShopSource> {
  const source = await openShopSource(await server.create(database, statements), wanted)
  open.add(source)
  return source
}

/** Each line: its order, day, customer, kind, units, price, discount and product. */
const lines = async ({ workspace }: ShopSource): Promise<unknown[][]> =>
  (
    await workspace.rows(`SELECT o.order_id, CAST(o.day AS VARCHAR) AS day, c.customer_id, l.kind, l.quantity, l.unit_price, l.discount, p.product_id
      FROM facts.order_lines AS l JOIN facts.orders AS o USING (order_key) LEFT JOIN facts.customers AS c USING (customer_key)
      LEFT JOIN facts.products AS p USING (product_key) ORDER BY 1, l.unit_price DESC, l.quantity`)
  ).map((row) => Object.values(row))

const product = `CREATE TABLE producto (id int PRIMARY KEY, nombre text); INSERT INTO producto VALUES (1, 'Uno');`
const detail = `CREATE TABLE detalle_venta (id int PRIMARY KEY, venta_id int, producto_id int, cantidad int, precio_unitario numeric);`

test('keys that are uuids or of several columns, and amounts of the type money', async () => {
  const id = (n: number): string => `${String(n).repeat(8)}-0000-0000-0000-000000000000`
  const uuids = await shopOf(
    'claves_uuid',
    `CREATE TABLE producto (id uuid PRIMARY KEY, nombre text, precio money);
     CREATE TABLE venta (id uuid PRIMARY KEY, usuario_id uuid, fecha timestamp NOT NULL);
     CREATE TABLE detalle_venta (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), venta_id uuid REFERENCES venta, producto_id uuid REFERENCES producto, cantidad int, precio_unitario money);
     INSERT INTO producto VALUES ('${id(2)}', 'Vestido', 1234.56); INSERT INTO venta VALUES ('${id(3)}', '${id(1)}', '2026-01-05 23:30');
     INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) VALUES ('${id(3)}', '${id(2)}', 2, 1234.56), ('${id(3)}', '${id(2)}', -1, 1234.56)`,
  )
  await uuids.refresh()
  assert.deepEqual(await lines(uuids), [
    [id(3), '2026-01-05', id(1), 'refund', -1, 1234.56, 0, id(2)],
    [id(3), '2026-01-05', id(1), 'sale', 2, 1234.56, 0, id(2)],
  ])
  const several = await shopOf(
    'claves_varias',
    `CREATE TABLE producto (codigo text PRIMARY KEY, nombre text);
     CREATE TABLE venta (tienda int, numero int, cliente_id int, fecha date NOT NULL, PRIMARY KEY (tienda, numero));
     CREATE TABLE detalle_venta (tienda int, numero int, linea int, producto text REFERENCES producto, cantidad int, precio_unitario numeric,
       PRIMARY KEY (tienda, numero, linea), FOREIGN KEY (tienda, numero) REFERENCES venta);
     INSERT INTO producto VALUES ('A', 'Vestido'); INSERT INTO venta VALUES (1, 1, 1, '2026-01-01'), (2, 1, 2, '2026-01-02');
     INSERT INTO detalle_venta VALUES (1, 1, 1, 'A', 1, 100), (2, 1, 1, 'A', 1, 50)`,
  )
  await several.refresh()
  await server.run(
    'claves_varias',
    'UPDATE detalle_venta SET cantidad = 3 WHERE tienda = 2; DELETE FROM detalle_venta WHERE tienda = 1',
  )
  const { verdict } = await several.refresh('compare')
  assert.deepEqual([verdict?.changes.orders_replaced, verdict?.changes.orders_removed], [1, 1])
  assert.deepEqual(await lines(several), [['2-1', '2026-01-02', '2', 'sale', 3, 50, 0, 'A']])
})

test('days and amounts that are texts, and amounts in cents, are read as they are meant', async () => {
  const source = await shopOf(
    'textos',
    `${product} CREATE TABLE venta (id int PRIMARY KEY, usuario_id int, fecha text);
     CREATE TABLE detalle_venta (id int PRIMARY KEY, venta_id int, producto_id int, cantidad text, precio text);
     INSERT INTO venta VALUES (1, 1, '31/12/2025 10:30'), (2, 1, '01/02/2026 11:00'), (3, 1, 'sin fecha');
     INSERT INTO detalle_venta VALUES (1, 1, 1, '2', '1.234,50'), (2, 2, 1, '1', '99,90'), (3, 3, 1, '1', '10,00')`,
  )
  const { verdict } = await source.refresh()
  assert.deepEqual(
    verdict?.set_aside.map(({ reason, rows }) => [reason, rows]),
    [['impossible_date', 1]],
  )
  // alone, neither tells how it is written
  await server.run(
    'textos',
    `UPDATE venta SET fecha = '03/02/2026' WHERE id = 2; UPDATE detalle_venta SET precio = '1.500' WHERE id = 2`,
  )
  await source.refresh()
  assert.deepEqual(await lines(source), [
    ['1', '2025-12-31', '1', 'sale', 2, 1234.5, 0, '1'],
    ['2', '2026-02-03', '1', 'sale', 1, 1500, 0, '1'],
  ])
  const cents = await shopOf(
    'centavos',
    `${product} CREATE TABLE venta (id int PRIMARY KEY, usuario_id int, fecha bigint);
     CREATE TABLE detalle_venta (id int PRIMARY KEY, venta_id int, producto_id int, cantidad int, precio_centavos int, descuento_centavos int);
     INSERT INTO venta VALUES (1, 1, 1767225600); INSERT INTO detalle_venta VALUES (1, 1, 1, 2, 12345, 45)`,
  )
  await cents.refresh()
  assert.deepEqual(await lines(cents), [['1', '2025-12-31', '1', 'sale', 2, 123.45, 0.45, '1']])
})

test('what no number or day can be is set aside, and the rest is right', async () => {
  const source = await shopOf(
    'imposibles',
    `${product} CREATE TABLE venta (id int PRIMARY KEY, usuario_id int, fecha timestamp);
     CREATE TABLE detalle_venta (id int PRIMARY KEY, venta_id int, producto_id int, cantidad double precision, precio_unitario numeric, descuento numeric);
     INSERT INTO venta VALUES (1, 1, '2026-01-01'), (2, 1, 'infinity'), (3, 1, NULL), (4, 1, '0099-01-01 BC'), (5, NULL, '2026-01-02');
     INSERT INTO detalle_venta VALUES (1, 1, 1, 1, 'NaN', 0), (2, 2, 1, 1, 10, 0), (3, 3, 1, 1, 10, 0), (4, 4, 1, 1, 10, 0), (5, 5, 1, 'Infinity', 10, 0),
       (6, 5, 1, -2, 10, 0), (7, 5, 1, 3, 10, NULL), (8, 5, NULL, NULL, NULL, NULL), (9, 5, NULL, 1, 5, 0)`,
  )
  const { verdict } = await source.refresh()
  assert.deepEqual(Object.fromEntries(verdict?.set_aside.map(({ reason, rows }) => [reason, rows]) ?? []), {
    impossible_date: 2,
    impossible_price: 1,
    missing_date: 1,
    impossible_quantity: 1,
    missing_quantity: 1,
  })
  assert.deepEqual(
    await source.workspace.rows('SELECT CAST(sum(revenue) AS DOUBLE) AS revenue FROM marts.orders'),
    [{ revenue: 15 }],
  )
})

test('of shops in several schemas the one that is looked through first is read, with what lies beside it', async () => {
  const shop = (
    price: number,
  ): string => `CREATE TABLE venta (id int PRIMARY KEY, vendedor_id int, cliente_id int, fecha timestamptz);
    ${detail} INSERT INTO venta VALUES (1, 9, 1, '2026-01-01 12:00+00'); INSERT INTO detalle_venta VALUES (1, 1, 1, 1, ${price});`
  const url = await server.create(
    'esquemas',
    `CREATE TABLE usuario (id int PRIMARY KEY, nombre text); INSERT INTO usuario VALUES (1, 'Ana'), (9, 'Vera'); ${product}
     CREATE SCHEMA viejo; SET search_path = viejo, public; ${shop(5)}
     CREATE SCHEMA "Nuevo Ñ"; SET search_path = "Nuevo Ñ", public; ${shop(7)}
     ALTER TABLE venta ADD FOREIGN KEY (vendedor_id) REFERENCES usuario, ADD FOREIGN KEY (cliente_id) REFERENCES usuario;
     ANALYZE`,
  )
  for (const [schema, price] of [
    ['viejo', 5],
    ['Nuevo Ñ', 7],
  ] as const) {
    const source = await openShopSource(`${url}&schema=${encodeURIComponent(schema)}`)
    open.add(source)
    await source.refresh()
    assert.deepEqual(await lines(source), [['1', '2026-01-01', '1', 'sale', 1, price, 0, '1']])
    assert.deepEqual(
      await source.workspace.rows("SELECT name FROM facts.customers WHERE customer_id = '1'"),
      [{ name: 'Ana' }],
    )
  }
})

test('views, partitions, types of the shop and a table of many columns are read like any', async () => {
  const many = Array.from({ length: 1200 }, (_, at) => `extra_${at} int`).join(',')
  const source = await shopOf(
    'formas',
    `CREATE TYPE estado AS ENUM ('pagado', 'cancelado'); CREATE DOMAIN dinero AS numeric(12,2); CREATE SCHEMA interno;
     CREATE TABLE interno.p (id int, n text, etiquetas text[], datos jsonb); CREATE MATERIALIZED VIEW producto AS SELECT id, n AS nombre FROM interno.p;
     CREATE TABLE venta (id int, usuario_id char(8), fecha timestamptz NOT NULL, estado estado, ${many}, PRIMARY KEY (id, fecha)) PARTITION BY RANGE (fecha);
     CREATE TABLE venta_2025 PARTITION OF venta FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); CREATE TABLE venta_2026 PARTITION OF venta DEFAULT;
     CREATE TABLE interno.d (id int PRIMARY KEY, v int, p int, c smallint, pu dinero);
     CREATE VIEW detalle_venta AS SELECT id, v AS venta_id, p AS producto_id, c AS cantidad, pu AS precio_unitario FROM interno.d;
     INSERT INTO interno.p VALUES (1, E'Un "x", y\\n;'); REFRESH MATERIALIZED VIEW producto;
     INSERT INTO venta (id, usuario_id, fecha, estado) VALUES (1, 'ana', '2025-06-01', 'pagado'), (2, 'luz', '2026-02-01', 'cancelado');
     INSERT INTO interno.d VALUES (1, 1, 1, 2, 100), (2, 2, 1, 1, 50)`,
  )
  await source.refresh()
  assert.deepEqual(await lines(source), [
    ['1', '2025-05-31', 'ana', 'sale', 2, 100, 0, '1'],
    ['2', '2026-01-31', 'luz', 'sale', 1, 50, 0, '1'],
  ])
  assert.deepEqual(await source.workspace.rows('SELECT order_id, state FROM facts.orders ORDER BY 1'), [
    { order_id: '1', state: 'counted' },
    { order_id: '2', state: 'cancelled' },
  ])
  await server.run(
    'formas',
    `UPDATE venta SET fecha = '2026-03-01' WHERE id = 1; DELETE FROM interno.d WHERE id = 2`,
  )
  const { verdict } = await source.refresh()
  assert.deepEqual([verdict?.changes.orders_replaced, verdict?.changes.orders_removed], [1, 1])
})

test('bytes of no encoding are read row by row, the same whatever is read with them', async () => {
  await server.run(
    'postgres',
    `CREATE DATABASE bytes ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
  )
  await server.run(
    'bytes',
    `SET client_encoding = 'SQL_ASCII'; CREATE TABLE pedidos (nro text PRIMARY KEY, cliente text, fecha timestamptz, total numeric);
     INSERT INTO pedidos VALUES (E'a\\xf1o', E'caf\\xe9', '2026-01-01', 1), ('b', E'caf\\xc3\\xa9', '2026-01-01', 2), ('c', E'x\\x81\\xff', '2026-01-01', 3)`,
  )
  const columns = { order_id: 'nro', ordered_at: 'fecha', order_total: 'total', customer_id: 'cliente' }
  const mapping = { role: 'orders' as const, columns }
  const changes = { mode: 'row_version' as const, column: null }
  const source = await openShopSource(server.url('bytes'), {
    feeds: [{ name: 'pedidos', table: 'pedidos', mapping, changes }],
  })
  open.add(source)
  await source.refresh()
  const first = await everything(source.workspace)
  assert.deepEqual(
    first.orders.map(({ order_id, customer_id }) => [order_id, customer_id]),
    [
      ['año', 'café'],
      ['b', 'café'],
      ['c', 'x\u0081ÿ'],
    ],
  )
  assert.equal((await source.refresh('compare')).verdict?.outcome, 'unchanged')
  await server.run(
    'bytes',
    `UPDATE pedidos SET total = 9 WHERE total = 1; DELETE FROM pedidos WHERE total = 3`,
  )
  const { verdict } = await source.refresh('compare')
  assert.deepEqual([verdict?.changes.orders_replaced, verdict?.changes.orders_removed], [1, 1])
})

test('nothing that a query does to its session lets another one write', async () => {
  const url = await server.create(
    'sesion',
    `CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (1); RETURN 1; END'`,
  )
  await inSession(readAddress({ url }), async (session) => {
    await inspectPostgres(session, {
      query: `SELECT set_config('default_transaction_read_only', 'off', false)`,
    })
    await assert.rejects(
      inspectPostgres(session, { query: 'SELECT f()' }),
      (error) => isAppError(error) && error.code === 'source_query' && /read-only/.test(error.message),
    )
  })
  assert.deepEqual(await server.rows('sesion', 'SELECT a FROM t'), [])
})
