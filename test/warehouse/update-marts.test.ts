import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Random } from '../../src/base/random.ts'
import { seededRandom } from '../../src/base/random.ts'
import { buildMarts } from '../../src/warehouse/marts.ts'
import type { Reader, Row, Writer } from '../../src/warehouse/reader.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { touchedOrders } from '../../src/warehouse/update-marts.ts'
import { naturalMarts } from './natural-marts.ts'
import { temporaryWarehouses } from './temporary-warehouses.ts'

const products = 400
const people = 60

/** Facts about one order as a shop may have them; the rarer products are often in one order only. */
function orderSql(key: number, random: Random): string[] {
  const pick = (n: number): number => Math.floor(random() * n)
  const day = `DATE '2025-01-01' + ${pick(80)}`
  const state = random() < 0.15 ? 'cancelled' : 'counted'
  const lines = Array.from({ length: pick(5) }, (_, line) => {
    const kind = ['sale', 'sale', 'sale', 'refund', 'shipping', 'free'][pick(6)]
    const product = kind === 'shipping' ? 0 : 1 + Math.floor(random() ** 3 * products)
    const refundDay = kind === 'refund' && random() < 0.6 ? `DATE '2025-01-01' + ${pick(90)}` : 'NULL'
    const cost = random() < 0.5 ? 'NULL' : (random() * 9).toFixed(4)
    const quantity = kind === 'refund' ? -1 : 1 + pick(4)
    return `(${key}, ${line + 1}, ${product}, '${kind}', ${quantity}, ${(random() * 99).toFixed(4)}, ${(random() * 2).toFixed(4)}, ${cost}, ${refundDay})`
  })
  const rate = random() < 0.2 ? 6.91 : 1
  return [
    `INSERT INTO facts.orders (order_key, order_id, customer_key, ordered_at, day, status, state, currency, exchange_rate, country, city, payment_method)
     VALUES (${key}, 'o${key}', ${pick(people)}, ${day}, ${day}, 'x', '${state}', 'USD', ${rate},
       ${random() < 0.1 ? 'NULL' : `'L${pick(3)}'`}, ${random() < 0.1 ? 'NULL' : `'C${pick(30)}'`}, 'P${pick(12)}')`,
    ...(lines.length === 0
      ? []
      : [
          `INSERT INTO facts.order_lines (order_key, line_no, product_key, kind, quantity, unit_price, discount, cost_price, line_day) VALUES ${lines.join(', ')}`,
        ]),
  ]
}

async function runAll(writer: Writer, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await writer.run(raw(statement))
}

async function readMarts(reader: Reader): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {}
  for (const [name, query] of Object.entries(naturalMarts)) found[name] = await reader.rows(raw(query))
  return found
}

test('marts brought up to date say what marts built anew say, whatever orders came, changed or went', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  const warehouse = await warehouses.create('w')
  const random = seededRandom(2025)
  let last = 300
  await warehouse.write(['sales'], async (writer) => {
    await runAll(writer, [
      `INSERT INTO facts.customers (customer_key, customer_id) SELECT i, 'c' || i FROM range(1, ${people}) AS r(i)`,
      `INSERT INTO facts.products (product_key, product_id) SELECT i, 'p' || i FROM range(1, ${products + 1}) AS r(i)`,
      ...Array.from({ length: last }, (_, at) => orderSql(at + 1, random)).flat(),
    ])
  })
  class Undo extends Error {}
  for (let round = 0; round < 20; round++) {
    const touched = new Set(
      Array.from({ length: 1 + Math.floor(random() * 25) }, () => 1 + Math.floor(random() * last)),
    )
    await warehouse.stage(async (stage) =>
      stage.merge(
        ['sales'],
        async (writer) => {
          const among = `WHERE order_key IN (${[...touched].join(', ')})`
          await runAll(writer, [
            `DELETE FROM facts.orders ${among}`,
            `DELETE FROM facts.order_lines ${among}`,
          ])
          for (const key of touched) if (random() < 0.7) await runAll(writer, orderSql(key, random))
          if (random() < 0.7) {
            touched.add(++last)
            await runAll(writer, orderSql(last, random))
          }
          await writer.run(
            raw(
              `CREATE OR REPLACE TEMP TABLE ${touchedOrders} AS SELECT CAST(unnest([${[...touched].join(', ')}]) AS INTEGER) AS order_key`,
            ),
          )
        },
        { marts: 'touched' },
      ),
    )
    const updated = await readMarts(warehouse.reader)
    let rebuilt: Record<string, Row[]> = {}
    const rebuilding = warehouse.write([], async (writer) => {
      await buildMarts(writer)
      rebuilt = await readMarts(writer)
      throw new Undo()
    })
    await assert.rejects(rebuilding, Undo)
    assert.deepEqual(updated, rebuilt, `round ${round}`)
  }
})
