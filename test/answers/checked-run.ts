import assert from 'node:assert/strict'
import type { Answer, AnswerContext } from '../../src/answers/answer.ts'
import type { z } from 'zod'

// what is simply not known of a thing; every other null is a figure that could not be computed, and says why
const attributes = new Set([
  'country',
  'country_code',
  'region',
  'city',
  'category',
  'subcategory',
  'value',
  'id',
  'name',
  'email',
  'phone',
  'age',
  'gender',
  'registration_date',
  'archived_at',
  'preferred_category',
  'product_id',
  'product_name',
  'brand',
  'base_price',
  'stock_quantity',
  'supplier_country',
  'weight',
  'launch_date',
  'target_gender',
  'season',
  'description',
  'customer_id',
  'customer_name',
  'payment_method',
  'device_type',
  'traffic_source',
  'shipping_cost',
  'delivery_time',
  'reviews_count',
  'rating',
  'first_purchase_date',
  'last_purchase_date',
  'first_sold',
  'last_sold',
  'first_order',
  'last_order',
  'recency_score',
  'frequency_score',
  'monetary_score',
  'customer_segment',
  'first_day',
  'last_day',
])

/** Reasons are found by a field's name, or by where it lies (`previous.churn_rate`) in the reply that holds it. */
function unexplained(value: unknown, reasons: Record<string, string>, path: string): string[] {
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (value === null) return attributes.has(name) || name in reasons || path in reasons ? [] : [path]
  if (Array.isArray(value)) return value.flatMap((item) => unexplained(item, reasons, name))
  if (typeof value !== 'object') return []
  const own = (value as { reasons?: Record<string, string> }).reasons
  return Object.entries(value).flatMap(([key, inner]) =>
    unexplained(inner, { ...reasons, ...own }, own === undefined && path !== '' ? `${path}.${key}` : key),
  )
}

/** Asks, and holds that the reply keeps its schema to the letter, has no NaN and no null without a reason. */
export async function ask<I extends z.ZodType, O extends z.ZodType>(
  answer: Answer<I, O>,
  context: AnswerContext,
  input: z.input<I>,
): Promise<z.output<O>> {
  const output = await answer.run(context, answer.input.parse(input))
  const text = JSON.stringify(output, (_, value: unknown) => {
    assert.ok(typeof value !== 'number' || Number.isFinite(value), `${answer.name} holds ${String(value)}`)
    return value
  })
  const reply = JSON.parse(text) as Record<string, unknown>
  const parsed = answer.output.safeParse(reply)
  assert.ok(parsed.success, `${answer.name}: ${parsed.error?.message}`)
  assert.deepEqual(parsed.data, reply, `${answer.name} answers with more than its schema`)
  const nulls = new Set(unexplained(reply, {}, ''))
  if (reply.as_of === null) nulls.delete('as_of')
  assert.deepEqual([...nulls], [], `${answer.name}: null without a reason`)
  return parsed.data
}
