import type { z } from 'zod'
import type { Clock } from '../base/clock.ts'
import type { WorkspaceSettings } from '../contracts/settings.ts'
import type { Permission } from '../contracts/words.ts'
import type { Area, Versions } from '../warehouse/warehouse.ts'
import type { Reader } from '../warehouse/reader.ts'
import type { ModelShelf } from './model-shelf.ts'

export type WorkspaceInfo = { workspace_id: string; name: string; currency: string; time_zone: string }

/** What an answer may look at: the shop's data and the clock. It changes nothing. */
export type AnswerContext = {
  /** what the workspace has set; the defaults where it is not given */
  settings?: WorkspaceSettings
  db: Reader
  workspace: WorkspaceInfo
  clock: Clock
  signal?: AbortSignal
  /** what was trained; not there where nothing trains, as in a test of another answer */
  models?: ModelShelf
  /** of the data that is looked at */
  versions?: Versions
}

/** One question a merchant asks, declared once and reached by HTTP, MCP, command and web alike. */
export type Answer<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  /** kebab-case; the name of the file, the command and (with _ for -) the MCP tool */
  name: string
  /** addresses below /api/v1, the first is the main one; `{id}` marks a parameter; method GET unless said */
  paths: readonly AnswerPath[]
  title: string
  summary: string
  permission: Permission
  /** the parts of the data it reads: its cached replies are dropped when one of them changes */
  reads: readonly Area[]
  input: Input
  output: Output
  run: (context: AnswerContext, input: z.output<Input>) => Promise<z.input<Output>>
}

export type AnswerPath = {
  method?: 'GET' | 'POST'
  path: string
  /** turns this address's reply into the shape its callers know, where that differs from the answer's own */
  shape?: (output: never) => unknown
  /** the field that a bare array in the body stands for */
  bare?: string
  /** values this address fixes, on top of what the caller gives */
  fixed?: Record<string, unknown>
}

/** Declares an answer; here only so that input and output types are checked against `run`. */
export function answer<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Answer<Input, Output>,
): Answer<Input, Output> {
  return declaration
}

/** An answer of whatever kind, as the doors handle it: what is passed to `run` has been parsed by `input`. */
export type AnyAnswer = Omit<Answer, 'run'> & {
  run: (context: AnswerContext, input: never) => Promise<unknown>
}
