import { z } from 'zod'
import { envelope, filter } from './filter.ts'

const figures = {
  revenue: z.number(),
  profit: z.number().nullable(),
  margin: z.number().nullable().describe('profit over the revenue whose cost is known'),
  units: z.number(),
  orders: z.number().int(),
  share: z.number(),
}

export const categoriesInput = filter
export const categoriesOutput = envelope.extend({
  items: z.array(
    z.object({
      category: z.string().nullable(),
      ...figures,
      previous_revenue: z.number().nullable(),
      change: z.number().nullable(),
      subcategories: z.array(z.object({ subcategory: z.string().nullable(), ...figures })),
    }),
  ),
})
