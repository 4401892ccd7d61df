import type { FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'

type Loose = Record<string, unknown>

/**
 * What a caller sent, as one object: the query, a JSON body on top, and what stands in the path. A blank in the query is
 * a field left empty, not a value. Where an address takes a bare array, `bare` is the field it stands for.
 */
export function sentBy(request: FastifyRequest, bare?: string): Loose {
  const query = Object.entries((request.query ?? {}) as Loose).filter(([, value]) => value !== '')
  const body = bodyOf(request, bare)
  const inPath = (request.params ?? {}) as Loose
  const loose = { ...Object.fromEntries(query), ...body }
  const twice = Object.keys(inPath).find((name) => Object.hasOwn(loose, name))
  if (twice !== undefined) {
    const details = [{ parameter: twice, value: loose[twice], allowed: 'only in the path' }]
    throw new AppError('unknown_parameter', `${twice} stands in the path already`, { details })
  }
  return { ...loose, ...inPath }
}

function bodyOf({ body }: FastifyRequest, bare: string | undefined): Loose {
  if (body === undefined || body === null) return {}
  if (bare !== undefined && Array.isArray(body)) return { [bare]: body }
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new AppError(
      'malformed_request',
      `the body must be a JSON ${bare === undefined ? 'object' : 'array'}`,
    )
  }
  return body as Loose
}
