import { createHash } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import type { WorkspaceSettings } from '../contracts/settings.ts'
import type { Warehouses } from '../warehouse/warehouse.ts'
import type { AnswerPath, AnyAnswer, WorkspaceInfo } from './answer.ts'
import { localDay } from './local-day.ts'
import type { ModelShelf } from './model-shelf.ts'
import { createReplyCache } from './reply-cache.ts'
import type { Reply } from './reply-cache.ts'

/** One asking of an answer, its input already read and checked. */
export type Question = {
  answer: AnyAnswer
  /** the address it came by, where that address has a shape of its own */
  path?: AnswerPath
  workspace: WorkspaceInfo
  input: unknown
  signal?: AbortSignal
}

export type Asked = Reply & { from: 'cache' | 'shared' | 'fresh' }
export type Ask = (question: Question) => Promise<Asked>

type Flight = { reply: Promise<Reply>; askers: number; abandon: () => void }

/**
 * Answers questions, keeping what was answered until the data it read, or the day, changes. The same question asked
 * again while it is being answered waits for that one answer, which is stopped only when nobody waits any more.
 */
export function createAsk(house: {
  warehouses: Warehouses
  clock: Clock
  cacheBytes: number
  settingsOf?: (workspaceId: string) => Promise<WorkspaceSettings>
  models?: ModelShelf
}): Ask {
  const cache = createReplyCache(house.cacheBytes)
  const flights = new Map<string, Flight>()

  return async (question) => {
    const { answer, workspace } = question
    const warehouse = await house.warehouses.open(workspace.workspace_id)
    const versions = warehouse.versions()
    const settings = await house.settingsOf?.(workspace.workspace_id)
    const key = [
      workspace.workspace_id,
      workspace.currency,
      workspace.time_zone,
      answer.reads.map((area) => versions[area]).join('.'),
      localDay(house.clock(), workspace.time_zone),
      settings === undefined ? '' : JSON.stringify(settings),
      answer.name,
      question.path?.shape ? answer.paths.indexOf(question.path) : '',
      canonical(question.input),
    ].join('|')
    const kept = cache.get(key)
    if (kept) return { ...kept, from: 'cache' }
    const shared = flights.get(key)
    const flight =
      shared ??
      start(key, question, async (signal) => {
        const { clock, models } = house
        const context = { db: warehouse.reader, workspace, settings, clock, signal, models, versions }
        return answer.run(context, question.input as never)
      })
    return { ...(await join(flight, question.signal)), from: shared ? 'shared' : 'fresh' }
  }

  function start(key: string, question: Question, run: (signal: AbortSignal) => Promise<unknown>): Flight {
    const stop = new AbortController()
    const shape = question.path?.shape as ((output: unknown) => unknown) | undefined
    const reply = run(stop.signal)
      .then((output) => {
        const made = replyOf(shape ? shape(output) : output)
        cache.set(key, made)
        return made
      })
      .finally(() => {
        if (!stop.signal.aborted) flights.delete(key)
      })
    const abandon = (): void => {
      flights.delete(key)
      stop.abort()
    }
    const flight = { reply, askers: 0, abandon }
    flights.set(key, flight)
    return flight
  }
}

async function join(flight: Flight, signal: AbortSignal | undefined): Promise<Reply> {
  flight.askers += 1
  const leave = (): void => {
    flight.askers -= 1
    if (flight.askers === 0) flight.abandon()
  }
  signal?.addEventListener('abort', leave, { once: true })
  try {
    return await flight.reply
  } finally {
    signal?.removeEventListener('abort', leave)
  }
}

function replyOf(output: unknown): Reply {
  const body = Buffer.from(JSON.stringify(output))
  return { body, etag: `"${createHash('sha1').update(body).digest('base64url')}"` }
}

/** The same input always gives the same text, whatever the order in which it was given. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
