import type { Reader } from '../../src/warehouse/reader.ts'
import { raw } from '../../src/warehouse/sql.ts'
import type { PostgresServer } from './postgres-server.ts'

/** The tables of a shop in Spanish, as its own program made them. */
export const spanishSchema = `
  CREATE TABLE tipo (id serial PRIMARY KEY, nombre text NOT NULL);
  CREATE TABLE usuario (id serial PRIMARY KEY, nombre text NOT NULL, correo text, contrasena text, telefono text, pais text,
    ciudad text, fecha_registro date, edad int, genero text);
  CREATE TABLE producto (id serial PRIMARY KEY, nombre text NOT NULL, tipo_id int REFERENCES tipo, precio numeric(12,2), costo numeric(12,2),
    marca text, existencias int);
  CREATE TABLE venta (id bigserial PRIMARY KEY, usuario_id int REFERENCES usuario, fecha timestamptz NOT NULL DEFAULT now(), estado text,
    metodo_pago text, canal text, pais text, ciudad text, costo_envio numeric(12,2));
  CREATE TABLE detalle_venta (id bigserial PRIMARY KEY, venta_id bigint NOT NULL REFERENCES venta ON DELETE CASCADE,
    producto_id int REFERENCES producto, cantidad numeric NOT NULL, precio_unitario numeric(12,4) NOT NULL, descuento numeric(12,4) DEFAULT 0);
  CREATE INDEX ON detalle_venta (venta_id);`

/** Fills them with what a workspace holds, each key as its number. */
export async function fillSpanishShop(server: PostgresServer, database: string, db: Reader): Promise<void> {
  const tables: [string, string, string][] = [
    [
      'tipo',
      'id, nombre',
      `SELECT row_number() OVER (ORDER BY category) AS id, category FROM (SELECT DISTINCT category FROM facts.products)`,
    ],
    [
      'usuario',
      'id, nombre, correo, contrasena, telefono, pais, ciudad, fecha_registro, edad, genero',
      `SELECT customer_key, coalesce(name, 'Sin nombre'), email, 'secreto', phone, country, city, registration_date, age, gender
        FROM facts.customers ORDER BY 1`,
    ],
    [
      'producto',
      'id, nombre, tipo_id, precio, costo, marca, existencias',
      `SELECT p.product_key, p.product_name, t.id, p.base_price, p.cost_price, p.brand, CAST(p.stock_quantity AS INTEGER)
        FROM facts.products AS p JOIN (SELECT row_number() OVER (ORDER BY category) AS id, category
          FROM (SELECT DISTINCT category FROM facts.products)) AS t ON t.category = p.category ORDER BY 1`,
    ],
    [
      'venta',
      'id, usuario_id, fecha, estado, metodo_pago, canal, pais, ciudad, costo_envio',
      `SELECT order_key, nullif(customer_key, 0), strftime(ordered_at, '%Y-%m-%d %H:%M:%S+00'), status, payment_method,
        traffic_source, country, city, shipping_cost FROM facts.orders ORDER BY 1`,
    ],
    [
      'detalle_venta',
      'venta_id, producto_id, cantidad, precio_unitario, descuento',
      `SELECT order_key, nullif(product_key, 0), quantity, unit_price, discount FROM facts.order_lines
        WHERE kind IN ('sale', 'refund') ORDER BY order_key, line_no`,
    ],
  ]
  for (const [table, columns, query] of tables) {
    const rows = await db.rows<Record<string, string | number | null>>(raw(query))
    await server.fill(
      database,
      `${table} (${columns})`,
      rows.map((row) => Object.values(row)),
    )
  }
  await server.run(
    database,
    ['tipo', 'usuario', 'producto', 'venta']
      .map(
        (table) =>
          `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}) + 1)`,
      )
      .join(';'),
  )
}
