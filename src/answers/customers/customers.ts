import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { customerSorts, customersInput, customersOutput } from '../../contracts/customers.ts'
import { findSegment, rfm11Segments } from '../../contracts/segments.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { countryCode } from '../country-codes.ts'
import { customerIndex, customerList, preferredCategories } from './customer-columns.ts'
import { searchPattern } from '../list-sql.ts'
import { replyHead } from '../reply-head.ts'
import { knownDays } from '../scope.ts'
import { servedModel } from '../served-model.ts'
import { whyNull } from '../why-null.ts'

// sorts that need what a customer has brought
const moneySorts = new Set<string>([
  'lifetime_value',
  'total_orders',
  'avg_order_value',
  'last_purchase_date',
])

type Listed = { customer_key: number; [column: string]: string | number | boolean | null }

/**
 * The customers with what each has brought so far, found by name, email, phone or id. Lifetime value is net revenue so
 * far; scores are quintiles of recency, frequency and spend. Archived customers are left out unless asked for.
 */
export const customers = answer({
  name: 'customers',
  paths: [{ path: '/customers' }],
  title: 'Customers',
  summary: 'Customers with what each has brought, with search, paging and sorting',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue', 'predictions'],
  input: customersInput,
  output: customersOutput,
  async run(context, input) {
    const days = await knownDays(context)
    const where = await selected(context, input)
    const down = input.sort.startsWith('-')
    const column = customerSorts.find((name) => name === input.sort.replace('-', ''))!
    const narrowed = { money: input.min_ltv !== undefined, segment: input.rfm_segment !== undefined }
    const sorted = {
      money: narrowed.money || moneySorts.has(column),
      segment: narrowed.segment || column === 'rfm_segment',
      churn: column === 'churn_probability',
    }
    const order = sql`${raw(column)} ${raw(down ? 'DESC' : 'ASC')} NULLS LAST, customer_key`
    const [{ total }, page] = await Promise.all([
      context.db.row<{ total: number }>(
        sql`SELECT CAST(count(*) AS INTEGER) AS total FROM (${customerIndex(narrowed)}) AS c WHERE ${where}`,
      ),
      context.db.rows<Listed>(sql`SELECT * FROM (${customerList}) AS c
        WHERE customer_key IN (SELECT customer_key FROM (${customerIndex(sorted)}) AS c WHERE ${where}
          ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset})
        ORDER BY ${order}`),
    ])
    const preferred = await categoriesOf(
      context,
      page.map((row) => row.customer_key),
    )
    const items = page.map(({ customer_key, ...row }) => ({
      ...row,
      preferred_category: preferred.get(customer_key) ?? null,
    }))
    const unknownChurn = (await servedModel(context, 'churn')) ? 'not_active' : 'model_not_trained'
    const why = {
      ...Object.fromEntries(ofOrders.map((name) => [name, 'no_orders'])),
      churn_probability: unknownChurn,
    }
    return {
      ...replyHead(context, days, whyNull(items, why)),
      items: items as never,
      total,
      limit: input.limit,
      offset: input.offset,
    }
  },
})

/** What somebody who never ordered has none of. */
const ofOrders = [
  'avg_order_value',
  'first_purchase_date',
  'last_purchase_date',
  'recency_score',
  'frequency_score',
  'monetary_score',
]

export async function categoriesOf(
  context: AnswerContext,
  keys: readonly number[],
): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map()
  const rows = await context.db.rows<{ customer_key: number; category: string }>(preferredCategories(keys))
  return new Map(rows.map((row) => [row.customer_key, row.category]))
}

async function selected(context: AnswerContext, input: z.output<typeof customersInput>): Promise<Sql> {
  const conditions: Sql[] = [raw('TRUE')]
  if (!input.include_archived) conditions.push(raw('c.archived_at IS NULL'))
  if (input.min_ltv !== undefined) conditions.push(sql`c.lifetime_value >= ${input.min_ltv}`)
  if (input.rfm_segment) {
    conditions.push(sql`c.rfm_segment IN (SELECT unnest(${segmentsMeant(input.rfm_segment)}))`)
  }
  if (input.country) conditions.push(await countryCondition(context, input.country))
  if (input.search) conditions.push(found(input.search))
  return join(conditions, ' AND ')
}

function segmentsMeant(asked: string[]): string[] {
  const names = asked.flatMap((value) => value.split(',').map((part) => part.trim()))
  return names.map((name) => {
    const segment = findSegment(name, 'rfm-11')
    if (segment) return segment
    const details = [{ parameter: 'rfm_segment', value: name, allowed: rfm11Segments }]
    throw new AppError('out_of_range', `there is no segment ${name}`, { details })
  })
}

async function countryCondition(context: AnswerContext, asked: string[]): Promise<Sql> {
  const stored = await context.db.rows<{ country: string }>(
    sql`SELECT DISTINCT country FROM facts.customers WHERE country IS NOT NULL`,
  )
  const wanted = asked.flatMap((value) => [value, ...value.split(',').map((part) => part.trim())])
  const meant = stored
    .map((row) => row.country)
    .filter((name) =>
      wanted.some(
        (value) =>
          value.toLowerCase() === name.toLowerCase() ||
          (countryCode(value) !== null && countryCode(value) === countryCode(name)),
      ),
    )
  return meant.length === 0 ? raw('FALSE') : sql`c.country IN (SELECT unnest(${meant}))`
}

/** Name, email or id hold the text; or the phone holds its digits, however either is spaced. */
function found(search: string): Sql {
  const part = searchPattern(search)
  const digits = search.replaceAll(/\D/g, '')
  const byPhone =
    digits.length >= 3 ? sql`OR regexp_replace(c.phone, '[^0-9]', '', 'g') LIKE ${`%${digits}%`}` : raw('')
  return sql`(strip_accents(c.name) ILIKE strip_accents(${part}) ESCAPE '~' OR c.email ILIKE ${part} ESCAPE '~'
    OR c.customer_id ILIKE ${part} ESCAPE '~' ${byPhone})`
}
