import type { z } from 'zod'
import type { Clock } from '../base/clock.ts'
import type { Permission } from '../contracts/words.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse, Warehouses } from '../warehouse/warehouse.ts'
import type { WorkspaceInfo } from '../answers/answer.ts'
import type { Log } from '../base/log.ts'

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
  request_id: string
  /** what a transaction of the warehouse notes as applied, see `store/both.ts` */
  intent_id: string
}

/** Something that changes the shop's data or leaves the house, declared once and reached by every door. */
export type Action<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  name: string
  paths: readonly { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; status?: number }[]
  title: string
  summary: string
  permission: Permission
  /** told to callers by MCP: whether something is lost, and whether twice is the same as once */
  destructive: boolean
  idempotent: boolean
  input: Input
  output: Output
  /** what the audit notes besides who, when and the action's name */
  audit: (input: z.output<Input>, output: z.input<Output>) => { subject: string; before?: unknown; after?: unknown }
  run: (context: ActionContext, input: z.output<Input>) => Promise<z.input<Output>>
}

export function action<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Action<Input, Output>,
): Action<Input, Output> {
  return declaration
}

/** An action of whatever kind, as the doors handle it: what is passed to `run` has been parsed by `input`. */
export type AnyAction = Omit<Action, 'run' | 'audit'> & {
  run: (context: ActionContext, input: never) => Promise<unknown>
  audit: (input: never, output: never) => ReturnType<Action['audit']>
}
