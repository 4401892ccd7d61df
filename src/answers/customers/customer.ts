import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { customerInput, customerOutput } from '../../contracts/customers.ts'
import type { customerRecord } from '../../contracts/customers.ts'
import { moneyBy } from '../../warehouse/measures.ts'
import { sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { breakdown, shareOf } from '../breakdown.ts'
import { customerList } from './customer-columns.ts'
import { addDays, daysBetween } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import { servedModel } from '../served-model.ts'
import type { Scope } from '../scope.ts'

type Behaviour = {
  orders: number
  first_order: string | null
  last_order: string | null
  orders_last_6_months: number
  usual_gap_days: number | null
}

/** One customer: who it is, its figures in the period, what it buys; an archived one too. */
export const customer = answer({
  name: 'customer',
  paths: [{ path: '/customers/{customer_id}' }],
  title: 'One customer',
  summary: 'A customer with figures in the period, favourite categories and products',
  permission: 'answers:read',
  reads: ['sales', 'customers', 'catalogue', 'predictions'],
  input: customerInput,
  output: customerOutput,
  async run(context, input) {
    const [record] = await context.db.rows<{ customer_key: number; churn_probability: number | null }>(
      sql`SELECT * FROM (${customerList}) AS c WHERE customer_id = ${input.customer_id}`,
    )
    if (record === undefined)
      throw new AppError('customer_not_found', `there is no customer ${input.customer_id}`)
    const { customer_key, ...columns } = record
    const scope = await resolveScope(context, { ...input, customer_id: [input.customer_id] })
    const [money, behaviour, categories, products, edited] = await Promise.all([
      context.db.row<{ revenue: number; units: number; profit: number | null }>(
        moneyBy(scope.costing, {}, scope.lines(scope.range)),
      ),
      behaviourOf(context, scope),
      breakdown(context, scope, ['category'], { counts: false }),
      favouriteProducts(context, scope),
      context.db.row<{ edited_fields: string[]; refunded: number }>(sql`
        SELECT coalesce(edited_fields, []) AS edited_fields,
          (SELECT CAST(coalesce(-sum(s.revenue), 0) AS DOUBLE) FROM marts.sales AS s
            WHERE ${scope.lines(scope.range)} AND s.kind = 'refund') AS refunded
        FROM facts.customers WHERE customer_key = ${customer_key}`),
    ])
    const reasons: Record<string, string> = {}
    if (columns.churn_probability === null)
      reasons.churn_probability = (await servedModel(context, 'churn')) ? 'not_active' : 'model_not_trained'
    if (money.profit === null) reasons.profit = 'no_cost_data'
    if (behaviour.orders === 0) reasons.average_order_value = reasons.days_as_customer = 'no_orders'
    if (behaviour.usual_gap_days === null) reasons.usual_gap_days = 'not_enough_history'
    const spent = categories.reduce((sum, row) => sum + Math.max(0, row.revenue), 0)
    return {
      ...replyHead(context, scope, reasons),
      ...(columns as unknown as z.input<typeof customerRecord>),
      preferred_category: categories[0]?.category ?? null,
      edited_fields: edited.edited_fields,
      figures: {
        revenue: money.revenue,
        units: money.units,
        profit: money.profit,
        ...behaviour,
        average_order_value: behaviour.orders > 0 ? money.revenue / behaviour.orders : null,
        days_as_customer:
          behaviour.first_order === null ? null : daysBetween(behaviour.first_order, scope.range.end),
        refunded: edited.refunded,
      },
      favourite_categories: categories
        .filter((row) => row.revenue > 0)
        .slice(0, 5)
        .map((row) => ({ category: row.category, revenue: row.revenue, share: shareOf(row.revenue, spent) })),
      favourite_products: products,
    }
  },
})

function behaviourOf(context: AnswerContext, scope: Scope): Promise<Behaviour> {
  return context.db.row<Behaviour>(sql`
    SELECT CAST(count(*) AS INTEGER) AS orders, min(day) AS first_order, max(day) AS last_order,
      CAST(count(*) FILTER (WHERE day > CAST(${addDays(scope.range.end, -182)} AS DATE)) AS INTEGER) AS orders_last_6_months,
      median(CASE WHEN gap_days > 0 THEN gap_days END) AS usual_gap_days
    FROM (SELECT s.order_key, min(s.day) AS day,
        min(s.day) - lag(min(s.day)) OVER (ORDER BY min(s.day), s.order_key) AS gap_days
      FROM marts.sales AS s WHERE ${scope.lines(scope.range)} AND s.is_sale GROUP BY s.order_key) AS orders`)
}

function favouriteProducts(context: AnswerContext, scope: Scope) {
  return context.db.rows<{
    product_id: string
    product_name: string | null
    units: number
    revenue: number
  }>(sql`
    SELECT p.product_id, p.product_name, CAST(sum(s.units) AS DOUBLE) AS units, CAST(sum(s.revenue) AS DOUBLE) AS revenue
    FROM marts.sales AS s JOIN facts.products AS p ON p.product_key = s.product_key
    WHERE ${scope.lines(scope.range)} GROUP BY p.product_id, p.product_name HAVING sum(s.units) > 0
    ORDER BY units DESC, revenue DESC, p.product_id LIMIT 5`)
}
