import { owner } from './server.ts'
import { address } from './open-page.ts'

async function token(): Promise<string> {
  const login = await fetch(`${address()}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  })
  return ((await login.json()) as { token: string }).token
}

async function send<Reply>(path: string, workspace: string | undefined, init: RequestInit): Promise<Reply> {
  const reply = await fetch(`${address()}/api/v1${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${await token()}`,
      ...(typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...(workspace ? { 'x-workspace': workspace } : {}),
    },
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as Reply
}

/** What the server itself answers, to hold the screens against. */
export async function askServer<Reply>(path: string, workspace?: string): Promise<Reply> {
  return send(path, workspace, {})
}

/** What a test needs to be there before the screens are looked at. */
export async function tellServer<Reply>(
  path: string,
  body: Record<string, unknown> | FormData,
  workspace?: string,
): Promise<Reply> {
  return send(path, workspace, {
    method: 'POST',
    body: body instanceof FormData ? body : JSON.stringify(body),
  })
}
