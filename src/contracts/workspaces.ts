import { z } from 'zod'
import { workspaceOfUser } from './accounts.ts'
import { workspaceSettings } from './settings.ts'
import { roles } from './words.ts'

/** First words of the addresses below /api/v1: a workspace of that name would be hidden by them. */
export const reservedWorkspaceIds: readonly string[] =
  `analytics api assets audit auth crm customers dashboard docs exchange-rates export facets forecast health imports jobs keys kpis link me
  metrics ml mcp openapi orders people products proposals recommendations redoc segment settings sign-in sources transactions v1 ventas
  views workspaces`.split(/\s+/)

const workspaceIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/

export const workspaceId = z
  .string()
  .regex(
    workspaceIdPattern,
    'an id of a-z, 0-9 and -, beginning with a letter or digit, at most 63 characters',
  )
  .refine((id) => !reservedWorkspaceIds.includes(id), 'an id that is not a word of the addresses')

const workspaceName = z.string().trim().min(1).max(100)

export const currency = z
  .string()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'a currency of ISO 4217, such as EUR')

export const timeZone = z.string().max(100).refine(isTimeZone, 'a time zone such as America/La_Paz')

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

export const newWorkspace = z.strictObject({
  workspace_id: workspaceId.optional().describe('made from the name where it is absent'),
  name: workspaceName,
  currency: currency.default('USD'),
  time_zone: timeZone.default('UTC'),
})

export const workspacePath = z.object({ workspace_id: z.string().regex(workspaceIdPattern) })

export const workspaceChange = workspacePath.extend({
  name: workspaceName.optional(),
  currency: currency.optional(),
  time_zone: timeZone.optional(),
  local_times: z
    .enum(['kept', 'moved'])
    .default('kept')
    .describe(
      'with another time zone, whether orders keep their local time and day, as is right for files that name no zone, or their instant',
    ),
})

export const workspaceRemoval = workspacePath.extend({
  confirm: z.string().describe('the id of the workspace once more: all its data goes'),
})

export const workspaceView = workspaceOfUser.extend({ role: z.enum(roles).nullable() })
export const workspaceChanged = workspaceView.extend({
  job_id: z.string().nullable().describe('the job that writes the facts anew, where that is needed'),
})
export const workspaceList = z.object({ items: z.array(workspaceView), total: z.number().int() })

export const settingsView = workspaceSettings.extend({
  workspace_id: z.string(),
  name: z.string(),
  currency: z.string(),
  time_zone: z.string(),
})
