import { callListInput, callListOutput } from '../../contracts/call-list.ts'
import { join, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { customersInScope } from './customers-in-scope.ts'
import { searchPattern } from '../list-sql.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import { requireModel } from '../served-model.ts'

type Due = {
  customer_key: number
  customer_id: string
  name: string | null
  phone: string | null
  email: string | null
  last_order: string
  usual_gap_days: number | null
  due_day: string | null
  overdue_days: number | null
  next_day: string | null
  next_day_low: string | null
  next_day_high: string | null
  alive: number
  value_at_stake: number
}

/**
 * Whom to call: customers whose usual gap between orders has passed and who are likely still to be customers, by the
 * value at stake, with when they are due, what they like, and a phone. A search finds anybody, due or not.
 */
export const callList = answer({
  name: 'call-list',
  paths: [{ path: '/analytics/call-list' }],
  title: 'Call list',
  summary: 'Customers who are due or overdue, by value at stake, with phone, usual gap and favourites',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue', 'predictions'],
  input: callListInput,
  output: callListOutput,
  async run(context, input) {
    const served = await requireModel(context, 'customer-value')
    const scope = await resolveScope(context, input)
    const among = join([sql`customer_key > 0`, ...customersInScope(scope)], ' AND ')
    const conditions = [sql`c.archived_at IS NULL`]
    if (input.search) {
      const part = searchPattern(input.search)
      const digits = input.search.replaceAll(/\D/g, '')
      conditions.push(
        digits.length >= 3
          ? sql`(strip_accents(c.name) ILIKE strip_accents(${part}) ESCAPE '~'
              OR regexp_replace(c.phone, '[^0-9]', '', 'g') LIKE ${`%${digits}%`})`
          : sql`strip_accents(c.name) ILIKE strip_accents(${part}) ESCAPE '~'`,
      )
    } else if (input.only_overdue !== false) {
      conditions.push(sql`v.overdue_days > 0`)
    }
    const list = sql`
      SELECT v.customer_key, c.customer_id, c.name, c.phone, c.email, m.last_day AS last_order, v.usual_gap_days, v.due_day,
        v.overdue_days, v.next_day, v.next_day_low, v.next_day_high, v.alive, v.value_365 AS value_at_stake
      FROM (SELECT * FROM predictions.customer_value WHERE ${among}) AS v
      JOIN facts.customers AS c ON c.customer_key = v.customer_key
      JOIN marts.customers AS m ON m.customer_key = v.customer_key AND m.last_day IS NOT NULL
      WHERE ${join(conditions, ' AND ')}`
    const [{ total }, rows] = await Promise.all([
      context.db.row<{ total: number }>(sql`SELECT CAST(count(*) AS INTEGER) AS total FROM (${list}) AS l`),
      context.db.rows<Due>(sql`SELECT * FROM (${list}) AS l ORDER BY value_at_stake DESC, customer_id
        LIMIT ${input.limit} OFFSET ${input.offset}`),
    ])
    const favourites = await favouritesOf(
      context,
      rows.map((row) => row.customer_key),
    )
    return {
      ...replyHead(context, scope),
      made_as_of: served.as_of,
      items: rows.map(({ customer_key, ...row }) => ({
        ...row,
        favourites: favourites.get(customer_key) ?? [],
      })),
      total,
      limit: input.limit,
      offset: input.offset,
    }
  },
})

/** The names of the three products each customer has bought most of. */
async function favouritesOf(context: AnswerContext, keys: readonly number[]): Promise<Map<number, string[]>> {
  if (keys.length === 0) return new Map()
  const rows = await context.db.rows<{ customer_key: number; names: string[] }>(sql`
    SELECT customer_key, list(name ORDER BY place) AS names FROM (
      SELECT s.customer_key, coalesce(p.product_name, p.product_id) AS name,
        row_number() OVER (PARTITION BY s.customer_key ORDER BY sum(s.units) DESC, sum(s.revenue) DESC, p.product_id) AS place
      FROM marts.sales AS s JOIN facts.products AS p ON p.product_key = s.product_key
      WHERE s.customer_key IN (SELECT CAST(unnest(${keys}) AS INTEGER)) AND s.is_sale
      GROUP BY s.customer_key, p.product_id, p.product_name
    ) AS ranked WHERE place <= 3 GROUP BY customer_key`)
  return new Map(rows.map((row) => [row.customer_key, row.names]))
}
