import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { AppError } from '../../base/errors.ts'
import type { Config } from '../../base/config.ts'
import { openDoor } from '../door.ts'
import type { Door } from '../door.ts'

/**
 * MCP over standard input and output: each message goes to the house as one request with the key, by the server's socket
 * where there is one, so that a running server and this program never share a file.
 */
export async function mcpOverStdio(config: Config, key: string | undefined): Promise<void> {
  const named = key ?? config.mcpApiKey
  if (!named)
    throw new AppError('not_signed_in', 'name a key with --key or MCP_API_KEY ("keys create" makes one)')
  const door = config.mcpServerUrl
    ? remoteDoor(config.mcpServerUrl)
    : await openDoor(config, 'the command mcp')
  const under = new Set<Promise<void>>()
  try {
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() === '') continue
      const passing = pass(door, named, line).finally(() => under.delete(passing))
      under.add(passing)
    }
    await Promise.all(under)
  } finally {
    await door.close()
  }
}

async function pass(door: Door, key: string, line: string): Promise<void> {
  let message: { id?: string | number }
  try {
    message = JSON.parse(line)
  } catch {
    return write({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'the message is no JSON' } })
  }
  try {
    const headers = { 'x-api-key': key, accept: 'application/json, text/event-stream', host: 'localhost' }
    const reply = await door.send({ path: '/mcp', body: message, headers })
    const body = await text(reply.body)
    if (reply.status >= 400) throw new Error(refusalIn(body))
    if (body !== '') process.stdout.write(`${body}\n`)
  } catch (error) {
    if (message.id === undefined) return
    write({ jsonrpc: '2.0', id: message.id, error: { code: -32000, message: (error as Error).message } })
  }
}

function refusalIn(body: string): string {
  try {
    return (JSON.parse(body) as { error: { message: string } }).error.message
  } catch {
    return 'the server refused the message'
  }
}

function write(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

/** A server elsewhere, named by MCP_SERVER_URL. */
function remoteDoor(address: string): Door {
  return {
    kind: 'server',
    send: async ({ path, body, headers }) => {
      const sent = {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }
      const reply = await fetch(new URL(path, `${address}/`), sent).catch((cause: unknown) => {
        throw new AppError('unavailable', `there is no server at ${address}`, { cause })
      })
      return { status: reply.status, headers: {}, body: Readable.from([await reply.text()]) }
    },
    close: async () => {},
  }
}
