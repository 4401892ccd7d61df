import { z } from 'zod'
import { day, paging } from './filter.ts'

export const auditInput = paging.extend({
  action: z.string().max(100).optional().describe('the name of an action'),
  user_id: z.string().max(100).optional(),
  subject: z.string().max(500).optional().describe('what was acted on: an id, an email'),
  start_date: day.optional(),
  end_date: day.optional().describe('the last day that is shown'),
})

const auditEntry = z.object({
  audit_id: z.string(),
  at: z.string(),
  action: z.string(),
  actor: z.object({ kind: z.string(), user_id: z.string().nullable(), name: z.string() }),
  subject: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  request_id: z.string().nullable(),
})

export const auditOutput = z.object({
  items: z.array(auditEntry),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
})
