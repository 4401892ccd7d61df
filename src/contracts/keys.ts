import { z } from 'zod'
import { permissions } from './words.ts'

export const apiKey = z.object({
  key_id: z.string(),
  name: z.string(),
  hint: z.string().describe('its first characters'),
  permissions: z.array(z.enum(permissions)),
  created_by: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
})

export const keyList = z.object({ items: z.array(apiKey), total: z.number().int() })

export const newKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  permissions: z
    .array(z.enum(permissions))
    .min(1)
    .max(permissions.length)
    .describe('what it may do; never more than you may'),
  expires_in_days: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('without it the key works until revoked'),
})
/** The key itself is shown this once. */
export const keyMade = apiKey.extend({ key: z.string() })
export const keyPath = z.object({ key_id: z.string().max(100) })
