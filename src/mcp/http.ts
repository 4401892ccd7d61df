import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../actions/desk.ts'
import { AppError } from '../base/errors.ts'
import { createMcpServer } from './mcp-server.ts'
import type { McpOptions } from './mcp-server.ts'

export type McpHttpOptions = McpOptions & {
  /** origins besides this server's own that may call from a browser */
  allowedOrigins: readonly string[]
  callerOf: (request: FastifyRequest, reply: FastifyReply) => Caller
}

/**
 * MCP over streamable HTTP at `/mcp`, without sessions: each request brings its key and is answered by itself, so that a
 * revoked key ends at once and any server of several can answer.
 */
export function mcpRoutes(app: FastifyInstance, options: McpHttpOptions): void {
  app.post('/mcp', { schema: { hide: true } }, async (request, reply) => {
    refuseForeign(request, options.allowedOrigins)
    const caller = options.callerOf(request, reply)
    if (caller.principal.kind !== 'key')
      throw new AppError('not_signed_in', 'MCP takes an API key with each request')
    const server = createMcpServer(options, caller)
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
      enableJsonResponse: true,
    })
    reply.raw.once('close', () => void server.close())
    await server.connect(transport)
    reply.hijack()
    reply.raw.setHeader('x-request-id', request.id)
    await transport.handleRequest(request.raw, reply.raw, request.body)
  })
  const noStream = async (_: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    reply.code(405).header('allow', 'POST').send()
  app.get('/mcp', { schema: { hide: true } }, noStream)
  app.delete('/mcp', { schema: { hide: true } }, noStream)
}

/**
 * A page that a browser has open can reach this machine, also under a name it points here (DNS rebinding): who comes
 * with an Origin must be known, and the Host must be this machine's or a known origin's.
 */
function refuseForeign(request: FastifyRequest, allowedOrigins: readonly string[]): void {
  const hosts = allowedOrigins.flatMap((origin) => (URL.canParse(origin) ? [new URL(origin).host] : []))
  const { origin, host = '' } = request.headers
  if (!isAddress(host) && !hosts.includes(host))
    throw new AppError('not_permitted', 'the host is not known here')
  if (origin === undefined || allowedOrigins.includes(origin)) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) {
    throw new AppError('not_permitted', 'the origin is not known here')
  }
}

/** localhost or a bare IP address: no name that could be pointed elsewhere. */
function isAddress(host: string): boolean {
  return /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])(:\d+)?$/i.test(host)
}
