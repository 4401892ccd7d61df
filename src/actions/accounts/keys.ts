import { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import { apiKey, keyList, keyMade, keyPath, newKey } from '../../contracts/keys.ts'
import { day } from '../../store/connection.ts'
import type { ApiKey } from '../../store/keys.ts'
import { storeAction } from '../action.ts'

const listKeys = storeAction({
  name: 'list-keys',
  paths: [{ method: 'GET', path: '/keys' }],
  title: 'API keys',
  summary:
    'The keys of the workspace, without the keys themselves: what each may do and when it was last used',
  permission: 'keys:manage',
  destructive: false,
  idempotent: true,
  input: z.object({}),
  output: keyList,
  audit: null,
  run: async ({ store, workspace }) => {
    const items = (await store.keys.list(workspace.workspace_id)).map(shown)
    return { items, total: items.length }
  },
})

const createKey = storeAction({
  name: 'create-key',
  paths: [{ method: 'POST', path: '/keys', status: 201 }],
  title: 'Make an API key',
  summary:
    'A key for this workspace with the permissions named, none of which its maker may lack; shown this once',
  permission: 'keys:manage',
  destructive: false,
  idempotent: false,
  input: newKey,
  output: keyMade,
  audit: (_, output) => ({
    subject: output.key_id,
    after: { name: output.name, permissions: output.permissions, expires_at: output.expires_at },
  }),
  run: async ({ store, principal, workspace }, input) => {
    const beyond = input.permissions.filter((permission) => !principal.permissions.includes(permission))
    if (beyond.length > 0)
      throw new AppError('not_permitted', `you cannot give what you may not do: ${beyond.join(', ')}`)
    const made = await store.keys.create({
      workspace_id: workspace.workspace_id,
      name: input.name,
      permissions: [...new Set(input.permissions)],
      created_by: principal.user_id,
      lifetimeMs: input.expires_in_days === undefined ? undefined : input.expires_in_days * day,
    })
    return { ...shown(made), key: made.key }
  },
})

const revokeKey = storeAction({
  name: 'revoke-key',
  paths: [{ method: 'DELETE', path: '/keys/{key_id}' }],
  title: 'Revoke an API key',
  summary: 'The key stops working at once, for good',
  permission: 'keys:manage',
  destructive: true,
  idempotent: true,
  input: keyPath,
  output: apiKey,
  audit: (_, output) => ({
    subject: output.key_id,
    before: { name: output.name, permissions: output.permissions },
  }),
  run: async ({ store, workspace }, { key_id }) => {
    const revoked = await store.keys.revoke(key_id, workspace.workspace_id)
    if (revoked === undefined) throw new AppError('not_found', 'there is no such key that still works')
    return shown(revoked)
  },
})

export const keyActions = [listKeys, createKey, revokeKey]

function shown({ workspace_id: _workspace, permissions, ...key }: ApiKey): z.input<typeof apiKey> {
  return {
    key_id: key.key_id,
    name: key.name,
    hint: key.hint,
    permissions: [...permissions],
    created_by: key.created_by,
    created_at: key.created_at,
    expires_at: key.expires_at,
    last_used_at: key.last_used_at,
    revoked_at: key.revoked_at,
  }
}
