import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** aborted when the server begins to close: what would stream for as long as its reader stays must end */
    closing: AbortSignal
  }
}

export function closingSignal(app: FastifyInstance): void {
  const closing = new AbortController()
  app.decorate('closing', closing.signal)
  app.addHook('preClose', async () => closing.abort())
}
