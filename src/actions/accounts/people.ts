import { AppError } from '../../base/errors.ts'
import type { z } from 'zod'
import {
  peopleInput,
  peopleOutput,
  person,
  personChanged,
  personPath,
  personRemoved,
  roleChange,
} from '../../contracts/people.ts'
import type { Member } from '../../store/memberships.ts'
import type { Store } from '../../store/store.ts'
import { storeAction } from '../action.ts'
import type { StoreActionContext } from '../action.ts'
import { requireReach, standing } from './standing.ts'

const listPeople = storeAction({
  name: 'list-people',
  paths: [{ method: 'GET', path: '/people' }],
  title: 'People',
  summary: 'Who belongs to the workspace, and in which role',
  permission: 'people:manage',
  destructive: false,
  idempotent: true,
  input: peopleInput,
  output: peopleOutput,
  audit: null,
  run: async ({ store, workspace }, { limit, offset }) => {
    const all = await store.memberships.list(workspace.workspace_id)
    return { items: all.slice(offset, offset + limit).map(shown), total: all.length, limit, offset }
  },
})

const changeRole = storeAction({
  name: 'change-role',
  paths: [{ method: 'PATCH', path: '/people/{user_id}' }],
  title: 'Change a role',
  summary: 'What a person may do from now on; the last owner stays one',
  permission: 'people:manage',
  destructive: false,
  idempotent: true,
  input: roleChange,
  output: personChanged,
  audit: (_, output) => ({
    subject: output.email,
    before: { role: output.previous_role },
    after: { role: output.role },
  }),
  run: async (context, { user_id, role }) => {
    const { store, principal, workspace } = context
    const member = await withinReach(context, user_id)
    requireReach(principal, await standing(store, principal, workspace.workspace_id), role)
    if (role !== 'owner') await requireAnotherOwner(store, member, workspace.workspace_id)
    await store.memberships.set(user_id, workspace.workspace_id, role)
    return { ...shown(member), role, previous_role: member.role }
  },
})

const removePerson = storeAction({
  name: 'remove-person',
  paths: [{ method: 'DELETE', path: '/people/{user_id}' }],
  title: 'Remove a person',
  summary:
    'Takes a person, and the keys and invitations they made, out of the workspace; the last owner stays',
  permission: 'people:manage',
  destructive: true,
  idempotent: true,
  input: personPath,
  output: personRemoved,
  audit: (_, output) => ({ subject: output.email, before: { role: output.role } }),
  run: async (context, { user_id }) => {
    const { store, workspace } = context
    const member = await withinReach(context, user_id)
    await requireAnotherOwner(store, member, workspace.workspace_id)
    await leave(store, member, workspace.workspace_id)
    return { user_id, email: member.email, role: member.role, removed: true as const }
  },
})

export const peopleActions = [listPeople, changeRole, removePerson]

async function withinReach(context: StoreActionContext, userId: string): Promise<Member> {
  const { store, principal, workspace } = context
  const member = await store.memberships.member(userId, workspace.workspace_id)
  if (member === undefined) throw new AppError('not_found', 'there is no such person in this workspace')
  requireReach(principal, await standing(store, principal, workspace.workspace_id), member.role)
  return member
}

async function requireAnotherOwner(store: Store, member: Member, workspaceId: string): Promise<void> {
  if (member.role === 'owner' && (await store.memberships.owners(workspaceId)) < 2)
    throw new AppError(
      'conflicting_state',
      'the last owner of a workspace stays its owner: make another one first',
    )
}

/** Whoever belongs to no workspace any more, and does not run the installation, has no account any more either. */
async function leave(store: Store, { user_id, house_owner }: Member, workspaceId: string): Promise<void> {
  await store.memberships.remove(user_id, workspaceId)
  await store.keys.revokeOfUser(user_id, workspaceId)
  await store.links.revoke({ kind: 'invitation', workspace_id: workspaceId, created_by: user_id })
  await store.views.removePrivate(user_id, workspaceId)
  const elsewhere = await store.memberships.ofUser(user_id)
  if (elsewhere.length === 0 && house_owner === 0) await store.users.remove(user_id)
}

function shown({ house_owner: _house, ...member }: Member): z.input<typeof person> {
  return member
}
