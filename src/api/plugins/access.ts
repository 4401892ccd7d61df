import fastifyJwt from '@fastify/jwt'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Access, AccessClaims } from '../../actions/accounts/access.ts'
import { commandPrincipal } from '../../actions/accounts/access.ts'
import type { Accounts } from '../../actions/accounts/accounts.ts'
import type { Clock } from '../../base/clock.ts'
import { AppError } from '../../base/errors.ts'
import { accessTokenSeconds } from '../../contracts/accounts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** what the token of a signed-in person says */
    claims: AccessClaims | null
  }
}

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: AccessClaims & { iat: number; exp: number }
  }
}

export type AccessOptions = {
  accounts: Accounts
  clock: Clock
  /** signs the access tokens */
  secret: string
  anonymousWorkspace?: string
  /** requests by this machine's own commands, which come through the local socket */
  isLocal: (request: object) => boolean
}

/** Before any handler of a route that is not open: who asks, about which workspace, and whether they may at all. */
export async function access(app: FastifyInstance, options: AccessOptions): Promise<void> {
  await app.register(fastifyJwt, {
    secret: options.secret,
    sign: { algorithm: 'HS256', noTimestamp: true },
    // whether it has ended is told by our own clock
    verify: { algorithms: ['HS256'], ignoreExpiration: true },
  })
  app.decorateRequest('principal', null)
  app.decorateRequest('workspace', null)
  app.decorateRequest('claims', null)
  app.addHook('onRequest', async (request) => {
    const { open, local } = request.routeOptions.config
    if (request.is404 || open) return
    if (local && !options.isLocal(request.raw)) throw new AppError('not_found')
    const found = await identify(app, options, request)
    request.principal = found.principal
    request.workspace = found.workspace
  })
}

/** A token of fifteen minutes for what a sign-in found out. */
export function signClaims(app: FastifyInstance, clock: Clock, claims: AccessClaims): string {
  const iat = Math.floor(clock().getTime() / 1000)
  return app.jwt.sign({ ...claims, iat, exp: iat + accessTokenSeconds })
}

async function identify(
  app: FastifyInstance,
  options: AccessOptions,
  request: FastifyRequest,
): Promise<Pick<Access, 'principal'> & { workspace: Access['workspace'] | null }> {
  const { access } = options.accounts
  const workspaceId = namedWorkspace(request)
  const key = keyOf(request)
  if (key !== undefined) return access.ofKey(key, workspaceId)
  const token = bearerOf(request)
  if (token !== undefined) {
    request.claims = readToken(app, options.clock, token)
    return access.ofUser(request.claims, workspaceId)
  }
  if (options.isLocal(request.raw)) {
    if (workspaceId !== undefined) return access.ofCommand(workspaceId)
    return { principal: commandPrincipal, workspace: null }
  }
  if (options.anonymousWorkspace) return access.ofVisitor(options.anonymousWorkspace, workspaceId)
  throw new AppError('not_signed_in')
}

/** The workspace the header or the path names; where both do and differ, neither is served. */
function namedWorkspace(request: FastifyRequest): string | undefined {
  const inHeader = request.headers['x-workspace']
  const inPath = (request.params as { workspace?: string } | undefined)?.workspace
  if (inHeader !== undefined && inPath !== undefined && inHeader !== inPath) {
    throw new AppError('workspace_not_found', 'the header and the path name different workspaces')
  }
  return inPath ?? (inHeader === undefined ? undefined : String(inHeader))
}

const keyPrefix = 'tk_'

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-api-key']
  if (header !== undefined) return String(header)
  const token = bearerOf(request)
  return token?.startsWith(keyPrefix) ? token : undefined
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1]
}

function readToken(app: FastifyInstance, clock: Clock, token: string): AccessClaims {
  let payload
  try {
    payload = app.jwt.verify<AccessClaims & { exp?: number }>(token)
  } catch (error) {
    throw new AppError('not_signed_in', 'the token is not valid', { cause: error })
  }
  if (!payload.exp || payload.exp * 1000 <= clock().getTime()) throw new AppError('session_expired')
  return { sub: payload.sub, sid: payload.sid, workspace: payload.workspace }
}
