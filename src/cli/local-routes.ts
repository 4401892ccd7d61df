import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { commandPrincipal, infoOf } from '../actions/accounts/access.ts'
import type { Caller } from '../actions/desk.ts'
import { testSource } from '../actions/sources/look-at-source.ts'
import { AppError, isAppError } from '../base/errors.ts'
import type { Config } from '../base/config.ts'
import { parseInput } from '../base/parse-input.ts'
import { linkAddress } from '../contracts/accounts.ts'
import { currencyRates, importMapping } from '../contracts/imports.ts'
import { testSourceInput } from '../contracts/sources.ts'
import { currency, timeZone } from '../contracts/workspaces.ts'
import type { ImportProgress } from '../ingest/import-context.ts'
import { importInto, importIntoNew } from '../actions/imports/import-into.ts'
import { loadShop } from './load-shop.ts'
import { addBody, addNow, inspectBody, inspectNow, refreshBody, refreshNow } from './source-now.ts'
import { trainNow } from './train-now.ts'
import type { CommandEvent, Progress } from './door.ts'
import type { OpenHouse } from './house.ts'

export type LocalOptions = { config: Config; house: OpenHouse }

const importBody = z.strictObject({
  workspace: z.string(),
  files: z
    .array(z.strictObject({ path: z.string(), name: z.string() }))
    .min(1)
    .max(100),
  mapping: importMapping.optional(),
  currency: currency.optional(),
  time_zone: timeZone.optional(),
  rates: currencyRates.optional(),
  sheet: z.string().max(200).optional(),
  dry_run: z.boolean().default(false),
})

const demoBody = z.strictObject({
  name: z.string(),
  workspace: z.string(),
  lines: z.coerce.number().int().min(100).max(100_000_000).optional(),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).optional(),
  check: z.boolean().optional(),
})

const trainBody = z.strictObject({
  workspace: z.string(),
  models: z.array(z.string().max(100)).max(20).default([]),
  n_clusters: z.coerce.number().int().min(2).max(10).optional(),
})

type Work<Input> = (
  input: Input,
  way: { tell: (step: Progress) => void; signal: AbortSignal; request_id: string },
) => Promise<unknown>

/** What this machine's own commands ask for, by the socket or inside one process; each answers events, a line each. */
export function localRoutes(app: FastifyInstance, options: LocalOptions): void {
  const { house, config } = options

  const route = <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    work: Work<z.output<Schema>>,
  ): void => {
    app.post(`/local/${name}`, {
      schema: { hide: true },
      config: { local: true },
      handler: async (request, reply) =>
        events(request, reply, app.closing, async (way) => work(parseInput(schema, request.body), way)),
    })
  }

  const named = z.strictObject({
    name: z.string(),
    workspace: z.string(),
    input: z.record(z.string(), z.unknown()),
  })

  route('ask', named, async ({ name, workspace, input }, way) => {
    const answer = house.desk.answers.find((each) => each.name === name)
    if (!answer) throw new AppError('not_found', `there is no question ${name}: "ask" alone lists them`)
    const { body } = await house.desk.ask(await callerFor(house, workspace, way), answer, input)
    return JSON.parse(body.toString())
  })

  route('act', named, async ({ name, workspace, input }, way) => {
    const action = house.desk.actions.find((each) => each.name === name)
    if (!action) throw new AppError('not_found', `there is no action ${name}`)
    return house.desk.act(await callerFor(house, workspace, way), action, input)
  })

  route('workspaces', z.strictObject({}), async () => {
    const rows = await house.store.workspaces.list()
    return { items: rows.map(infoOf), total: rows.length }
  })

  route('import', importBody, async ({ workspace, files, dry_run, time_zone, ...rest }, way) => {
    const request = {
      workspace_id: workspace,
      files,
      options: { ...rest, timeZone: time_zone, dryRun: dry_run },
      principal: commandPrincipal,
      request_id: way.request_id,
    }
    const onProgress = ({ share, phase, rows }: ImportProgress): void =>
      way.tell({
        progress: share,
        message: rows === null ? phase : `${phase}, ${rows.toLocaleString('en')} rows`,
      })
    const made = (await house.store.workspaces.byId(workspace)) === undefined
    const run = made ? importIntoNew : importInto
    return { verdict: await run(house, request, { signal: way.signal, onProgress }), made: made && !dry_run }
  })

  route('source-test', testSourceInput, async (input) => testSource(house, null, input))
  route('source-inspect', inspectBody, async (body) => inspectNow(house, body))
  route('source-add', addBody, async (body, way) => addNow(house, body, way))
  route('source-refresh', refreshBody, async (body, way) => {
    await house.accounts.access.ofCommand(body.workspace)
    return refreshNow(house, body, way)
  })

  route('demo', demoBody, async (order, way) => loadShop(house, order, way.tell))

  route('train', trainBody, async ({ workspace, models, n_clusters }, way) =>
    trainNow(house, (await callerFor(house, workspace, way)).workspace, { models, n_clusters }, way),
  )

  route('link', z.strictObject({ email: z.string().optional() }), async ({ email }) => {
    const link = email ? await house.accounts.createPasswordLink(email) : await house.accounts.ensureOwner()
    if (!link)
      throw new AppError('conflicting_state', 'there is an owner already: name an email for a new password')
    return { link: linkAddress(addressOf(options), link.token), expires_at: link.expires_at }
  })

  function addressOf({ house: { base_url } }: LocalOptions): string {
    return base_url ?? `http://${config.host}:${config.port}`
  }
}

async function callerFor(
  house: OpenHouse,
  workspaceId: string,
  way: { signal: AbortSignal; request_id: string },
): Promise<Caller> {
  const { principal, workspace } = await house.accounts.access.ofCommand(workspaceId)
  return { principal, workspace, ...way }
}

/** Runs the work while its events go out; a caller who leaves stops it. */
async function events(
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
  work: (way: Parameters<Work<unknown>>[1]) => Promise<unknown>,
): Promise<FastifyReply> {
  const stop = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) stop.abort()
  })
  const out = new Readable({ read: () => {} })
  const tell = (event: CommandEvent<unknown>): void => void out.push(`${JSON.stringify(event)}\n`)
  void work({ tell, signal: AbortSignal.any([stop.signal, closing]), request_id: request.id })
    .then((result) => tell({ result }))
    .catch((error: unknown) => {
      const known = isAppError(error) ? error : new AppError('internal', undefined, { cause: error })
      if (known.status >= 500) request.log.error({ err: known.cause ?? known }, known.message)
      const { code, message, details } = known
      tell({ error: { code, message, details, request_id: request.id } })
    })
    .finally(() => out.push(null))
  return reply.type('application/x-ndjson').send(out)
}
