import type { FastifyInstance } from 'fastify'

/** Registers pages and files that need no login: every route made inside is open, and stays out of the documentation. */
export async function openToAll(
  app: FastifyInstance,
  register: (inside: FastifyInstance) => void | Promise<void>,
): Promise<void> {
  await app.register(async (inside) => {
    inside.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: true }
      route.schema = { ...route.schema, hide: true }
    })
    await register(inside)
  })
}
