import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Principal } from '../actions/action.ts'
import type { Caller } from '../actions/desk.ts'
import type { WorkspaceInfo } from '../answers/answer.ts'
import { AppError } from '../base/errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** who asks; set before any handler but those of open routes */
    principal: Principal | null
    /** the workspace that is asked about; null on routes that concern none */
    workspace: WorkspaceInfo | null
  }
  interface FastifyContextConfig {
    /** no login is needed */
    open?: boolean
    /** for this machine's own commands; to anybody else it is not there */
    local?: boolean
  }
}

/** The caller of a request that needs a login and a workspace. Going away stops what is being worked out. */
export function callerOf(request: FastifyRequest, reply: FastifyReply): Caller {
  if (!request.principal) throw new AppError('not_signed_in')
  if (!request.workspace) throw new AppError('workspace_not_found')
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return {
    principal: request.principal,
    workspace: request.workspace,
    request_id: request.id,
    signal: gone.signal,
  }
}
