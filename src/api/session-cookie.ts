import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'

const refreshCookie = 'trastienda_refresh'
/** Readable by our own pages, which send it back in a header; no other site can read it. */
const csrfCookie = 'trastienda_csrf'

export type SessionCookies = {
  set: (request: FastifyRequest, reply: FastifyReply, token: string, expiresAt: string) => string
  clear: (reply: FastifyReply) => void
  /** The refresh token of a request that was meant: it comes from our own pages and carries what only they know. */
  read: (request: FastifyRequest) => string | undefined
}

export function sessionCookies(options: {
  secret: string
  path: string
  allowedOrigins: readonly string[]
}): SessionCookies {
  const csrfFor = (token: string): string =>
    createHmac('sha256', options.secret).update(`csrf:${token}`).digest('base64url')
  return {
    set: (request, reply, token, expiresAt) => {
      const shared = {
        sameSite: 'strict' as const,
        secure: request.protocol === 'https',
        expires: new Date(expiresAt),
      }
      const csrf = csrfFor(token)
      reply.setCookie(refreshCookie, token, { ...shared, path: options.path, httpOnly: true })
      reply.setCookie(csrfCookie, csrf, { ...shared, path: '/' })
      return csrf
    },
    clear: (reply) => {
      reply.clearCookie(refreshCookie, { path: options.path })
      reply.clearCookie(csrfCookie, { path: '/' })
    },
    read: (request) => {
      const token = request.cookies[refreshCookie]
      if (!token) return undefined
      if (!fromHere(request, options.allowedOrigins)) throw new AppError('csrf_failed')
      const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''))
      const wanted = Buffer.from(csrfFor(token))
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new AppError('csrf_failed')
      return token
    },
  }
}

/** Whether a browser sent this for one of our own pages; programs that are no browser send none of these headers. */
function fromHere({ headers }: FastifyRequest, allowedOrigins: readonly string[]): boolean {
  const { origin, host } = headers
  if (origin !== undefined) {
    if (allowedOrigins.includes(origin)) return true
    return URL.canParse(origin) && new URL(origin).host === host
  }
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}
