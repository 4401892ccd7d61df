import { z } from 'zod'

/** An id, which is text; a whole number is taken for its text. */
export const recordId = z
  .union([z.string().trim().min(1).max(500), z.number().int()])
  .transform((id) => String(id))
