import type { z } from 'zod'
import type { Clock } from '../base/clock.ts'
import type { Permission } from '../contracts/words.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse, Warehouses } from '../warehouse/warehouse.ts'
import type { WorkspaceInfo } from '../answers/answer.ts'
import type { Log } from '../base/log.ts'
import type { Training } from '../training/training.ts'

/** Who is asking: a person signed in, a key, or this machine's own command line. */
export type Principal = {
  kind: 'user' | 'key' | 'command' | 'anonymous'
  user_id: string | null
  name: string
  permissions: readonly Permission[]
}

/** What an action may touch. */
export type ActionContext = {
  principal: Principal
  workspace: WorkspaceInfo
  warehouse: Warehouse
  warehouses: Warehouses
  store: Store
  clock: Clock
  log: Log
  /** where the workspaces' folders lie */
  data_folder: string
  request_id: string
  /** what a transaction of the warehouse notes as applied, see `store/both.ts` */
  intent_id: string
  /** where people reach this server, for links that are given to them; without it links start with / */
  base_url?: string
  /** not there where nothing trains */
  training?: Training
  /** DATABASE_URL: a shop to read from */
  database_url?: string
  /** below which folders sources may read and results may be written */
  shared_folders?: readonly string[]
}

/** What an action that touches only the store is given. */
export type StoreActionContext = Omit<ActionContext, 'warehouse' | 'warehouses' | 'intent_id'>

export type HouseActionContext = Omit<ActionContext, 'warehouse' | 'intent_id'>

/** Something that changes the shop's data or leaves the house, declared once and reached by every door. */
export type Action<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  name: string
  paths: readonly { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; status?: number }[]
  title: string
  summary: string
  permission: Permission
  /** told to callers by MCP: whether something is lost, and whether twice is the same as once */
  destructive: boolean
  idempotent: boolean
  input: Input
  output: Output
  /** another status of the reply than its path's, where what came of it decides */
  status?: (output: z.input<Output>) => number
  /**
   * 'store' where the warehouse is not looked at: then `run` and the audit are one transaction of the store.
   * 'house' where whole workspaces come and go: then `run` keeps its own order, and writes its own audit.
   */
  touches?: 'store' | 'house'
  /** what the audit notes besides who, when and the action's name; null for what only reads */
  audit:
    | ((
        input: z.output<Input>,
        output: z.input<Output>,
      ) => { subject: string; before?: unknown; after?: unknown })
    | null
  run: (context: ActionContext, input: z.output<Input>) => Promise<z.input<Output>>
}

export function action<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Action<Input, Output>,
): Action<Input, Output> {
  return declaration
}

/** An action of whatever kind, as the doors handle it: what is passed to `run` has been parsed by `input`. */
export type AnyAction = Omit<Action, 'run' | 'audit' | 'status'> & {
  status?: (output: never) => number
  run: (context: ActionContext, input: never) => Promise<unknown>
  audit: ((input: never, output: never) => ReturnType<NonNullable<Action['audit']>>) | null
}

type DeclaredWithout<Context, Input extends z.ZodType, Output extends z.ZodType> = Omit<
  Action<Input, Output>,
  'run' | 'touches'
> & { run: (context: Context, input: z.output<Input>) => Promise<z.input<Output>> }

/** Declares an action on the operational store alone: people, keys, settings, views, and reading them. */
export function storeAction<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: DeclaredWithout<StoreActionContext, Input, Output>,
): Action<Input, Output> {
  return { ...declaration, touches: 'store' }
}

/** Declares an action on whole workspaces. */
export function houseAction<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Omit<DeclaredWithout<HouseActionContext, Input, Output>, 'audit'>,
): Action<Input, Output> {
  return { ...declaration, touches: 'house', audit: null }
}
