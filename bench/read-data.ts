import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { orderHistory } from '../src/models/customers/order-history.ts'
import type { OrderHistory } from '../src/models/customers/order-history.ts'

export type DataSet = { name: string; history: OrderHistory; firstDay: number; lastDay: number }

const dayNumber = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / 86_400_000)

/** The path of a data file, or undefined with a line that says it is absent. */
export function dataFile(folder: string | undefined, name: string): string | undefined {
  if (folder && existsSync(join(folder, name))) return join(folder, name)
  console.error(`${name} is not ${folder ? `in ${folder}` : 'given: use --data DIR'}; that part is left out`)
  return undefined
}

function grouped(name: string, orders: { customer: string; day: number; amount: number }[]): DataSet {
  const numberOf = new Map<string, number>()
  for (const { customer } of orders) if (!numberOf.has(customer)) numberOf.set(customer, numberOf.size)
  const history = orderHistory(
    {
      customer: orders.map(({ customer }) => numberOf.get(customer) ?? 0),
      day: orders.map(({ day }) => day),
      amount: orders.map(({ amount }) => amount),
    },
    numberOf.size,
  )
  const days = orders.map(({ day }) => day)
  const bound = (pick: (a: number, b: number) => number): number => days.reduce((a, b) => pick(a, b))
  return { name, history, firstDay: bound(Math.min), lastDay: bound(Math.max) }
}

/** The CDNOW purchases: whole (69,659) or the tenth of the papers (6,919). */
export function readCdnow(path: string): DataSet {
  const sample = path.includes('sample')
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length >= 4 && /^\d+$/.test(fields[0]))
  const orders = rows.map((fields) => {
    const [date, , amount] = fields.slice(sample ? 2 : 1)
    const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`
    return { customer: fields[sample ? 1 : 0], day: dayNumber(iso), amount: Number(amount) }
  })
  return grouped(sample ? 'cdnow sample' : 'cdnow', orders)
}

/** Online Retail's invoices with a customer and a positive sum of lines sold. */
export function readOnlineRetail(path: string): DataSet {
  const invoices = new Map<string, { customer: string; day: number; amount: number }>()
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n').slice(1)) {
    const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((field) => field.replace(/,$/, '')) ?? []
    const [invoice, , , quantity, date, price, customer] = fields
    const amount = Number(quantity) * Number(price)
    if (!customer || invoice.startsWith('C') || !(amount > 0)) continue
    const known = invoices.get(invoice)
    if (known) known.amount += amount
    else invoices.set(invoice, { customer, day: dayNumber(date.slice(0, 10)), amount })
  }
  return grouped('online-retail', [...invoices.values()])
}
