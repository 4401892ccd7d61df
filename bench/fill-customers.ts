import { seededRandom } from '../src/base/random.ts'
import { openWarehouses } from '../src/warehouse/open-warehouses.ts'
import { raw } from '../src/warehouse/sql.ts'
import { simulateOrders } from './simulate-customers.ts'

/** Two years of a shop that ends the day before 2026 began. */
const lastDay = 20_453
const days = 730

// run by itself, so that making a shop leaves nothing in the memory of what is measured
const [folder, customers, linesAnOrder] = process.argv.slice(2)
const truth = { r: 0.243, alpha: 45, a: 0.793, b: 2.426 }
const orders = simulateOrders(truth, {
  customers: Number(customers),
  arrivals: 600,
  end: days,
  random: seededRandom(6),
})
const warehouses = openWarehouses({ folder })
const warehouse = await warehouses.create('shop')
await warehouse.write(['sales', 'catalogue', 'customers'], async (writer) => {
  const step = 100_000
  await writer.run(raw('CREATE TEMP TABLE sim (n INTEGER, customer_key INTEGER, day DATE, amount DOUBLE)'))
  for (let from = 0; from < orders.day.length; from += step) {
    const to = Math.min(orders.day.length, from + step)
    await writer.append('main', 'sim', {
      n: { type: 'integer', values: Int32Array.from({ length: to - from }, (_, i) => from + i + 1) },
      customer_key: { type: 'integer', values: orders.customer.subarray(from, to).map((i) => i + 1) },
      day: { type: 'date', values: orders.day.subarray(from, to).map((day) => lastDay - days + day) },
      amount: { type: 'double', values: orders.amount.subarray(from, to) },
    })
  }
  await writer.run(
    raw(`INSERT INTO facts.customers (customer_key, customer_id, name)
      SELECT i, 'C' || i, 'Customer ' || i FROM range(1, ${Number(customers) + 1}) AS r(i)`),
  )
  await writer.run(
    raw(`INSERT INTO facts.orders (order_key, order_id, customer_key, ordered_at, day, status, state, currency, exchange_rate, country)
      SELECT n, 'O' || n, customer_key, day + INTERVAL 12 HOUR, day, 'delivered', 'counted', 'USD', 1, 'US' FROM sim`),
  )
  await writer.run(
    raw(`INSERT INTO facts.order_lines (order_key, line_no, product_key, kind, quantity, unit_price, discount)
      SELECT n, l, 1 + (n * 7 + l) % 500, 'sale', 1, amount / ${Number(linesAnOrder)}, 0
      FROM sim, range(1, ${Number(linesAnOrder) + 1}) AS r(l)`),
  )
})
const counted = await warehouse.reader.row(
  raw(`SELECT CAST(count(*) AS INTEGER) AS orders, CAST(sum(lines) AS INTEGER) AS lines FROM marts.orders`),
)
await warehouses.close()
console.log(JSON.stringify(counted))
