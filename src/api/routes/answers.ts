import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Desk } from '../../actions/desk.ts'
import type { AnswerPath, AnyAnswer } from '../../answers/answer.ts'
import type { Asked } from '../../answers/ask.ts'
import { callerOf } from '../caller.ts'
import { sentBy } from '../input.ts'
import { isList, sendCsv } from '../list-as-csv.ts'
import { encodingFor, packedBody, packedFrom } from '../packed-reply.ts'
import { routeSchema } from '../route-schema.ts'
import { toRoute } from '../paths.ts'

/** Every address of every answer, below one prefix. */
export function answerRoutes(app: FastifyInstance, options: { desk: Desk; hide: boolean }): void {
  for (const answer of options.desk.answers) {
    for (const path of answer.paths) answerRoute(app, { ...options, answer, path })
  }
}

type Options = { desk: Desk; answer: AnyAnswer; path: AnswerPath; hide: boolean }

function answerRoute(app: FastifyInstance, { desk, answer, path, hide }: Options): void {
  const method = path.method ?? 'GET'
  const list = !path.shape && isList(answer)
  const input = path.bare ? (answer.input as z.ZodObject).shape[path.bare] : answer.input
  const described = { ...answer, input, method, path: path.path, tag: tagOf(path.path), hide }
  app.route({
    method,
    url: toRoute(path.path),
    schema: routeSchema(path.shape ? { ...described, output: null } : described),
    handler: async (request, reply) => {
      const { format, ...sent } = sentBy(request, path.bare)
      if (list && format === 'csv')
        return sendCsv(reply, { desk, answer, caller: callerOf(request, reply), sent })
      const raw = format === undefined || format === 'json' ? sent : { ...sent, format }
      const started = performance.now()
      const asked = await desk.ask(callerOf(request, reply), answer, raw, path)
      return sendAnswer(request, reply, asked, performance.now() - started)
    },
  })
  if (!list || method !== 'GET' || path.path.endsWith('}')) return
  app.get(`${toRoute(path.path)}.csv`, {
    schema: routeSchema({ ...described, path: `${path.path}.csv`, produces: 'text/csv', hide: true }),
    handler: async (request, reply) =>
      sendCsv(reply, { desk, answer, caller: callerOf(request, reply), sent: sentBy(request) }),
  })
}

/** A browser keeps the reply but asks each time whether it still holds; it belongs to one caller and one workspace. */
async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
  took: number,
): Promise<FastifyReply> {
  reply
    .header('cache-control', 'private, no-cache')
    .header('etag', asked.etag)
    .header('vary', 'authorization, x-api-key, x-workspace, accept-encoding')
    .header('server-timing', `answer;dur=${took.toFixed(2)};desc="${asked.from}"`)
  if (holds(request.headers['if-none-match'], asked.etag)) return reply.code(304).send()
  reply.type('application/json; charset=utf-8')
  const encoding = asked.body.byteLength < packedFrom ? null : encodingFor(request.headers['accept-encoding'])
  if (!encoding) return reply.send(asked.body)
  return reply.header('content-encoding', encoding).send(await packedBody(asked.body, encoding))
}

function holds(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

function tagOf(path: string): string {
  return path.split('/')[1].replace('.csv', '')
}
