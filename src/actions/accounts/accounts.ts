import type { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import type { changePasswordInput } from '../../contracts/accounts.ts'
import { day } from '../../store/connection.ts'
import type { Store } from '../../store/store.ts'
import { createAccessChecks } from './access.ts'
import type { AccessChecks, AccessClaims } from './access.ts'
import { acceptLink, createOwnerLink, createPasswordLink, inspectLink } from './links.ts'
import type { AcceptedLink, LinkView, OneTimeLink } from './links.ts'
import { createOwner } from './owner.ts'
import { checkPassword, createPasswords } from './passwords.ts'
import type { Passwords } from './passwords.ts'
import { checkCredentials, refresh, signIn, signOut } from './sign-in.ts'
import type { SignInResult } from './signed-in.ts'

/** Everything about who people are, for the doors: they sign the claims, keep the cookie, and ask here. */
export type Accounts = {
  access: AccessChecks
  /** At start: makes the owner that the configuration names, or the link that makes one; neither where there is one. */
  ensureOwner: (named?: { email: string; password: string }) => Promise<OneTimeLink | undefined>
  /** `address` is where the caller comes from, for counting attempts. */
  signIn: (given: { email: string; password: string; address: string }) => Promise<SignInResult>
  refresh: (refreshToken: string) => Promise<SignInResult>
  signOut: (refreshToken: string) => Promise<void>
  inspectLink: (token: string) => Promise<LinkView>
  acceptLink: (given: AcceptedLink) => Promise<SignInResult>
  /** Ends every other session of that person. */
  changePassword: (claims: AccessClaims, given: ChangePassword, address: string) => Promise<void>
  /** For the command line: a link for somebody who forgot their password. */
  createPasswordLink: (email: string) => Promise<OneTimeLink>
  /** Forgets what is long over; to be called now and then. */
  sweep: () => Promise<void>
}

type ChangePassword = z.output<typeof changePasswordInput>

export function createAccounts(store: Store, passwords: Passwords = createPasswords()): Accounts {
  return {
    access: createAccessChecks(store),
    ensureOwner: async (named) => {
      if (named === undefined) return createOwnerLink(store)
      await createOwner(store, passwords, named)
      return undefined
    },
    signIn: async (given) => signIn(store, passwords, given),
    refresh: async (token) => refresh(store, token),
    signOut: async (token) => signOut(store, token),
    inspectLink: async (token) => inspectLink(store, token),
    acceptLink: async (given) => acceptLink(store, passwords, given),
    changePassword: async (claims, given, address) =>
      changePassword(store, passwords, claims, given, address),
    createPasswordLink: async (email) => createPasswordLink(store, email),
    sweep: async () => {
      await store.attempts.sweep(day)
      await store.sessions.sweep(7 * day)
      await store.links.sweep(30 * day)
    },
  }
}

async function changePassword(
  store: Store,
  passwords: Passwords,
  claims: AccessClaims,
  given: ChangePassword,
  address: string,
): Promise<void> {
  const user = await store.users.byId(claims.sub)
  if (user === undefined) throw new AppError('session_expired')
  await checkCredentials(store, passwords, { email: user.email, password: given.current_password, address })
  checkPassword(given.new_password, user.email)
  const passwordHash = await passwords.hash(given.new_password)
  await store.transaction(async (inside) => {
    await inside.users.setPassword(user.user_id, passwordHash)
    await inside.sessions.revokeOfUser(user.user_id, 'password-changed', claims.sid)
    await inside.audit.append({
      workspace_id: claims.workspace,
      action: 'change-password',
      actor: { kind: 'user', user_id: user.user_id, name: user.name },
      subject: user.email,
    })
  })
}
