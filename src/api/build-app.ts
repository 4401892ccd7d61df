import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import { fastifySSE } from '@fastify/sse'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Accounts } from '../actions/accounts/accounts.ts'
import type { Desk, House } from '../actions/desk.ts'
import type { Config } from '../base/config.ts'
import { apiBases } from './paths.ts'
import { brotliParameters, packedFrom } from './packed-reply.ts'
import { access } from './plugins/access.ts'
import { closingSignal } from './plugins/closing-signal.ts'
import { documentationPages, openApiDocument } from './plugins/documentation.ts'
import { errors, nothingElse, send, toAppError } from './plugins/errors.ts'
import { metrics } from './plugins/metrics.ts'
import { openToAll } from './plugins/open-to-all.ts'
import { requestLog } from './plugins/request-log.ts'
import { security } from './plugins/security.ts'
import { web } from './plugins/web.ts'
import { accountRoutes } from './routes/accounts.ts'
import { actionRoutes } from './routes/actions.ts'
import { answerRoutes } from './routes/answers.ts'
import { exportRoutes } from './routes/exports.ts'
import { importRoutes } from './routes/imports.ts'
import { jobRoutes } from './routes/jobs.ts'
import { healthRoutes } from './routes/health.ts'
import { sessionCookies } from './session-cookie.ts'

export type AppOptions = House & {
  config: Pick<
    Config,
    'apiPrefix' | 'apiTitle' | 'apiVersion' | 'allowedOrigins' | 'anonymousWorkspace' | 'publicUrl'
  >
  desk: Desk
  accounts: Accounts
  /** signs access tokens and what guards the refresh cookie */
  secret: string
  /** the built web application */
  webFolder: string
  requestsAMinute?: number
  bodyLimitBytes?: number
  /** the largest file that may be sent */
  uploadLimitBytes?: number
  /** false where only this machine's own commands are served, in this process: no pages, no limits, no login */
  listens?: boolean
  processMetrics?: boolean
  /** further doors, which stand beside the API */
  extend?: (app: FastifyInstance) => void | Promise<void>
}

export type App = {
  app: FastifyInstance
  /** serves a request that came through the local socket, whose callers are this machine's own commands */
  handleLocal: (request: IncomingMessage, response: ServerResponse) => void
}

/** The whole HTTP side: who may come in, the addresses of every answer and action, and the pages. It does not listen. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, log, listens = true } = options
  // Fastify's own type of logger, so that plugins see a plain application
  const logger: FastifyBaseLogger = log
  const localRequests = new WeakSet<object>()
  const isLocal = (request: object): boolean => !listens || localRequests.has(request)
  const app = Fastify({
    loggerInstance: logger,
    // one line a request is enough: ours
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => `req_${randomBytes(8).toString('hex')}`,
    bodyLimit: options.bodyLimitBytes ?? 2 ** 20,
    // a large upload over a slow line takes its time; headers still have to come at once
    requestTimeout: 60 * 60_000,
    // behind a proxy the caller's own address is what is counted
    trustProxy: config.publicUrl ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    // an address that is no address never reaches the error handler
    frameworkErrors: (error, request, reply) => void send(request, reply, toAppError(error)),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
  })
  // declarations read what comes in, and the tests hold what goes out to its schema
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => JSON.stringify)

  errors(app)
  emptyBodies(app)
  requestLog(app)
  if (listens) await serveStrangers(app, options, isLocal)
  await app.register(cookie)
  await app.register(fastifySSE, { heartbeatInterval: 15_000 })
  await app.register(multipart, { limits: uploadLimits(options) })
  closingSignal(app)
  await access(app, { ...options, anonymousWorkspace: config.anonymousWorkspace, isLocal })
  await openApiDocument(app, { title: config.apiTitle, version: config.apiVersion })

  // the routes come after the plugins have taken hold
  await app.register(async (routed) => routes(routed, options))
  if (listens) {
    await openToAll(app, documentationPages)
    await web(app, { folder: options.webFolder, apiPrefix: apiBases(config.apiPrefix)[1] })
  } else {
    nothingElse(app)
  }
  await options.extend?.(app)
  return {
    app,
    handleLocal: (request, response) => {
      localRequests.add(request)
      app.routing(request, response)
    },
  }
}

/** Clients that name JSON with every POST send none where there is nothing to say. */
function emptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined)
    else void parse(request, body, done)
  })
}

async function serveStrangers(
  app: FastifyInstance,
  { config, requestsAMinute = 6000, processMetrics = false }: AppOptions,
  isLocal: (request: object) => boolean,
): Promise<void> {
  await security(app, { allowedOrigins: config.allowedOrigins, requestsAMinute, isLocal })
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: packedFrom,
    brotliOptions: { params: brotliParameters },
  })
  metrics(app, { processMetrics })
}

function uploadLimits({ uploadLimitBytes = 8 * 2 ** 30 }: AppOptions) {
  return { fileSize: uploadLimitBytes, files: 20, fields: 20, fieldSize: 2 ** 20, headerPairs: 50 }
}

async function routes(app: FastifyInstance, options: AppOptions): Promise<void> {
  const { config, accounts, clock, desk, secret } = options
  const [main, alias] = apiBases(config.apiPrefix)
  const cookies = sessionCookies({ secret, path: `${main}/auth`, allowedOrigins: config.allowedOrigins })
  healthRoutes(app, ['', main, alias], config.apiVersion)
  for (const prefix of [main, alias]) {
    const hide = prefix === alias
    const below = async (inside: FastifyInstance): Promise<void> => {
      accountRoutes(inside, { accounts, clock, cookies, hide })
      answerRoutes(inside, { desk, hide })
      importRoutes(inside, { house: options, hide })
      exportRoutes(inside, { house: options, hide })
      jobRoutes(inside, { store: options.store, hide })
      actionRoutes(inside, { desk, hide })
    }
    await app.register(below, { prefix })
  }
}
