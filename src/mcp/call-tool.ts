import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { Caller, Desk } from '../actions/desk.ts'
import { AppError, isAppError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { jsonSchema } from '../base/json-schema.ts'
import { findTool } from './tools.ts'
import type { ToolTarget } from './tools.ts'

/** Rows of a list where the caller does not say how many: a model reads every one of them. */
const rowsUnasked = 25
/** Beyond this a result is cut: it would fill the reader's memory and push out what was asked. */
const mostCharacters = 60_000

/** Runs a tool for a caller; a failure is a result too, with its code, so that a model can correct itself. */
export async function callTool(
  { desk, log }: { desk: Desk; log: Log },
  caller: Caller,
  { name, arguments: given = {} }: { name: string; arguments?: Record<string, unknown> },
): Promise<CallToolResult> {
  try {
    const target = findTool(desk, caller.principal, name)
    if (!target) throw new AppError('not_found', `there is no tool ${name} that this key may use`)
    return shown(await outputOf(desk, caller, target, given))
  } catch (error) {
    return failed(error, caller, log)
  }
}

async function outputOf(
  desk: Desk,
  caller: Caller,
  target: ToolTarget,
  given: Record<string, unknown>,
): Promise<Loose> {
  if (target.action) return (await desk.act(caller, target.action, given)) as Loose
  const pages = jsonSchema(target.answer.input).properties?.limit !== undefined
  const raw = pages && given.limit === undefined ? { ...given, limit: rowsUnasked } : given
  const { body } = await desk.ask(caller, target.answer, raw)
  return JSON.parse(body.toString()) as Loose
}

type Loose = Record<string, unknown>

function shown(output: Loose): CallToolResult {
  const { result, hint } = capped(output)
  const text = [{ type: 'text' as const, text: JSON.stringify(result) }]
  return {
    content: hint ? [...text, { type: 'text' as const, text: hint }] : text,
    structuredContent: result,
  }
}

/** Cuts what is too long, and says how to get the rest. */
export function capped(output: Loose): { result: Loose; hint?: string } {
  const page = cappedPage(output)
  const { result, cut } = cutLongest(page.result)
  const lists = [...cut].map(([name, { kept, of }]) => `${name}: ${kept} of ${of} are shown.`)
  if (lists.length > 0) lists.push('Narrow the question for the rest.')
  const hint = [page.hint, ...lists].filter((part) => part !== undefined).join(' ')
  return hint === '' ? { result } : { result, hint }
}

/** Cuts the rows of a list. */
function cappedPage(output: Loose): { result: Loose; hint?: string } {
  if (!Array.isArray(output.items)) return { result: output }
  const items: unknown[] = []
  let left = mostCharacters - JSON.stringify({ ...output, items: [] }).length
  for (const item of output.items) {
    left -= JSON.stringify(item).length + 1
    if (left < 0 && items.length > 0) break
    items.push(item)
  }
  const offset = typeof output.offset === 'number' ? output.offset : 0
  const total = typeof output.total === 'number' ? output.total : output.items.length
  const result = items.length < output.items.length ? { ...output, items } : output
  if (offset + items.length >= total) return { result }
  const next = offset + items.length
  const more =
    typeof output.offset === 'number'
      ? `ask again with offset ${next} for more`
      : 'narrow the filter for the rest'
  return { result, hint: `${items.length} of ${total} are shown, from ${offset + 1} to ${next}: ${more}.` }
}

type Cut = Map<string, { kept: number; of: number }>

/** Halves the longest list inside a result, again and again, until all of it can be read. */
function cutLongest(output: Loose): { result: Loose; cut: Cut } {
  const cut: Cut = new Map()
  let result = output
  while (JSON.stringify(result).length > mostCharacters) {
    const longest = listsIn(result).sort((a, b) => b.size - a.size)[0]
    if (longest === undefined || longest.list.length < 2) break
    const { path, list } = longest
    const kept = Math.ceil(list.length / 2)
    result = replaced(result, path, list.slice(0, kept)) as Loose
    const name = path.join('.')
    cut.set(name, { kept, of: cut.get(name)?.of ?? list.length })
  }
  return { result, cut }
}

type FoundList = { path: string[]; list: unknown[]; size: number }

/** The lists in an object, at whatever depth, but not those within lists. */
function listsIn(value: unknown, path: string[] = []): FoundList[] {
  if (Array.isArray(value)) return [{ path, list: value, size: JSON.stringify(value).length }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => listsIn(inner, [...path, name]))
}

function replaced(value: unknown, [name, ...rest]: string[], list: unknown[]): unknown {
  if (name === undefined) return list
  const object = value as Loose
  return { ...object, [name]: replaced(object[name], rest, list) }
}

function failed(error: unknown, caller: Caller, log: Log): CallToolResult {
  const known = isAppError(error) ? error : new AppError('internal', undefined, { cause: error })
  if (known.status >= 500)
    log.error({ err: known.cause ?? known, request_id: caller.request_id }, known.message)
  const { code, message, details } = known
  const body = { error: { code, message, request_id: caller.request_id, details } }
  return { isError: true, content: [{ type: 'text', text: JSON.stringify(body) }] }
}
