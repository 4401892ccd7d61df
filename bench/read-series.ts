import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { generateShop } from '../src/demo/generate-shop.ts'
import type { DemoTable } from '../src/demo/demo-table.ts'
import type { ShopName } from '../src/demo/shop-plan.ts'
import { dayDate, dayNumber } from '../src/models/forecasts/calendar-effect.ts'
import type { CalendarEvent } from '../src/models/forecasts/calendar-effect.ts'

export type DailySeries = { name: string; start: string; values: Float64Array; events: CalendarEvent[] }

/** The text of a gzipped file, line by line, without its heading. */
export function readLines(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n').slice(1)
}

type Sale = { day: number; product: string; units: number; amount: number; order: string }

/** Online Retail's lines sold: positive quantities and prices, no credit notes, no service codes. */
export function readOnlineRetailSales(path: string): Sale[] {
  const sales: Sale[] = []
  for (const line of readLines(path)) {
    const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((field) => field.replace(/,$/, '')) ?? []
    const [order, product, , quantity, date, price] = fields
    const units = Number(quantity)
    const amount = units * Number(price)
    if (order.startsWith('C') || order.startsWith('A') || !(amount > 0) || !/^\d{5}/.test(product)) continue
    sales.push({ day: dayNumber(date), product, units, amount, order })
  }
  return sales
}

/** Revenue and orders by day of Online Retail, days without a sale 0. */
export function onlineRetailDaily(path: string): DailySeries[] {
  const sales = readOnlineRetailSales(path)
  let first = Infinity
  let last = -Infinity
  for (const { day } of sales) {
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  const revenue = new Float64Array(last - first + 1)
  const orders = new Float64Array(last - first + 1)
  const seen = new Set<string>()
  for (const { day, amount, order } of sales) {
    revenue[day - first] += amount
    if (!seen.has(order)) orders[day - first]++
    seen.add(order)
  }
  const start = dayDate(first)
  return [
    { name: 'online-retail revenue', start, values: revenue, events: [] },
    { name: 'online-retail orders', start, values: orders, events: [] },
  ]
}

export type ShopSeries = {
  truth: ReturnType<typeof generateShop>['truth']
  series: DailySeries[]
  products: ProductDays[]
}
export type ProductDays = {
  product: string
  category: string
  launch_day: number
  units: Float64Array
  stock_out: [number, number][]
}

/** Revenue and orders by day of a demo shop, its promotions as events, and the units of each product. */
export function demoShopDaily(shop: ShopName, seed?: number): ShopSeries {
  const { truth, tables } = generateShop(shop, seed === undefined ? {} : { seed })
  const first = dayNumber(truth.first_day)
  const days = dayNumber(truth.last_day) - first + 1
  const orderDay = integerColumn(tables.orders, 'day')
  const revenue = new Float64Array(days)
  const orders = new Float64Array(days)
  for (let i = 0; i < tables.orders.rows; i++) orders[orderDay[i] - first]++
  const order = integerColumn(tables.order_lines, 'order_key')
  const product = integerColumn(tables.order_lines, 'product_key')
  const quantity = numberColumn(tables.order_lines, 'quantity')
  const price = numberColumn(tables.order_lines, 'unit_price')
  const discount = numberColumn(tables.order_lines, 'discount')
  const units = Array.from({ length: tables.products.rows }, () => new Float64Array(days))
  for (let i = 0; i < tables.order_lines.rows; i++) {
    if (!(quantity[i] > 0)) continue
    const day = orderDay[order[i] - 1] - first
    revenue[day] += quantity[i] * price[i] - discount[i]
    if (product[i] > 0) units[product[i] - 1][day] += quantity[i]
  }
  const events = promotionEvents(truth)
  const ids = textValues(tables.products, 'product_id')
  const categories = textValues(tables.products, 'category')
  const launch = integerColumn(tables.products, 'launch_date')
  const products = units.map((values, p) => ({
    product: ids[p],
    category: categories[p],
    launch_day: launch[p] - first,
    units: values,
    stock_out: truth.stock_outs
      .filter(({ product_id }) => product_id === ids[p])
      .map(({ from, to }): [number, number] => [dayNumber(from) - first, dayNumber(to) - first]),
  }))
  const start = truth.first_day
  return {
    truth,
    products,
    series: [
      { name: `${shop} revenue`, start, values: revenue, events },
      { name: `${shop} orders`, start, values: orders, events },
    ],
  }
}

function promotionEvents(truth: ShopSeries['truth']): CalendarEvent[] {
  const dates = new Map<string, string[]>()
  for (const { name, from, to } of truth.promotions) {
    const known = dates.get(name) ?? []
    for (let day = dayNumber(from); day <= dayNumber(to); day++) known.push(dayDate(day))
    dates.set(name, known)
  }
  return [...dates].map(([name, list]) => ({ name, kind: 'promotion', dates: list }))
}

function integerColumn(table: DemoTable, name: string): ArrayLike<number> {
  return numberColumn(table, name)
}

function numberColumn(table: DemoTable, name: string): ArrayLike<number> {
  const column = table.columns[name]
  if (column.type === 'text' || column.type === 'free_text') throw new TypeError(`${name} is text`)
  return column.values
}

function textValues(table: DemoTable, name: string): string[] {
  const column = table.columns[name]
  if (column.type === 'free_text') return column.values.map(String)
  if (column.type !== 'text') throw new TypeError(`${name} is not text`)
  return Array.from({ length: table.rows }, (_, i) =>
    column.parts
      .map((part) => {
        if (typeof part === 'string') return part
        if ('words' in part) return part.words[part.codes[i] - part.first] ?? ''
        return String(part.numbers[i]).padStart(part.digits, '0')
      })
      .join(''),
  )
}
