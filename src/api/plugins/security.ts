import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../base/errors.ts'

export type SecurityOptions = {
  allowedOrigins: readonly string[]
  /** requests a minute from one address, across all routes */
  requestsAMinute: number
  /** requests by this machine's own commands, which come through the local socket */
  isLocal: (request: object) => boolean
}

/** The answers and pages of this origin and nothing else; Mantine and ReDoc write their styles into the page. */
const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

export async function security(app: FastifyInstance, options: SecurityOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
    // it would bind a plain-HTTP installation on localhost to HTTPS; who puts TLS in front sets it there
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cors, {
    origin: options.allowedOrigins.includes('*') ? '*' : [...options.allowedOrigins],
    allowedHeaders: [
      'authorization',
      'content-type',
      'x-api-key',
      'x-workspace',
      'x-csrf-token',
      'if-none-match',
    ],
    exposedHeaders: ['etag', 'x-request-id', 'retry-after', 'content-disposition', 'server-timing'],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    maxAge: 600,
  })
  await app.register(rateLimit, {
    max: options.requestsAMinute,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => ip ?? 'local',
    allowList: (request) => options.isLocal(request.raw),
    errorResponseBuilder: () => new AppError('too_many_requests'),
  })
  await app.register(underPressure, {
    maxEventLoopDelay: 2000,
    retryAfter: 5,
    // right after a block there may be no sample yet, which it takes for an endless delay
    pressureHandler: (request, _reply, _type, value) => {
      if (value !== Infinity && !request.url.endsWith('/health')) throw new AppError('unavailable')
    },
  })
}
