import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { routeSchema } from '../route-schema.ts'

const output = z.object({ status: z.literal('healthy'), version: z.string() })

/** Whether the service is up: for whoever watches it, without a login. */
export function healthRoutes(app: FastifyInstance, bases: readonly string[], version: string): void {
  for (const base of bases) {
    const described = {
      name: 'health',
      title: 'Health',
      summary: 'Whether the service is up.',
      tag: 'health',
    }
    app.get(`${base}/health`, {
      schema: routeSchema({ ...described, method: 'GET', path: `${base}/health`, output, open: true }),
      config: { open: true },
      handler: async (_, reply) =>
        reply.header('cache-control', 'no-store').send({ status: 'healthy', version }),
    })
  }
}
