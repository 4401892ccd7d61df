import type { LineKind, OrderState } from '../contracts/words.ts'
import type { Reader } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'

/** quantity × price without loss: twelve digits of units times fourteen of money need more than eighteen */
const amount = 'sum(CAST(quantity AS DECIMAL(19,3)) * unit_price)'

/** a row that only says what an order is, whose lines stand in another file, is no line */
const counted = "issue IS DISTINCT FROM 'head'"

type Group = { rows: number; amount: number }

export type Figures = {
  kinds: (Group & { kind: LineKind; orders: number })[]
  documents: (Group & { document: string; orders: number })[]
  setAside: (Group & { reason: string })[]
  currencies: (Group & { currency: string })[]
  whole: Group
  addsUp: boolean
  withoutRate: string[]
  specialCodes: (Group & { code: string; name: string | null; kind: LineKind })[]
  statuses: { status: string; state: OrderState; orders: number }[]
  orders: number
  customers: number
  products: number
  guestOrders: number
  firstDay: string | null
  lastDay: string | null
  repeated: number
}

type Total = {
  kind: LineKind
  document: string
  currency: string
  issue: string | null
  n: number
  amount: string
}

/** Adds decimal texts exactly, in units of the seventh place. */
function units(text: string): bigint {
  const [whole, fraction = ''] = text.replace('-', '').split('.')
  const value = BigInt(whole + fraction.padEnd(7, '0').slice(0, 7))
  return text.startsWith('-') ? -value : value
}

function toNumber(value: bigint): number {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(8, '0')
  return Number(`${sign}${digits.slice(0, -7)}.${digits.slice(-7)}`)
}

function groupBy(
  totals: readonly Total[],
  key: (total: Total) => string | null,
): Map<string, { rows: number; sum: bigint }> {
  const groups = new Map<string, { rows: number; sum: bigint }>()
  for (const total of totals) {
    const name = key(total)
    if (name === null) continue
    const group = groups.get(name) ?? { rows: 0, sum: 0n }
    groups.set(name, { rows: group.rows + total.n, sum: group.sum + units(total.amount) })
  }
  return groups
}

/** Orders that have a line of each kind, or stand on each document; the commonest is counted by what is left. */
async function ordersBy(
  db: Reader,
  column: 'kind' | 'document',
  common: string,
): Promise<Map<string, number>> {
  const rows = await db.rows<{ name: string; orders: number }>(
    raw(`SELECT CAST(${column} AS VARCHAR) AS name, count(DISTINCT order_id) AS orders FROM lines
      WHERE issue IS NULL AND ${column} <> '${common}' GROUP BY ${column}`),
  )
  const { orders } = await db.row<{ orders: number }>(
    raw(`SELECT (SELECT count(*) FROM orders_ready) - count(*) AS orders FROM (
      SELECT order_id FROM lines WHERE issue IS NULL
        AND order_id IN (SELECT order_id FROM lines WHERE issue IS NULL AND ${column} <> '${common}')
      GROUP BY order_id HAVING NOT bool_or(${column} = '${common}'))`),
  )
  return new Map([...rows.map(({ name, orders }): [string, number] => [name, orders]), [common, orders]])
}

/** Every figure of the verdict that is about lines and orders, from the staged tables. */
export async function lineFigures(
  db: Reader,
  { hasStatus, named, numbered }: { hasStatus: boolean; named: boolean; numbered: boolean },
): Promise<Figures> {
  const totals = await db.rows<Total>(
    raw(`SELECT CAST(kind AS VARCHAR) AS kind, CAST(document AS VARCHAR) AS document, CAST(currency AS VARCHAR) AS currency,
        CAST(issue AS VARCHAR) AS issue, count(*) AS n, CAST(coalesce(${amount}, 0) AS VARCHAR) AS amount
      FROM lines WHERE ${counted} GROUP BY ALL`),
  )
  const good = totals.filter(({ issue }) => issue === null)
  const kindOrders = await ordersBy(db, 'kind', 'sale')
  const documentOrders = await ordersBy(db, 'document', 'invoice')
  const kinds = groupBy(good, ({ kind }) => kind)
  const setAside = groupBy(totals, ({ issue }) => issue)
  const whole = groupBy(totals, () => 'all').get('all') ?? { rows: 0, sum: 0n }
  const checked = await db.row<{ n: number; amount: string; unnumbered: number }>(
    raw(
      `SELECT count(*) AS n, CAST(coalesce(${amount}, 0) AS VARCHAR) AS amount,
        ${numbered ? 'count(*) - count(transaction_id)' : '0'} AS unnumbered FROM lines WHERE ${counted}`,
    ),
  )
  const parts = [...kinds.values(), ...setAside.values()]
  const list = <Key extends string>(groups: Map<string, { rows: number; sum: bigint }>, key: Key) =>
    [...groups]
      .map(
        ([name, { rows, sum }]) =>
          ({ [key]: name, rows, amount: toNumber(sum) }) as Record<Key, string> & Group,
      )
      .sort((a, b) => b.rows - a.rows)
  const counts = await db.row<{
    orders: number
    customers: number
    guests: number
    first_day: string | null
    last_day: string | null
  }>(
    raw(`SELECT count(*) AS orders, count(DISTINCT customer_id) AS customers, count(*) FILTER (WHERE customer_id IS NULL) AS guests,
      min(day) AS first_day, max(day) AS last_day FROM orders_ready`),
  )
  const { products } = await db.row<{ products: number }>(
    raw('SELECT count(DISTINCT product_id) AS products FROM lines WHERE issue IS NULL AND NOT is_service'),
  )
  // numbers that rise are each another, so that millions of rows need not be told apart
  const { repeated } =
    numbered && checked.unnumbered === 0 && setAside.size === 0
      ? { repeated: 0 }
      : await db.row<{ repeated: number }>(
          raw(`SELECT count(*) - count(DISTINCT row_hash) AS repeated FROM lines WHERE ${counted}`),
        )
  return {
    kinds: list(kinds, 'kind').map((group) => ({
      ...group,
      kind: group.kind as LineKind,
      orders: kindOrders.get(group.kind) ?? 0,
    })),
    documents: list(
      groupBy(good, ({ document }) => document),
      'document',
    ).map((group) => ({
      ...group,
      orders: documentOrders.get(group.document) ?? 0,
    })),
    setAside: list(setAside, 'reason'),
    currencies: list(
      groupBy(good, ({ currency }) => currency),
      'currency',
    ),
    whole: { rows: whole.rows, amount: toNumber(whole.sum) },
    addsUp:
      parts.reduce((sum, part) => sum + part.sum, 0n) === units(checked.amount) &&
      parts.reduce((sum, part) => sum + part.rows, 0) === checked.n,
    withoutRate: [
      ...groupBy(
        totals.filter(({ issue }) => issue === 'no_rate'),
        ({ currency }) => currency,
      ).keys(),
    ].sort(),
    specialCodes: await specialCodes(db, named),
    statuses: hasStatus ? await statuses(db) : [],
    orders: counts.orders,
    customers: counts.customers,
    products,
    guestOrders: counts.guests,
    firstDay: counts.first_day,
    lastDay: counts.last_day,
    repeated,
  }
}

async function specialCodes(db: Reader, named: boolean): Promise<Figures['specialCodes']> {
  return db.rows(
    raw(`SELECT product_id AS code, ${named ? 'mode(product_name)' : 'CAST(NULL AS VARCHAR)'} AS name, CAST(kind AS VARCHAR) AS kind, count(*) AS rows,
        CAST(${amount} AS DOUBLE) AS amount
      FROM lines WHERE is_service AND issue IS NULL GROUP BY product_id, kind ORDER BY rows DESC, code LIMIT 100`),
  )
}

async function statuses(db: Reader): Promise<Figures['statuses']> {
  return db.rows(
    raw(
      `SELECT status, state, count(*) AS orders FROM orders_ready GROUP BY status, state ORDER BY orders DESC, status LIMIT 50`,
    ),
  )
}
