import { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { linkAddress } from '../../contracts/accounts.ts'
import {
  invitation,
  invitationList,
  invitationMade,
  invitationPath,
  newInvitation,
} from '../../contracts/people.ts'
import { day } from '../../store/connection.ts'
import type { LinkRow } from '../../store/tables.ts'
import { normalEmail } from '../../store/users.ts'
import { storeAction } from '../action.ts'
import { requireReach, standing } from './standing.ts'

const lifetimeMs = 7 * day

const listInvitations = storeAction({
  name: 'list-invitations',
  paths: [{ method: 'GET', path: '/people/invitations' }],
  title: 'Invitations',
  summary: 'Invitations that nobody has accepted yet',
  permission: 'people:manage',
  destructive: false,
  idempotent: true,
  input: z.object({}),
  output: invitationList,
  audit: null,
  run: async ({ store, workspace }) => {
    const items = (await store.links.invitations(workspace.workspace_id)).map(shown)
    return { items, total: items.length }
  },
})

const invitePerson = storeAction({
  name: 'invite-person',
  paths: [{ method: 'POST', path: '/people/invitations', status: 201 }],
  title: 'Invite a person',
  summary:
    'Makes a link, shown this once and good for seven days, by which that person joins; a newer one ends the older',
  permission: 'people:manage',
  destructive: false,
  idempotent: false,
  input: newInvitation,
  output: invitationMade,
  audit: (_, output) => ({
    subject: output.email,
    after: { role: output.role, expires_at: output.expires_at },
  }),
  run: async ({ store, principal, workspace, base_url }, input) => {
    const { workspace_id } = workspace
    const email = normalEmail(input.email)
    requireReach(principal, await standing(store, principal, workspace_id), input.role)
    const account = await store.users.byEmail(email)
    if (account !== undefined && (await store.memberships.role(account.user_id, workspace_id)) !== undefined)
      throw new AppError('already_exists', 'that person belongs to this workspace already')
    await store.links.revoke({ kind: 'invitation', workspace_id, email })
    const link = await store.links.create({
      kind: 'invitation',
      workspace_id,
      email,
      role: input.role,
      created_by: principal.user_id,
      lifetimeMs,
    })
    return { ...shown(link), link: linkAddress(base_url ?? '', link.token) }
  },
})

const withdrawInvitation = storeAction({
  name: 'withdraw-invitation',
  paths: [{ method: 'DELETE', path: '/people/invitations/{invitation_id}' }],
  title: 'Withdraw an invitation',
  summary: 'Its link no longer works',
  permission: 'people:manage',
  destructive: true,
  idempotent: true,
  input: invitationPath,
  output: invitation,
  audit: (_, output) => ({ subject: output.email, before: { role: output.role } }),
  run: async ({ store, workspace }, { invitation_id }) => {
    const which = {
      kind: 'invitation' as const,
      workspace_id: workspace.workspace_id,
      link_id: invitation_id,
    }
    const [withdrawn] = await store.links.revoke(which)
    if (withdrawn === undefined) throw new AppError('not_found', 'there is no such open invitation')
    return shown(withdrawn)
  },
})

export const invitationActions = [listInvitations, invitePerson, withdrawInvitation]

function shown({ link_id, email, role, created_at, expires_at }: LinkRow): z.input<typeof invitation> {
  return { invitation_id: link_id, email: email ?? '', role: role ?? 'viewer', created_at, expires_at }
}
