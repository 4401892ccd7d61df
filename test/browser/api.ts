import { owner } from './server.ts'
import { address } from './open-page.ts'

/** What the server itself answers, to hold the screens against. */
export async function askServer<Reply>(path: string, workspace?: string): Promise<Reply> {
  const login = await fetch(`${address()}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  })
  const { token } = (await login.json()) as { token: string }
  const reply = await fetch(`${address()}/api/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, ...(workspace ? { 'x-workspace': workspace } : {}) },
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as Reply
}
