import { z } from 'zod'

export const jobStatuses = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const

/** Long work as its callers see it. */
export const jobView = z.object({
  job_id: z.string(),
  kind: z.string(),
  status: z.enum(jobStatuses),
  progress: z.number().min(0).max(1).describe('from 0 to 1'),
  message: z.string().nullable(),
  result: z.unknown(),
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }).nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
})
export type JobView = z.output<typeof jobView>
