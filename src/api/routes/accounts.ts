import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Accounts } from '../../actions/accounts/accounts.ts'
import type { SignInResult } from '../../actions/accounts/signed-in.ts'
import type { Clock } from '../../base/clock.ts'
import { AppError } from '../../base/errors.ts'
import { parseInput } from '../../base/parse-input.ts'
import {
  acceptLinkInput,
  accessTokenSeconds,
  changePasswordInput,
  linkInput,
  linkView,
  signInInput,
  signInOutput,
} from '../../contracts/accounts.ts'
import { sentBy } from '../input.ts'
import { signClaims } from '../plugins/access.ts'
import { routeSchema } from '../route-schema.ts'
import type { SessionCookies } from '../session-cookie.ts'

export type AccountRoutesOptions = {
  accounts: Accounts
  clock: Clock
  cookies: SessionCookies
  hide: boolean
}

const nothing = z.object({})
const done = z.object({ done: z.literal(true) })

/** Signing in and out: the access token travels in the body and is held in memory, the refresh token in a cookie. */
export function accountRoutes(app: FastifyInstance, options: AccountRoutesOptions): void {
  const { accounts, cookies } = options

  const signedIn = (request: FastifyRequest, reply: FastifyReply, result: SignInResult) => {
    const { claims, refresh_token, refresh_expires_at, ...shown } = result
    const csrf_token = cookies.set(request, reply, refresh_token, refresh_expires_at)
    const token = signClaims(app, options.clock, claims)
    return reply
      .header('cache-control', 'no-store')
      .send({ token, token_type: 'Bearer', expires_in: accessTokenSeconds, ...shown, csrf_token })
  }

  const route = <Input extends z.ZodType>(
    path: string,
    about: { title: string; summary: string; input: Input; output?: z.ZodType; open?: boolean },
    handler: (request: FastifyRequest, reply: FastifyReply, input: z.output<Input>) => Promise<unknown>,
  ): void => {
    const { open = true } = about
    const described = { name: path, tag: 'auth', method: 'POST', path: `/auth/${path}`, hide: options.hide }
    app.post(`/auth/${path}`, {
      schema: routeSchema({ ...described, ...about, open }),
      config: { open },
      handler: async (request, reply) => handler(request, reply, parseInput(about.input, sentBy(request))),
    })
  }

  const signInForm = {
    title: 'Sign in',
    summary: 'Answers a token of fifteen minutes, and sets a cookie that gets the next one.',
    input: signInInput,
    output: signInOutput,
  }
  route('login', signInForm, async (request, reply, { email, password }) =>
    signedIn(request, reply, await accounts.signIn({ email, password, address: request.ip })),
  )

  const refreshForm = {
    title: 'Get the next token',
    summary: 'By the cookie of the sign-in; X-CSRF-Token must hold the cookie trastienda_csrf.',
    input: nothing,
    output: signInOutput,
  }
  route('refresh', refreshForm, async (request, reply) => {
    const token = cookies.read(request)
    if (!token) throw new AppError('not_signed_in')
    try {
      return signedIn(request, reply, await accounts.refresh(token))
    } catch (error) {
      cookies.clear(reply)
      throw error
    }
  })

  const signOutForm = {
    title: 'Sign out',
    summary: 'Ends this session everywhere.',
    input: nothing,
    output: done,
  }
  route('logout', signOutForm, async (request, reply) => {
    const token = cookies.read(request)
    if (token) await accounts.signOut(token)
    cookies.clear(reply)
    return { done: true }
  })

  const inspectForm = {
    title: 'Look at a one-time link',
    summary: 'Whom it is for and what it asks; looking does not use it up.',
    input: linkInput,
    output: linkView,
  }
  route('link/inspect', inspectForm, async (_, __, { token }) => accounts.inspectLink(token))

  const acceptForm = {
    title: 'Use a one-time link',
    summary: 'Makes the first owner, accepts an invitation or sets a forgotten password, and signs in.',
    input: acceptLinkInput,
    output: signInOutput,
  }
  route('link', acceptForm, async (request, reply, input) =>
    signedIn(request, reply, await accounts.acceptLink({ ...input, address: request.ip })),
  )

  const passwordForm = {
    title: 'Change the password',
    summary: 'Ends every other session of that person.',
    input: changePasswordInput,
    output: done,
    open: false,
  }
  route('password', passwordForm, async (request, _, input) => {
    if (!request.claims) throw new AppError('not_permitted', 'only a person who is signed in has a password')
    await accounts.changePassword(request.claims, input, request.ip)
    return { done: true }
  })
}
