import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import type { acceptLinkInput, linkView } from '../../contracts/accounts.ts'
import { minute } from '../../store/connection.ts'
import type { Store } from '../../store/store.ts'
import type { LinkRow, UserRow } from '../../store/tables.ts'
import { addOwner } from './owner.ts'
import { checkPassword } from './passwords.ts'
import type { Passwords } from './passwords.ts'
import { checkCredentials } from './sign-in.ts'
import { openSession } from './signed-in.ts'
import type { SignInResult } from './signed-in.ts'

const firstSignInMs = 15 * minute
const forgottenMs = 60 * minute

export type OneTimeLink = { token: string; expires_at: string }
export type LinkView = z.output<typeof linkView>
export type AcceptedLink = z.output<typeof acceptLinkInput> & { address: string }

/** The link that the console shows at the first start; a newer one ends those before. Nothing once there is an owner. */
export async function createOwnerLink(store: Store): Promise<OneTimeLink | undefined> {
  return store.transaction(async (inside) => {
    if ((await inside.users.houseOwners()).length > 0) return undefined
    await inside.links.revoke({ kind: 'owner' })
    const { token, expires_at } = await inside.links.create({ kind: 'owner', lifetimeMs: firstSignInMs })
    return { token, expires_at }
  })
}

/** For somebody who forgot their password; made by the command line only, since whoever holds it is that person. */
export async function createPasswordLink(store: Store, email: string): Promise<OneTimeLink> {
  const user = await store.users.byEmail(email)
  if (user === undefined) throw new AppError('not_found', 'nobody here has that email')
  return store.transaction(async (inside) => {
    await inside.links.revoke({ kind: 'password', email: user.email })
    const link = await inside.links.create({ kind: 'password', email: user.email, lifetimeMs: forgottenMs })
    return { token: link.token, expires_at: link.expires_at }
  })
}

/** What a link is good for, without using it up. */
export async function inspectLink(store: Store, token: string): Promise<LinkView> {
  const link = await usable(store, token)
  const workspace = link.workspace_id === null ? undefined : await store.workspaces.byId(link.workspace_id)
  const account = link.email === null ? undefined : await store.users.byEmail(link.email)
  return {
    kind: link.kind,
    expires_at: link.expires_at,
    email: link.email,
    role: link.role,
    workspace_name: workspace?.name ?? null,
    has_account: account !== undefined && link.kind === 'invitation',
  }
}

/** Uses a link up and signs its holder in; a refused password leaves the link as it was. */
export async function acceptLink(
  store: Store,
  passwords: Passwords,
  given: AcceptedLink,
): Promise<SignInResult> {
  const link = await usable(store, given.token)
  const email = emailFor(link, given)
  const account = await store.users.byEmail(email)
  if (link.kind === 'invitation' && account !== undefined) {
    const { password, address } = given
    const user = await checkCredentials(store, passwords, { email, password, address })
    return store.transaction(async (inside) => {
      await use(inside, link)
      await join(inside, link, user)
      return openSession(inside, user, 'accept-invitation')
    })
  }
  checkPassword(given.password, email)
  const passwordHash = await passwords.hash(given.password)
  return store.transaction(async (inside) => {
    await use(inside, link)
    const name = given.name ?? email.split('@')[0]
    if (link.kind === 'owner') {
      const owner = await addOwner(inside, { email, name, password_hash: passwordHash })
      return openSession(inside, owner, 'create-owner')
    }
    if (link.kind === 'password') return changeForgotten(inside, email, passwordHash)
    if ((await inside.users.byEmail(email)) !== undefined)
      throw new AppError('already_exists', 'that email has an account by now: accept again with its password')
    const user = await inside.users.create({ email, name, password_hash: passwordHash })
    await join(inside, link, user)
    return openSession(inside, user, 'accept-invitation')
  })
}

function emailFor(link: LinkRow, given: AcceptedLink): string {
  const email = link.email ?? given.email
  if (email !== undefined) return email
  throw new AppError('malformed_request', 'email is missing', {
    details: [{ parameter: 'email', allowed: 'an email address' }],
  })
}

async function usable(store: Store, token: string): Promise<LinkRow> {
  const link = await store.links.byToken(token)
  if (link === undefined) throw new AppError('link_not_valid')
  if (link.kind === 'owner' && (await store.users.houseOwners()).length > 0)
    throw new AppError('link_not_valid')
  return link
}

async function use(store: Store, link: LinkRow): Promise<void> {
  if (!(await store.links.use(link.link_id))) throw new AppError('link_not_valid')
}

/** Whoever is a member already keeps the role they have. */
async function join(store: Store, link: LinkRow, user: UserRow): Promise<void> {
  if (link.workspace_id === null || link.role === null) throw new AppError('link_not_valid')
  if ((await store.memberships.role(user.user_id, link.workspace_id)) !== undefined) return
  await store.memberships.set(user.user_id, link.workspace_id, link.role)
  await store.audit.append({
    workspace_id: link.workspace_id,
    action: 'join-workspace',
    actor: { kind: 'user', user_id: user.user_id, name: user.name },
    subject: user.email,
    after: { role: link.role, invited_by: link.created_by },
  })
}

async function changeForgotten(store: Store, email: string, passwordHash: string): Promise<SignInResult> {
  const user = await store.users.byEmail(email)
  if (user === undefined) throw new AppError('link_not_valid')
  await store.users.setPassword(user.user_id, passwordHash)
  await store.sessions.revokeOfUser(user.user_id, 'password-changed')
  return openSession(store, user, 'reset-password')
}
