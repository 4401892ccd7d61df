import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AppError } from '../../base/errors.ts'
import { nothingElse, send } from './errors.ts'
import { openToAll } from './open-to-all.ts'

/** The web application's files; any other address a browser opens is a screen of it, and gets its page. */
export async function web(
  app: FastifyInstance,
  options: { folder: string; apiPrefix: string },
): Promise<void> {
  const index = join(options.folder, 'index.html')
  if (!existsSync(index)) {
    await openToAll(app, (inside) => void inside.get('/', async (_, reply) => reply.redirect('/docs')))
    nothingElse(app)
    return
  }
  const page = readFileSync(index)
  await openToAll(app, async (inside) => {
    await inside.register(fastifyStatic, {
      root: options.folder,
      wildcard: false,
      decorateReply: false,
      setHeaders,
    })
  })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html')
    const ofApi = [options.apiPrefix, '/mcp'].some((prefix) => request.url.startsWith(prefix))
    if (!wantsPage || ofApi) return send(request, reply, new AppError('not_found'))
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}

function setHeaders(reply: FastifyReply, file: string): void {
  // names under assets/ carry a hash of what is in them
  const kept = file.includes(join('web', 'assets'))
  reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
}
