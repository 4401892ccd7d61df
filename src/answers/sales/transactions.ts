import { transactionsInput, transactionsOutput } from '../../contracts/transactions.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { filter4 } from '../customers/filter-4.ts'
import { searchPattern } from '../list-sql.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { whyNull } from '../why-null.ts'
import type { z } from 'zod'

type Input = z.output<typeof transactionsInput>

// what a line is sorted by, on marts.sales AS s
const sortColumns: Record<string, string> = {
  date: 's.day',
  total_amount: 's.amount',
  quantity: 's.quantity',
  unit_price: 's.unit_price',
  profit: 's.revenue - coalesce(s.cost, s.units * p.cost_price)',
}

/**
 * Every line of every order that the filter selects, cancelled ones too (their state says so), newest first, with all
 * that is known of it. A transaction is a line; its id is the source's, else order and position.
 */
export const transactions = answer({
  name: 'transactions',
  paths: [{ path: '/transactions' }],
  title: 'Transactions',
  summary: 'Every order line that the filter selects, with paging and sorting',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: transactionsInput,
  output: transactionsOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const where = selected(scope, input)
    const [{ total }, { usd_rate }] = await Promise.all([
      context.db.row<{ total: number }>(
        sql`SELECT CAST(count(*) AS INTEGER) AS total FROM marts.sales AS s WHERE ${where}`,
      ),
      context.db.row<{ usd_rate: number | null }>(usdRate(context.workspace.currency)),
    ])
    // profit depends on the products' present costs, all else on the line alone
    const joined = input.sort.endsWith('profit')
      ? raw('LEFT JOIN facts.products AS p ON p.product_key = s.product_key')
      : raw('')
    const page = sql`SELECT s.* FROM marts.sales AS s ${joined} WHERE ${where} ORDER BY ${order(input.sort)}
      LIMIT ${input.limit} OFFSET ${input.offset}`
    const items =
      total > input.offset ? await context.db.rows(details(page, scope, usd_rate, order(input.sort))) : []
    const why = { total_amount_usd: 'no_usd_rate', cost_price: 'no_cost_data', profit: 'no_cost_data' }
    return {
      ...replyHead(context, scope, whyNull(items, why)),
      items: items as never,
      total,
      limit: input.limit,
      offset: input.offset,
    }
  },
})

/** Conditions on marts.sales AS s: those of the filter, cancelled lines included. */
function selected(scope: Scope, input: Input): Sql {
  const { start, end } = scope.range
  const conditions = [
    sql`s.day BETWEEN CAST(${start} AS DATE) AND CAST(${end} AS DATE)`,
    ...scope.conditions('s'),
  ]
  if (input.kind) conditions.push(sql`s.kind = ${input.kind}`)
  if (input.state) {
    conditions.push(sql`s.order_key IN (SELECT order_key FROM facts.orders WHERE state = ${input.state})`)
  }
  if (input.search) {
    const part = searchPattern(input.search)
    conditions.push(sql`(s.order_key IN (SELECT order_key FROM facts.orders WHERE order_id ILIKE ${part} ESCAPE '~')
      OR s.product_key IN (SELECT product_key FROM facts.products WHERE product_name ILIKE ${part} ESCAPE '~')
      OR s.customer_key IN (SELECT customer_key FROM facts.customers WHERE name ILIKE ${part} ESCAPE '~'))`)
  }
  return join(conditions, ' AND ')
}

function order(sort: string): Sql {
  const down = sort.startsWith('-')
  const column = sortColumns[down ? sort.slice(1) : sort]
  const direction = down ? 'DESC' : 'ASC'
  return raw(`${column} ${direction} NULLS LAST, s.order_key ${direction}, s.line_no`)
}

/** What one unit of the workspace's currency is in US dollars, by the latest rate; null where none is known. */
export function usdRate(currency: string): Sql {
  return currency === 'USD'
    ? raw('SELECT 1.0 AS usd_rate')
    : sql`SELECT (SELECT 1 / rate FROM facts.exchange_rates WHERE currency = 'USD' ORDER BY day DESC LIMIT 1) AS usd_rate`
}

function details(page: Sql, scope: Scope, usd: number | null, sorted: Sql): Sql {
  return sql`
    SELECT coalesce(l.transaction_id, o.order_id || '-' || l.line_no) AS transaction_id, o.order_id, s.day AS date,
      coalesce(l.line_at, o.ordered_at) AS ordered_at, o.status, o.state, s.kind, c.customer_id, c.name AS customer_name,
      o.country, o.region, o.city, p.product_id, p.product_name, p.category, p.subcategory,
      CAST(l.quantity AS DOUBLE) AS quantity, CAST(l.unit_price AS DOUBLE) AS unit_price,
      CAST(s.amount AS DOUBLE) AS total_amount, CAST(l.discount AS DOUBLE) AS discount_applied, o.payment_method,
      CAST(o.shipping_cost AS DOUBLE) AS shipping_cost, o.delivery_time, seg.segment AS customer_segment,
      o.device_type, o.traffic_source, o.currency, o.exchange_rate,
      CAST(s.amount AS DOUBLE) * CAST(${usd} AS DOUBLE) AS total_amount_usd,
      CAST(coalesce(l.cost_price, p.cost_price) AS DOUBLE) AS cost_price,
      CAST(s.revenue AS DOUBLE) - CAST(coalesce(s.cost, s.units * p.cost_price) AS DOUBLE) AS profit
    FROM (${page}) AS s
    JOIN facts.orders AS o ON o.order_key = s.order_key
    JOIN facts.order_lines AS l ON l.order_key = s.order_key AND l.line_no = s.line_no
    LEFT JOIN facts.customers AS c ON c.customer_key = s.customer_key
    LEFT JOIN facts.products AS p ON p.product_key = s.product_key
    LEFT JOIN (${filter4(scope.range.end, scope.segments_day)}) AS seg ON seg.customer_key = s.customer_key
    ORDER BY ${sorted}`
}
