import { z } from 'zod'
import { envelope, filter, listOf, paging } from './filter.ts'
import { recordId } from './record-id.ts'

/** A customer as listed: who it is and what it has brought. */
export const customerRecord = z.object({
  customer_id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  age: z.number().int().nullable(),
  gender: z.string().nullable(),
  registration_date: z.string().nullable(),
  archived_at: z.string().nullable(),
  lifetime_value: z.number().describe('net revenue so far'),
  total_orders: z.number().int(),
  avg_order_value: z.number().nullable(),
  first_purchase_date: z.string().nullable(),
  last_purchase_date: z.string().nullable(),
  recency_score: z.number().int().nullable(),
  frequency_score: z.number().int().nullable(),
  monetary_score: z.number().int().nullable(),
  rfm_segment: z.string().nullable(),
  churn_probability: z
    .number()
    .nullable()
    .describe('of having left, by the served model; null for who is not active'),
  preferred_category: z.string().nullable(),
})

export const customerSorts = [
  'name',
  'country',
  'registration_date',
  'lifetime_value',
  'total_orders',
  'avg_order_value',
  'last_purchase_date',
  'rfm_segment',
  'churn_probability',
] as const
const sorts = customerSorts.flatMap((name) => [name, `-${name}`] as const)

export const customersInput = paging.extend({
  search: z.string().max(200).optional().describe('part of the name, the email, the phone or the id'),
  country: filter.shape.country,
  rfm_segment: filter.shape.segment.describe('group of the scheme of eleven, one or several'),
  min_ltv: z.coerce.number().min(-1e13).max(1e13).optional().describe('lowest net revenue so far'),
  include_archived: z.stringbool().or(z.boolean()).optional(),
  sort: z.enum(sorts as [string, ...string[]]).default('-lifetime_value'),
})
export const customersOutput = listOf(customerRecord)

export const customerInput = filter.extend({ customer_id: recordId })
export const customerOutput = envelope.extend({
  ...customerRecord.shape,
  edited_fields: z.array(z.string()).describe('fields edited by hand, which files no longer change'),
  figures: z.object({
    revenue: z.number(),
    orders: z.number().int(),
    units: z.number(),
    average_order_value: z.number().nullable(),
    profit: z.number().nullable(),
    first_order: z.string().nullable(),
    last_order: z.string().nullable(),
    days_as_customer: z.number().int().nullable(),
    orders_last_6_months: z.number().int(),
    usual_gap_days: z.number().nullable().describe('median days between orders'),
    refunded: z.number(),
  }),
  favourite_categories: z.array(
    z.object({ category: z.string().nullable(), revenue: z.number(), share: z.number() }),
  ),
  favourite_products: z.array(
    z.object({
      product_id: z.string(),
      product_name: z.string().nullable(),
      units: z.number(),
      revenue: z.number(),
    }),
  ),
})
