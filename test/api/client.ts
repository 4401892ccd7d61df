import assert from 'node:assert/strict'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { TestHouse } from '../house/open-house.ts'
import * as replies from './replies.ts'
import { hasShape } from './shape.ts'

export type Loose = Record<string, unknown>
export type Reply = LightMyRequestResponse & { data: Loose }
export type Refusal = {
  status: number
  code: string
  message: string
  details: { parameter: string; value: unknown; allowed: unknown }[]
}

/** Asks a house as its owner, of one workspace unless another is named. */
export type Client = {
  ask: (request: InjectOptions | string, workspace?: string) => Promise<Reply>
  /** the body of a reply that must be good */
  good: (request: InjectOptions | string, workspace?: string) => Promise<Loose>
  /** what a reply that must be an error says */
  refused: (request: InjectOptions | string, workspace?: string) => Promise<Refusal>
}

export function clientOf(house: TestHouse, usual: string): Client {
  const ask = async (request: InjectOptions | string, workspace = usual): Promise<Reply> => {
    const given = typeof request === 'string' ? { url: request } : request
    const reply = await house.ask({ ...given, headers: { 'x-workspace': workspace, ...given.headers } })
    return Object.assign(reply, { data: reply.body === '' ? {} : reply.json<Loose>() })
  }
  return {
    ask,
    good: async (request, workspace) => {
      const reply = await ask(request, workspace)
      assert.ok(reply.statusCode < 300, `${JSON.stringify(request)} → ${reply.statusCode} ${reply.body}`)
      return reply.data
    },
    refused: async (request, workspace) => {
      const reply = await ask(request, workspace)
      hasShape(reply.data, replies.error)
      return { status: reply.statusCode, ...(reply.data.error as Omit<Refusal, 'status'>) }
    },
  }
}

export const itemsOf = (data: Loose): Loose[] => data.items as Loose[]

/** `/api/x`, `/api/v1/x` and both with a slash at the end are one address. */
export function spellings(path: string): string[] {
  const rest = path.replace(/^\/api(\/v1)?/, '').replace(/\/$/, '')
  return ['/api', '/api/v1'].flatMap((base) => [`${base}${rest}`, `${base}${rest}/`])
}
