import type { FastifyInstance } from 'fastify'
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { AppError } from '../../base/errors.ts'

/** `/metrics` for Prometheus, for this machine only: behind a proxy every visitor would look like it. */
export function metrics(app: FastifyInstance, options: { processMetrics: boolean }): void {
  const register = new Registry()
  if (options.processMetrics) collectDefaultMetrics({ register })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'time from the first byte of a request to the last of its reply',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers: [register],
  })
  const underWay = new Gauge({
    name: 'http_requests_under_way',
    help: 'requests not yet answered',
    registers: [register],
  })
  app.addHook('onRequest', async () => underWay.inc())
  app.addHook('onResponse', async (request, reply) => {
    underWay.dec()
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    }
    duration.observe(labels, reply.elapsedTime / 1000)
  })
  app.get('/metrics', { schema: { hide: true }, config: { open: true } }, async (request, reply) => {
    const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded
    if (forwarded !== undefined || !isLoopback(request.raw.socket.remoteAddress))
      throw new AppError('not_found')
    return reply.type(register.contentType).send(await register.metrics())
  })
}

export function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '')
}
