import type { FastifyInstance } from 'fastify'

/** One line a request, under the id that its reply carries; never the query, which may hold what people are called. */
export function requestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      path: request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      caller: request.principal?.kind,
      workspace: request.workspace?.workspace_id,
    }
    request.log.info(line, 'answered')
  })
}
