import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { sql } from '../../src/warehouse/sql.ts'

// writes orders of three lines, one after another, and says each when it is committed, until it is killed
const [folder, from] = process.argv.slice(2)
const warehouses = openWarehouses({ folder, memoryMb: 512 })
const warehouse = await warehouses.create('shop')
console.log('ready')
for (let key = Number(from); ; key++) {
  await warehouse.write(['sales'], async (writer) => {
    await writer.run(
      sql`INSERT INTO facts.orders (order_key, order_id, customer_key, ordered_at, day, status, state, currency, exchange_rate)
        VALUES (${key}, ${String(key)}, 0, TIMESTAMP '2025-01-01 10:00:00', DATE '2025-01-01', 'done', 'counted', 'USD', 1)`,
    )
    await writer.run(
      sql`INSERT INTO facts.order_lines (order_key, line_no, product_key, kind, quantity, unit_price, discount)
        SELECT ${key}, CAST(range AS INTEGER), 0, 'sale', 1, 5, 0 FROM range(1, 4)`,
    )
  })
  process.stdout.write(`${key}\n`)
}
