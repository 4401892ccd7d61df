import type { AnswerPath, AnyAnswer, WorkspaceInfo } from '../answers/answer.ts'
import { createAsk } from '../answers/ask.ts'
import type { Asked } from '../answers/ask.ts'
import type { Clock } from '../base/clock.ts'
import { AppError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { parseInput } from '../base/parse-input.ts'
import type { Permission } from '../contracts/words.ts'
import { changeBoth } from '../store/both.ts'
import type { Store } from '../store/store.ts'
import type { Training } from '../training/training.ts'
import { sql } from '../warehouse/sql.ts'
import type { Warehouse, Warehouses } from '../warehouse/warehouse.ts'
import type { ActionContext, AnyAction, Principal } from './action.ts'
import { readSettings } from './accounts/settings.ts'
import { actorOf } from './actor.ts'

/** Who calls, about which workspace, and under which id the log has it. */
export type Caller = {
  principal: Principal
  workspace: WorkspaceInfo
  request_id: string
  signal?: AbortSignal
}

export type House = {
  store: Store
  warehouses: Warehouses
  clock: Clock
  log: Log
  /** where the workspaces' folders lie */
  data_folder: string
  /** where people reach this server, for links that are given to them */
  base_url?: string
  /** not there where nothing trains, as in a test of something else */
  training?: Training
  /** DATABASE_URL: a shop to read from */
  database_url?: string
  /** below which folders sources may read and results may be written */
  shared_folders?: readonly string[]
}

/** The one desk behind every door: it looks at the permission, reads the input, answers or acts, and keeps the audit. */
export type Desk = {
  answers: readonly AnyAnswer[]
  actions: readonly AnyAction[]
  ask: (caller: Caller, answer: AnyAnswer, raw: object, path?: AnswerPath) => Promise<Asked>
  /** the answer as data, never kept: for exports, which page through more than a screen would */
  run: (caller: Caller, answer: AnyAnswer, input: unknown) => Promise<unknown>
  act: (caller: Caller, action: AnyAction, raw: object) => Promise<unknown>
}

export type DeskOptions = House & {
  answers: readonly AnyAnswer[]
  actions: readonly AnyAction[]
  cacheBytes?: number
}

export function createDesk({ answers, actions, cacheBytes = 64 * 2 ** 20, ...house }: DeskOptions): Desk {
  const settingsOf = async (workspaceId: string) => readSettings(house.store, workspaceId)
  const models = house.training?.shelf
  const ask = createAsk({ ...house, cacheBytes, settingsOf, models })
  return {
    answers,
    actions,
    ask: async ({ principal, workspace, signal }, answer, raw, path) => {
      requirePermission(principal, answer.permission)
      const input = parseInput(answer.input, { ...raw, ...path?.fixed })
      return ask({ answer, path, workspace, input, signal })
    },
    run: async ({ principal, workspace, signal }, answer, input) => {
      requirePermission(principal, answer.permission)
      const warehouse = await house.warehouses.open(workspace.workspace_id)
      const settings = await settingsOf(workspace.workspace_id)
      const { clock } = house
      const versions = warehouse.versions()
      const context = { db: warehouse.reader, workspace, settings, clock, signal, models, versions }
      return answer.run(context, input as never)
    },
    act: async (caller, action, raw) => {
      requirePermission(caller.principal, action.permission)
      return perform(house, caller, action, parseInput(action.input, raw))
    },
  }
}

export function requirePermission(principal: Principal, permission: Permission): void {
  if (principal.permissions.includes(permission)) return
  if (principal.kind === 'anonymous') throw new AppError('not_signed_in')
  throw new AppError('not_permitted', `this needs the permission ${permission}`)
}

async function perform(house: House, caller: Caller, action: AnyAction, input: unknown): Promise<unknown> {
  const { principal, workspace, request_id } = caller
  if (action.touches !== undefined) return performInStore(house, caller, action, input)
  const actor = actorOf(principal)
  const intent = { workspace_id: workspace.workspace_id, action: action.name, actor, request_id, input }
  const warehouse = await house.warehouses.open(workspace.workspace_id)
  return changeBoth(
    house.store,
    intent,
    async (intent_id) =>
      action.run({ ...house, principal, workspace, warehouse, request_id, intent_id }, input as never),
    (output) => action.audit?.(input as never, output as never) ?? {},
    async (intentId) => wasApplied(warehouse, intentId),
  )
}

/** What concerns the store alone needs no intent: it and its audit are one transaction. */
async function performInStore(
  house: House,
  caller: Caller,
  action: AnyAction,
  input: unknown,
): Promise<unknown> {
  const { principal, workspace, request_id } = caller
  const run = async (store: Store) =>
    action.run({ ...house, store, principal, workspace, request_id } as ActionContext, input as never)
  const { audit } = action
  if (audit === null) return run(house.store)
  return house.store.transaction(async (inside) => {
    const output = await run(inside)
    const entry = {
      workspace_id: workspace.workspace_id,
      action: action.name,
      actor: actorOf(principal),
      request_id,
    }
    await inside.audit.append({ ...entry, ...audit(input as never, output as never) })
    return output
  })
}

/** Whether the warehouse holds what the intent wanted. */
export async function wasApplied(warehouse: Warehouse, intentId: string): Promise<boolean> {
  const found = await warehouse.reader.rows(
    sql`SELECT 1 AS applied FROM facts.applied_intents WHERE intent_id = ${intentId}`,
  )
  return found.length > 0
}
