import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, isAppError } from '../../base/errors.ts'
import type { ErrorCode } from '../../base/errors.ts'

/** What the framework and its plugins raise, in our words. */
const framework: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'malformed_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_request',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_REQ_FILE_TOO_LARGE: 'file_too_large',
  FST_FILES_LIMIT: 'malformed_request',
  FST_PARTS_LIMIT: 'malformed_request',
  FST_FIELDS_LIMIT: 'malformed_request',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'malformed_request',
  FST_ERR_BAD_URL: 'malformed_request',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
}

/** Where what the framework says would not help whoever reads it. */
const words: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'send the body as JSON, with content-type application/json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'the body is not valid JSON',
  FST_ERR_BAD_URL: 'the address could not be read',
}

/** One mapper for this door: every failure leaves in the same shape, and only what we meant to say is said. */
export function errors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => send(request, reply, toAppError(error)))
}

export function nothingElse(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => send(request, reply, new AppError('not_found')))
}

export function toAppError(error: FastifyError | Error): AppError {
  if (isAppError(error)) return error
  const { code, statusCode } = error as FastifyError
  const known = framework[code]
  if (known)
    return new AppError(
      known,
      known === 'malformed_request' ? (words[code] ?? plain(error.message)) : undefined,
      {
        cause: error,
      },
    )
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new AppError('malformed_request', undefined, { cause: error })
  }
  return new AppError('internal', undefined, { cause: error })
}

export function send(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  if (error.status >= 500) request.log.error({ err: error.cause ?? error, code: error.code }, error.message)
  else request.log.info({ code: error.code, details: error.details }, error.message)
  const { code, message, details } = error
  if (error.status === 401) reply.header('www-authenticate', 'Bearer')
  const wait = error.details.find(({ parameter }) => parameter === 'retry_after_seconds')
  if (wait) reply.header('retry-after', String(wait.value))
  return reply
    .code(error.status)
    .removeHeader('etag')
    .header('cache-control', 'no-store')
    .header('x-request-id', request.id)
    .send({ error: { code, message, request_id: request.id, details } })
}

function plain(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
}
