import type { FastifyInstance } from 'fastify'
import type { Desk } from '../../actions/desk.ts'
import { callerOf } from '../caller.ts'
import { sentBy } from '../input.ts'
import { toRoute } from '../paths.ts'
import { routeSchema } from '../route-schema.ts'

/** Every address of every action, below one prefix. */
export function actionRoutes(app: FastifyInstance, { desk, hide }: { desk: Desk; hide: boolean }): void {
  for (const action of desk.actions) {
    for (const { method, path, status = 200 } of action.paths) {
      app.route({
        method,
        url: toRoute(path),
        schema: routeSchema({ ...action, method, path, status, tag: path.split('/')[1], hide }),
        handler: async (request, reply) => {
          const output = await desk.act(callerOf(request, reply), action, sentBy(request))
          const code = action.status?.(output as never) ?? status
          return reply.code(code).header('cache-control', 'no-store').send(output)
        },
      })
    }
  }
}
