import { AppError } from '../../base/errors.ts'
import type { SignInResult } from './signed-in.ts'
import { openSession, sessionTimes, signedInAs } from './signed-in.ts'
import type { Store } from '../../store/store.ts'
import type { UserRow } from '../../store/tables.ts'
import { normalEmail } from '../../store/users.ts'
import type { Passwords } from './passwords.ts'

const windowMs = 15 * 60_000
const limits = { windowMs, perPair: 5, perAddress: 30, perEmail: 50 }

/** Looks at an email and a password, the same time whether there is such a person or not, and not too often. */
export async function checkCredentials(
  store: Store,
  passwords: Passwords,
  given: { email: string; password: string; address: string },
): Promise<UserRow> {
  const email = normalEmail(given.email)
  const attempt = await store.transaction(async (inside) =>
    inside.attempts.note(email, given.address, limits),
  )
  if (attempt.kind === 'too_many') throw tooMany(attempt.retry_after_seconds)
  const user = await store.users.byEmail(email)
  const right = await passwords.verify(user?.password_hash, given.password)
  if (!right || user === undefined) throw new AppError('wrong_credentials')
  await store.attempts.forgive(email, given.address)
  return user
}

export async function signIn(
  store: Store,
  passwords: Passwords,
  given: { email: string; password: string; address: string },
): Promise<SignInResult> {
  const user = await checkCredentials(store, passwords, given)
  return store.transaction(async (inside) => openSession(inside, user, 'sign-in'))
}

/** A new pair of tokens for a refresh token; one that comes back late was stolen, and ends its whole family. */
export async function refresh(store: Store, refreshToken: string): Promise<SignInResult> {
  const rotated = await store.transaction(async (inside) => {
    const rotation = await inside.sessions.rotate(refreshToken, sessionTimes)
    if (rotation.kind === 'reused')
      await auditReuse(inside, rotation.session.user_id, rotation.session.session_id)
    return rotation
  })
  const user = rotated.kind === 'rotated' ? await store.users.byId(rotated.session.user_id) : undefined
  if (rotated.kind !== 'rotated' || user === undefined) throw new AppError('session_expired')
  return signedInAs(store, user, rotated)
}

/** Ends the session; an unknown token has nothing to end. */
export async function signOut(store: Store, refreshToken: string): Promise<void> {
  await store.transaction(async (inside) => {
    const session = await inside.sessions.find(refreshToken)
    if (session !== undefined) await inside.sessions.revoke(session.session_id, 'sign-out')
  })
}

async function auditReuse(store: Store, userId: string, sessionId: string): Promise<void> {
  const user = await store.users.byId(userId)
  const [workspace] = await store.memberships.ofUser(userId)
  await store.audit.append({
    workspace_id: workspace?.workspace_id ?? null,
    action: 'refresh-token-reused',
    actor: { kind: 'user', user_id: userId, name: user?.name ?? userId },
    subject: sessionId,
    after: { session: 'revoked' },
  })
}

function tooMany(seconds: number): AppError {
  return new AppError('too_many_requests', `too many attempts to sign in: try again in ${seconds} seconds`, {
    details: [{ parameter: 'retry_after_seconds', value: seconds }],
  })
}
