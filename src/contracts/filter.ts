import { z } from 'zod'
import { recordId } from './record-id.ts'

export const periods = [
  'today',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'this_month',
  'last_month',
  'last_year',
  'all_time',
] as const
export type Period = (typeof periods)[number]

export const comparisons = ['previous_period', 'previous_year', 'none'] as const

export const customerSegments = ['VIP', 'Regular', 'New', 'At-Risk'] as const

/** Far enough for any shop; beyond, a mistyped year would ask for a series of a million days. */
export const day = z.iso
  .date()
  .refine(
    (value) => !/^\d{4}-/.test(value) || (value >= '1900-01-01' && value < '2200-01-01'),
    'a day from 1900-01-01 to 2199-12-31',
  )
  .describe('a local day of the workspace, YYYY-MM-DD')

/** One value, several values, or several separated by commas: `country=US&country=UK`, `country=US,UK`. */
const texts = (what: string) =>
  z
    .union([z.string().max(500), z.array(z.string().max(500)).max(200)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional()
    .describe(`${what}; one or several, repeated or separated by commas`)

/** Ids are text; whole numbers are taken for their text. */
const ids = (what: string) =>
  z
    .union([recordId, z.array(recordId).max(200)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional()
    .describe(`${what}; one or several, repeated or separated by commas`)

const price = (what: string) => z.coerce.number().min(0).max(1e13).optional().describe(what)

/** The filter that every answer takes. Days are inclusive; without a period all days up to `as_of` are taken. */
export const filter = z.object({
  period: z
    .enum(periods)
    .optional()
    .describe('a preset, counted back from as_of; start_date and end_date win over it'),
  start_date: day.optional(),
  end_date: day.optional(),
  as_of: day.optional().describe('the day taken for today; by default the last day with a counted order'),
  compare: z
    .enum(comparisons)
    .optional()
    .describe('what the period is compared with; previous_period by default'),
  country: texts('country as stored, or its ISO code of two or three letters'),
  region: texts('region'),
  city: texts('city'),
  category: texts('category'),
  subcategory: texts('sub-category'),
  segment: texts('customer segment at the end of the period: VIP, Regular, New, At-Risk, or guest'),
  payment_method: texts('payment method'),
  device_type: texts('device type'),
  traffic_source: texts('traffic source'),
  min_price: price('lowest unit price, in the currency of the workspace'),
  max_price: price('highest unit price, in the currency of the workspace'),
  product_id: ids('product'),
  customer_id: ids('customer'),
})
export type FilterInput = z.input<typeof filter>
export type Filter = z.output<typeof filter>

/** Paging of every list. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
})

/** What nearly every reply carries beside its data. */
export const envelope = z.object({
  as_of: z.string().nullable(),
  currency: z.string(),
  reasons: z.record(z.string(), z.string()).optional(),
})

/** A page of a list. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  envelope.extend({
    items: z.array(item),
    total: z.number().int(),
    limit: z.number().int(),
    offset: z.number().int(),
  })
