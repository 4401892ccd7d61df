import { z } from 'zod'
import { email } from './accounts.ts'
import { paging } from './filter.ts'
import { roles } from './words.ts'

export const person = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  joined_at: z.string(),
  last_sign_in_at: z.string().nullable(),
})

export const peopleInput = paging
export const peopleOutput = z.object({
  items: z.array(person),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
})

export const personPath = z.object({ user_id: z.string().max(100) })
export const roleChange = personPath.extend({ role: z.enum(roles) })
export const personRemoved = z.object({
  user_id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  removed: z.literal(true),
})
/** `previous_role` is what the change replaced. */
export const personChanged = person.extend({ previous_role: z.enum(roles) })

export const newInvitation = z.strictObject({ email, role: z.enum(roles) })
export const invitationPath = z.object({ invitation_id: z.string().max(100) })

export const invitation = z.object({
  invitation_id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  created_at: z.string(),
  expires_at: z.string(),
})
/** The link is shown this once. */
export const invitationMade = invitation.extend({ link: z.string() })
export const invitationList = z.object({ items: z.array(invitation), total: z.number().int() })
