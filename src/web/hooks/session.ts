import { useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { signInOutput } from '../../contracts/accounts.ts'

/** What signing in, refreshing and the one-time link all reply. */
export type SignedIn = z.output<typeof signInOutput>
export type SessionUser = SignedIn['user']
export type SessionWorkspace = SignedIn['workspaces'][number]

export type Session = {
  /** unknown until the first refresh has been answered; expired keeps the page and what was typed in it */
  state: 'unknown' | 'signed_out' | 'signed_in' | 'expired'
  user: SessionUser | null
  workspace: SessionWorkspace | null
  workspaces: readonly SessionWorkspace[]
}

const nobody: Session = { state: 'unknown', user: null, workspace: null, workspaces: [] }
const workspaceKey = 'trastienda.workspace'

let session: Session = nobody
let token: string | null = null
const listeners = new Set<() => void>()

function change(next: Session): void {
  session = next
  for (const listener of listeners) listener()
}

export const currentSession = (): Session => session
export const currentToken = (): string | null => token

export function keepSession(reply: SignedIn): void {
  token = reply.token
  const wanted = session.workspace?.workspace_id ?? localStorage.getItem(workspaceKey)
  const { workspaces } = reply
  const workspace = workspaces.find(({ workspace_id }) => workspace_id === wanted) ?? reply.workspace
  change({ state: 'signed_in', user: reply.user, workspace, workspaces })
}

/** Somebody without an account, where the shop lets visitors look around. */
export function receiveVisitor(workspace: Omit<SessionWorkspace, 'role'>): void {
  const seen = { ...workspace, role: 'viewer' as const }
  change({ state: 'signed_in', user: null, workspace: seen, workspaces: [seen] })
}

export function chooseWorkspace(workspace: SessionWorkspace): void {
  localStorage.setItem(workspaceKey, workspace.workspace_id)
  change({ ...session, workspace })
}

/** Workspaces changed by the reader herself: a new name or currency shows at once. */
export function updateWorkspace(changed: Partial<SessionWorkspace> & { workspace_id: string }): void {
  const merge = (workspace: SessionWorkspace): SessionWorkspace =>
    workspace.workspace_id === changed.workspace_id ? { ...workspace, ...changed } : workspace
  change({
    ...session,
    workspace: session.workspace && merge(session.workspace),
    workspaces: session.workspaces.map(merge),
  })
}

export function updateUser(changed: Partial<SessionUser>): void {
  if (session.user) change({ ...session, user: { ...session.user, ...changed } })
}

export function expireSession(): void {
  token = null
  if (session.state === 'signed_in') change({ ...session, state: 'expired' })
}

export function forgetSession(): void {
  token = null
  change({ ...nobody, state: 'signed_out' })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, currentSession)
}

/** Resolves as soon as somebody is signed in again; what waited for it is then sent. */
export function whenSignedIn(signal?: AbortSignal): Promise<void> {
  if (session.state === 'signed_in') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stop = subscribe(() => {
      if (session.state === 'signed_in') resolve()
      else if (session.state === 'signed_out') reject(new DOMException('signed out', 'AbortError'))
      else return
      stop()
    })
    signal?.addEventListener('abort', () => {
      stop()
      reject(new DOMException('abandoned', 'AbortError'))
    })
  })
}
