import { z } from 'zod'
import { language } from './settings.ts'
import { permissions, roles } from './words.ts'

export const shortestPassword = 10
export const accessTokenSeconds = 15 * 60

export const email = z.string().trim().max(254).pipe(z.email()).describe('an email address')
const personName = z.string().trim().min(1).max(100)
/** Only its length is a matter of form; whether it is too common is looked at where it is set. */
const newPassword = z.string().min(shortestPassword).max(1000)
const token = z.string().min(20).max(200)

export const signInInput = z.strictObject({
  email: z.string().trim().max(254),
  password: z.string().max(1000),
})

export const linkInput = z.strictObject({ token })
export const linkView = z.object({
  kind: z.enum(['owner', 'invitation', 'password']),
  expires_at: z.string(),
  email: z.string().nullable().describe('whom it is for; null where the address is chosen on accepting'),
  role: z.enum(roles).nullable(),
  workspace_name: z.string().nullable(),
  has_account: z
    .boolean()
    .describe('whether that address already has a password here, which is then asked for'),
})

/** Accepts any of the one-time links. */
export const acceptLinkInput = z.strictObject({
  token,
  email: email.optional().describe("asked for by the first owner's link only"),
  name: personName.optional(),
  password: z.string().min(1).max(1000).describe('the new one, or the present one where there is an account'),
})

export const changePasswordInput = z.strictObject({
  current_password: z.string().max(1000),
  new_password: newPassword,
})

export const themes = ['light', 'dark', 'system'] as const
const preferences = z.object({ language: language.nullable(), theme: z.enum(themes).nullable() })
export type Preferences = z.output<typeof preferences>

export const userView = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
})

export const workspaceOfUser = z.object({
  workspace_id: z.string(),
  name: z.string(),
  currency: z.string(),
  time_zone: z.string(),
  role: z.enum(roles),
})

/** What signing in, refreshing and accepting a link answer; the refresh token travels as a cookie, never in here. */
export const signInOutput = z.object({
  token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int(),
  user: userView,
  workspace: workspaceOfUser.nullable(),
  workspaces: z.array(workspaceOfUser),
})

/** Who is asking, as `/me` answers. */
export const me = z.object({
  kind: z.enum(['user', 'key', 'command', 'anonymous']),
  name: z.string(),
  user: userView.omit({ role: true }).nullable(),
  role: z.enum(roles).nullable(),
  permissions: z.array(z.enum(permissions)),
  preferences,
  workspace: workspaceOfUser.omit({ role: true }),
  workspaces: z.array(workspaceOfUser),
})

export const meChange = z.strictObject({
  name: personName.optional(),
  language: language.nullable().optional(),
  theme: z.enum(themes).nullable().optional(),
})

/** Where the web takes a one-time link; the token stands in the fragment, which no server or log sees. */
export function linkAddress(base: string, token: string): string {
  return `${base.replace(/\/$/, '')}/link#${token}`
}
