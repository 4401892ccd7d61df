import { z } from 'zod'
import { paging } from './filter.ts'
import { importVerdict } from './imports.ts'

export const sourceChanges = z.object({
  orders_new: z.number().int(),
  orders_replaced: z.number().int(),
  orders_removed: z.number().int(),
  orders_adopted: z
    .number()
    .int()
    .default(0)
    .describe('orders that were here as they are, and are now its own'),
  customers_new: z.number().int(),
  customers_changed: z.number().int(),
  products_new: z.number().int(),
  products_changed: z.number().int(),
})

export const refreshModes = ['first', 'changes', 'compare', 'whole'] as const

/** One refresh, as the history keeps it. */
export const refreshView = z.object({
  refresh_id: z.string(),
  source_id: z.string(),
  job_id: z.string().nullable(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  seconds: z.number().nullable(),
  outcome: z.enum(['running', 'loaded', 'unchanged', 'failed', 'stopped']),
  mode: z
    .enum(refreshModes)
    .describe('the first load, what changed, that with all keys compared, or everything'),
  rows_read: z.number().int(),
  rows_set_aside: z.number().int(),
  quality: z.enum(['good', 'usable', 'poor']).nullable(),
  import_id: z.string().nullable().describe('what it loaded, with its verdict, under imports'),
  changes: sourceChanges.nullable(),
  notes: z.array(z.string()).describe('codes of what was unusual, such as clock_went_back'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type RefreshView = z.output<typeof refreshView>

export const sourceRefreshesInput = paging.extend({ source_id: z.string().max(100) })
export const sourceRefreshesOutput = z.object({
  items: z.array(refreshView),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
})

/** What a refresh answers as the result of its job. */
export const refreshResult = z.object({ refresh: refreshView, verdict: importVerdict.nullable() })
export type RefreshResult = z.output<typeof refreshResult>
