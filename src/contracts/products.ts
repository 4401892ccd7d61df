import { z } from 'zod'
import { envelope, filter, listOf, paging } from './filter.ts'
import { recordId } from './record-id.ts'

/** A product as it is listed and edited: the columns of the catalogue. */
export const productRecord = z.object({
  product_id: z.string(),
  product_name: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
  brand: z.string().nullable(),
  base_price: z.number().nullable(),
  cost_price: z.number().nullable(),
  margin_percentage: z
    .number()
    .nullable()
    .describe('(base price − cost price) ÷ base price, as a percentage'),
  stock_quantity: z.number().nullable(),
  supplier_country: z.string().nullable(),
  weight: z.number().nullable(),
  rating: z.number().nullable(),
  reviews_count: z.number().int().nullable(),
  launch_date: z.string().nullable(),
  target_gender: z.string().nullable(),
  season: z.string().nullable(),
  images: z.array(z.string()),
  description: z.string().nullable(),
  archived_at: z.string().nullable(),
})

const figures = {
  revenue: z.number(),
  orders: z.number().int(),
  units: z.number(),
  first_sold: z.string().nullable(),
  last_sold: z.string().nullable(),
}

export const productSorts = [
  'product_name',
  'category',
  'brand',
  'base_price',
  'cost_price',
  'margin_percentage',
  'stock_quantity',
  'rating',
  'revenue',
  'orders',
  'units',
  'last_sold',
] as const
const sorts = productSorts.flatMap((name) => [name, `-${name}`] as const)

export const productsInput = paging.extend({
  search: z.string().max(200).optional().describe('part of the id, the name or the brand'),
  category: filter.shape.category,
  subcategory: filter.shape.subcategory,
  min_rating: z.coerce.number().min(0).max(5).optional(),
  include_archived: z.stringbool().or(z.boolean()).optional(),
  sort: z.enum(sorts as [string, ...string[]]).default('-revenue'),
})
export const productsOutput = listOf(productRecord.extend(figures))

export const productInput = filter.extend({ product_id: recordId })
export const productOutput = envelope.extend({
  ...productRecord.shape,
  edited_fields: z.array(z.string()).describe('fields edited by hand, which files no longer change'),
  figures: z.object({
    ...figures,
    profit: z.number().nullable(),
    margin: z.number().nullable(),
    average_price: z.number().nullable(),
    customers: z.number().int(),
    refunded_units: z.number(),
    stock_on_hand: z.number().nullable(),
  }),
})
