import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../base/errors.ts'
import { send } from './errors.ts'

/** The web application's files; any other address a browser opens is a screen of it, and gets its page. */
export async function web(
  app: FastifyInstance,
  options: { folder: string; apiPrefix: string },
): Promise<void> {
  const page = join(options.folder, 'index.html')
  if (!existsSync(page)) {
    app.get('/', { schema: { hide: true }, config: { open: true } }, async (_, reply) =>
      reply.redirect('/docs'),
    )
    return
  }
  await app.register(fastifyStatic, {
    root: options.folder,
    wildcard: false,
    decorateReply: !app.hasReplyDecorator('sendFile'),
    preCompressed: false,
    setHeaders: (reply, path) => {
      // names under assets/ carry a hash of what is in them
      const kept = path.includes(`${join('web', 'assets')}`)
      reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html')
    const ofApi = [options.apiPrefix, '/mcp'].some((prefix) => request.url.startsWith(prefix))
    if (!wantsPage || ofApi) return send(request, reply, new AppError('not_found'))
    return reply.header('cache-control', 'no-cache').sendFile('index.html', options.folder)
  })
}
