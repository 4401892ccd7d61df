import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const facetNames = [
  'country',
  'region',
  'city',
  'category',
  'subcategory',
  'segment',
  'payment_method',
  'device_type',
  'traffic_source',
] as const

const values = z.array(z.object({ value: z.string(), count: z.number().int() }))

export const facetsInput = filter.extend({
  search: z.string().max(200).optional().describe('part of the value, for the long lists'),
  limit: z.coerce.number().int().min(1).max(1000).default(200).describe('values of each filter'),
})
export const facetsOutput = envelope.extend({
  facets: z.object(
    Object.fromEntries(facetNames.map((name) => [name, values])) as Record<
      (typeof facetNames)[number],
      typeof values
    >,
  ),
  price_range: z.object({ min: z.number(), max: z.number() }).nullable(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
})
