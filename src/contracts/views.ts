import { z } from 'zod'

const name = z.string().trim().min(1).max(100)
const page = z
  .string()
  .regex(/^\/(?!\/)[\w/-]{0,200}$/, 'the path of a page, such as /sales')
  .describe('the path of a page')
const search = z
  .string()
  .max(4000)
  .describe('its filters, as the part of the address after the question mark')

export const savedView = z.object({
  view_id: z.string(),
  name: z.string(),
  page: z.string(),
  search: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  owner_name: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

export const viewList = z.object({ items: z.array(savedView), total: z.number().int() })
export const newView = z.strictObject({
  name,
  page,
  search: search.default(''),
  shared: z.boolean().default(false),
})
export const viewPath = z.object({ view_id: z.string().max(100) })
export const viewChange = viewPath.extend({
  name: name.optional(),
  page: page.optional(),
  search: search.optional(),
  shared: z.boolean().optional(),
})
export const viewRemoved = z.object({ view_id: z.string(), name: z.string(), removed: z.literal(true) })
