import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { AppError, errorCatalogue } from '../base/errors.ts'
import type { ErrorCode, ErrorDetail } from '../base/errors.ts'
import type { Config } from '../base/config.ts'
import { createLog } from '../base/log.ts'
import { holderOf } from './data-folder.ts'

export type DoorRequest = {
  path: string
  body: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}
export type DoorReply = { status: number; headers: IncomingHttpHeaders | object; body: Readable }
export type Progress = { progress: number; message: string }

/** How a command reaches the house: by the socket of the server that holds the data folder, or by opening it itself. */
export type Door = {
  kind: 'server' | 'alone'
  send: (request: DoorRequest) => Promise<DoorReply>
  close: () => Promise<void>
}

/** Long enough for a server that is just starting to open its socket. */
const patienceMs = 20_000

export async function openDoor(config: Config, what: string): Promise<Door> {
  const socket = await findSocket(config.dataDir)
  if (socket)
    return { kind: 'server', send: async (request) => sendBySocket(socket, request), close: async () => {} }
  // only here: a command that goes through a server starts much sooner without all this
  const [{ openHouse }, { buildHouseApp }] = await Promise.all([
    import('./house.ts'),
    import('./house-app.ts'),
  ])
  const house = await openHouse(config, createLog(process.env.LOG_LEVEL ? config.logLevel : 'warn'), what)
  const { app } = await buildHouseApp(config, house, { listens: false })
  await app.ready()
  return {
    kind: 'alone',
    send: async (request) => sendInside(app, request),
    close: async () => {
      await app.close()
      await house.close()
    },
  }
}

/** The socket of the server that holds the folder, waiting for one that is about to open it. */
async function findSocket(folder: string): Promise<string | undefined> {
  for (let waited = 0; ; waited += 200) {
    const holder = holderOf(folder)
    if (!holder || !isAlive(holder.pid)) return undefined
    if (holder.socket !== undefined) return (await answers(holder.socket)) ? holder.socket : undefined
    if (holder.what !== serverName || waited >= patienceMs) return undefined
    await pause(200)
  }
}

/** What a server calls itself where it notes who holds the folder. */
export const serverName = 'a server'

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = httpRequest({ socketPath, path: '/health' }, (reply) => {
      reply.resume()
      resolve(true)
    })
    asked.once('error', () => resolve(false))
    asked.end()
  })
}

async function sendBySocket(
  socketPath: string,
  { path, body, headers, signal }: DoorRequest,
): Promise<DoorReply> {
  return new Promise((resolve, reject) => {
    const options = { socketPath, path, method: 'POST', signal, headers: { ...json, ...headers } }
    const sent = httpRequest(options, (reply) =>
      resolve({ status: reply.statusCode ?? 500, headers: reply.headers, body: reply }),
    )
    sent.once('error', (cause) => reject(new AppError('unavailable', 'the server went away', { cause })))
    sent.end(JSON.stringify(body))
  })
}

async function sendInside(
  app: FastifyInstance,
  { path, body, headers, signal }: DoorRequest,
): Promise<DoorReply> {
  const sent = { method: 'POST' as const, url: path, payload: JSON.stringify(body), signal }
  const reply = await app.inject({ ...sent, headers: { ...json, ...headers }, payloadAsStream: true })
  return { status: reply.statusCode, headers: reply.headers, body: reply.stream() }
}

const json = { 'content-type': 'application/json' }

/** Sends a command and waits for its result; what it says on the way goes to `onProgress`. */
export async function command<Result>(
  door: Door,
  request: DoorRequest,
  onProgress: (step: Progress) => void = () => {},
): Promise<Result> {
  const reply = await door.send(request)
  for await (const line of createInterface({ input: reply.body })) {
    const event = JSON.parse(line) as CommandEvent<Result>
    if ('error' in event) throw asError(event.error)
    if ('result' in event) return event.result
    onProgress(event)
  }
  throw new AppError(
    'unavailable',
    'the server ended before it was done: look whether it was, then try again',
  )
}

/** What a command writes back, a line each. */
export type CommandEvent<Result> = Progress | { result: Result } | { error: WrittenError }
type WrittenError = { code: string; message: string; request_id?: string; details?: ErrorDetail[] }

function asError({ code, message, details }: WrittenError): AppError {
  return new AppError(code in errorCatalogue ? (code as ErrorCode) : 'internal', message, { details })
}
