import type { SSEMessage } from '@fastify/sse'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller, House } from '../../actions/desk.ts'
import { requirePermission } from '../../actions/desk.ts'
import { AppError } from '../../base/errors.ts'
import { parseInput } from '../../base/parse-input.ts'
import { paging } from '../../contracts/filter.ts'
import { jobStatuses, jobView } from '../../contracts/jobs.ts'
import type { Permission } from '../../contracts/words.ts'
import { restateJobKind } from '../../store/job-kinds.ts'
import type { Job } from '../../store/job.ts'
import { callerOf } from '../caller.ts'
import { sentBy } from '../input.ts'
import { routeSchema } from '../route-schema.ts'

const path = z.object({ job_id: z.string().max(100) })
const list = paging.extend({ kind: z.string().max(50).optional(), status: z.enum(jobStatuses).optional() })
const page = z.object({ items: z.array(jobView), total: z.number(), limit: z.number(), offset: z.number() })

/** Long work: how far it is, what came of it, and stopping it. */
export function jobRoutes(
  app: FastifyInstance,
  { store, hide }: Pick<House, 'store'> & { hide: boolean },
): void {
  const jobs = store.jobs

  const find = async (request: FastifyRequest, reply: FastifyReply): Promise<Job> => {
    const { workspace } = memberOf(request, reply)
    const { job_id } = parseInput(path, sentBy(request))
    const job = await jobs.byId(job_id, workspace.workspace_id)
    if (!job) throw new AppError('job_not_found')
    return job
  }

  app.get('/jobs', {
    schema: routeSchema({
      ...about('Jobs', 'The long work of this workspace, newest first'),
      path: '/jobs',
      input: list,
      output: page,
      hide,
    }),
    handler: async (request, reply) => {
      const { workspace } = memberOf(request, reply)
      const input = parseInput(list, sentBy(request))
      const { items, total } = await jobs.list({ ...input, workspace_id: workspace.workspace_id })
      return { items: items.map(shown), total, limit: input.limit, offset: input.offset }
    },
  })

  app.get('/jobs/:job_id', {
    schema: routeSchema({
      ...about('Job', 'How far it is, and what came of it'),
      path: '/jobs/{job_id}',
      input: path,
      output: jobView,
      hide,
    }),
    handler: async (request, reply) => shown(await find(request, reply)),
  })

  app.get('/jobs/:job_id/events', {
    schema: routeSchema({
      ...about('Events of a job', 'Each change as a server-sent event, until it has ended'),
      path: '/jobs/{job_id}/events',
      input: path,
      produces: 'text/event-stream',
      hide,
    }),
    sse: 'only',
    handler: async (request, reply) => {
      const job = await find(request, reply)
      await reply.sse.send(changes(store, job, leaving(app, reply)))
    },
  })

  app.delete('/jobs/:job_id', {
    schema: routeSchema({
      ...about('Stop a job', 'One that waits ends at once, one that runs when it has cleaned up'),
      method: 'DELETE',
      path: '/jobs/{job_id}',
      input: path,
      output: jobView,
      hide,
    }),
    handler: async (request, reply) => {
      const caller = memberOf(request, reply)
      const job = await find(request, reply)
      requirePermission(caller.principal, permissionOf(job))
      // stopped between the facts and the workspace, the two would differ
      if (job.kind === restateJobKind && job.started_at !== null)
        throw new AppError('conflicting_state', 'what has begun to write all figures anew is let end')
      const cancelled = await jobs.cancel(job.job_id, job.workspace_id)
      if (!cancelled) throw new AppError('conflicting_state', 'the job has ended already')
      return shown(cancelled)
    },
  })
}

function about(title: string, summary: string) {
  return { name: title, title, summary, tag: 'jobs', method: 'GET' }
}

/** Whoever may start such work may stop it. */
function permissionOf({ kind }: Job): Permission {
  return /^(train|backcast)-/.test(kind) ? 'models:train' : 'imports:write'
}

/** Jobs tell who did what: visitors see none. */
function memberOf(request: FastifyRequest, reply: FastifyReply): Caller {
  const caller = callerOf(request, reply)
  if (caller.principal.kind === 'anonymous') throw new AppError('not_signed_in')
  return caller
}

export function shown({
  workspace_id: _,
  cancel_requested: __,
  created_by: ___,
  ...job
}: Job): z.input<typeof jobView> {
  return job
}

/** Ends when the caller leaves or the server closes. */
function leaving(app: FastifyInstance, reply: FastifyReply): AbortSignal {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  app.closing.addEventListener('abort', () => left.abort(), { once: true, signal: left.signal })
  return left.signal
}

/** The job as it is, then each change, to its end. */
async function* changes({ jobs }: House['store'], first: Job, left: AbortSignal): AsyncGenerator<SSEMessage> {
  const waiting: Job[] = []
  let wake = (): void => {}
  const unlisten = jobs.events.listen((job) => {
    if (job.job_id !== first.job_id) return
    waiting.push(job)
    wake()
  })
  left.addEventListener('abort', () => wake(), { once: true })
  try {
    // looked at again now that we listen: a change in between would be missed
    let job: Job | undefined = (await jobs.byId(first.job_id, first.workspace_id)) ?? first
    for (let count = 1; !left.aborted; count++) {
      if (job) yield { id: String(count), event: 'job', data: shown(job) }
      if (job && ended.has(job.status)) return
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      job = waiting.shift()
    }
  } finally {
    unlisten()
  }
}

const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])
