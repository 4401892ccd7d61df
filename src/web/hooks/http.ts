import type { z } from 'zod'
import type { acceptLinkInput, linkView, me } from '../../contracts/accounts.ts'
import {
  currentSession,
  currentToken,
  expireSession,
  forgetSession,
  keepSession,
  receiveVisitor,
  whenSignedIn,
} from './session.ts'
import { queryText } from './query-text.ts'
import type { QueryValue } from './query-text.ts'
import type { SignedIn } from './session.ts'

export type ApiErrorDetail = { parameter: string; value?: unknown; allowed?: unknown }

/** A refusal of the server, or `offline` where it could not be reached at all. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly details: readonly ApiErrorDetail[]
  readonly requestId: string | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    details: ApiErrorDetail[] = [],
    requestId?: string,
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
    this.requestId = requestId
  }
}

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Readonly<Record<string, QueryValue>>
  body?: unknown
  signal?: AbortSignal | undefined
  headers?: Record<string, string>
}

async function send(path: string, call: Call): Promise<Response> {
  const text = call.query ? queryText(call.query) : ''
  const headers: Record<string, string> = { accept: 'application/json', ...call.headers }
  const token = currentToken()
  if (token) headers.authorization = `Bearer ${token}`
  const workspace = currentSession().workspace
  if (workspace) headers['x-workspace'] = workspace.workspace_id
  const isFile = call.body instanceof FormData || call.body instanceof Blob
  if (call.body !== undefined && !isFile) headers['content-type'] = 'application/json'
  const body = call.body === undefined ? null : isFile ? (call.body as BodyInit) : JSON.stringify(call.body)
  try {
    return await fetch(`/api/v1${path}${text ? `?${text}` : ''}`, {
      method: call.method ?? 'GET',
      headers,
      body,
      signal: call.signal ?? null,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'offline', 'the server cannot be reached')
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const fallback = response.status >= 502 ? 'unavailable' : 'internal'
  try {
    const { error } = (await response.json()) as {
      error: { code: string; message: string; details?: ApiErrorDetail[]; request_id?: string }
    }
    return new ApiError(response.status, error.code, error.message, error.details ?? [], error.request_id)
  } catch {
    return new ApiError(response.status, fallback, response.statusText)
  }
}

/** The cookie travels by itself; that the request is ours is shown by repeating its companion. */
function csrf(): Record<string, string> {
  const value = /(?:^|;\s*)trastienda_csrf=([^;]*)/.exec(document.cookie)?.[1]
  return value === undefined ? {} : { 'x-csrf-token': decodeURIComponent(value) }
}

/** A body that nobody reads keeps its connection. */
async function leave(response: Response): Promise<false> {
  await response.body?.cancel()
  return false
}

let refreshing: Promise<boolean> | null = null

/** Asks for a new token with the cookie; several callers share one request. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= (async () => {
    const response = await send('/auth/refresh', { method: 'POST', headers: csrf() })
    if (response.status >= 500) throw await errorOf(response)
    if (!response.ok) return leave(response)
    keepSession((await response.json()) as SignedIn)
    return true
  })().finally(() => {
    refreshing = null
  })
  return refreshing
}

/**
 * Sends, and when the token has run out renews it and sends again. When it cannot be renewed the page stays as it is,
 * the reader is asked to sign in over it, and the call goes out after that.
 */
export async function call(path: string, options: Call = {}): Promise<Response> {
  let response = await send(path, options)
  while (response.status === 401 && currentSession().state !== 'unknown') {
    if (currentSession().state === 'signed_out') break
    if (!(await refreshSession())) {
      // a visitor has no session that could end
      if (currentSession().user === null) break
      expireSession()
      await whenSignedIn(options.signal)
    }
    response = await send(path, options)
  }
  if (!response.ok) throw await errorOf(response)
  return response
}

export async function callJson<Reply>(path: string, options: Call = {}): Promise<Reply> {
  const response = await call(path, options)
  return (response.status === 204 ? undefined : await response.json()) as Reply
}

export async function signIn(email: string, password: string): Promise<void> {
  const response = await send('/auth/login', { method: 'POST', body: { email, password } })
  if (!response.ok) throw await errorOf(response)
  keepSession((await response.json()) as SignedIn)
}

export type LinkView = z.output<typeof linkView>

/** What a one-time link is for, without using it up. */
export async function viewLink(token: string): Promise<LinkView> {
  const response = await send('/auth/link/inspect', { method: 'POST', body: { token } })
  if (!response.ok) throw await errorOf(response)
  return (await response.json()) as LinkView
}

export async function acceptLink(input: z.input<typeof acceptLinkInput>): Promise<void> {
  const response = await send('/auth/link', { method: 'POST', body: input })
  if (!response.ok) throw await errorOf(response)
  keepSession((await response.json()) as SignedIn)
}

/** Lets in whom the shop lets look around without an account; answers whether it does. */
export async function visit(): Promise<boolean> {
  const response = await send('/me', {})
  if (!response.ok) return leave(response)
  const { kind, workspace } = (await response.json()) as z.output<typeof me>
  if (kind !== 'anonymous') return false
  receiveVisitor(workspace)
  return true
}

export async function signOut(): Promise<void> {
  await send('/auth/logout', { method: 'POST', headers: csrf() }).catch(() => undefined)
  forgetSession()
}
