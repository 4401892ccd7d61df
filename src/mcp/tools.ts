import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import type { AnyAction, Principal } from '../actions/action.ts'
import type { Desk } from '../actions/desk.ts'
import type { AnyAnswer } from '../answers/answer.ts'
import { jsonSchema } from '../base/json-schema.ts'
import type { JsonSchema } from '../base/json-schema.ts'
import type { Permission } from '../contracts/words.ts'

export type ToolTarget = { answer: AnyAnswer; action?: undefined } | { answer?: undefined; action: AnyAction }

/** Actions on the shop's data. Accounts, keys and settings are people's business: a model's memory is no place for a key. */
const offered: readonly Permission[] = [
  'catalogue:write',
  'customers:write',
  'imports:write',
  'models:train',
  'proposals:write',
  'proposals:send',
]

/** The tool of that name, if this caller may use it. */
export function findTool(desk: Desk, principal: Principal, name: string): ToolTarget | undefined {
  const answer = desk.answers.find((each) => toolName(each.name) === name)
  if (answer) return mayUse(principal, answer.permission) ? { answer } : undefined
  const action = actionsFor(desk, principal).find((each) => toolName(each.name) === name)
  return action && { action }
}

/** What this caller may do, as tools: every answer, and the actions on the shop's data. */
export function toolsFor(desk: Desk, principal: Principal): Tool[] {
  return [
    ...desk.answers.filter(({ permission }) => mayUse(principal, permission)).map(answerTool),
    ...actionsFor(desk, principal).map(actionTool),
  ]
}

function actionsFor(desk: Desk, principal: Principal): AnyAction[] {
  return desk.actions.filter(
    ({ permission }) => offered.includes(permission) && mayUse(principal, permission),
  )
}

function mayUse(principal: Principal, permission: Permission): boolean {
  return principal.permissions.includes(permission)
}

function answerTool(answer: AnyAnswer): Tool {
  const hints = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }
  return {
    name: toolName(answer.name),
    title: answer.title,
    description: answer.summary,
    inputSchema: objectSchema(jsonSchema(answer.input)),
    outputSchema: objectSchema(jsonSchema(answer.output)),
    annotations: { title: answer.title, ...hints },
  }
}

function actionTool(action: AnyAction): Tool {
  const { destructive: destructiveHint, idempotent: idempotentHint } = action
  return {
    name: toolName(action.name),
    title: action.title,
    description: action.summary,
    inputSchema: objectSchema(jsonSchema(action.input)),
    annotations: {
      title: action.title,
      readOnlyHint: false,
      destructiveHint,
      idempotentHint,
      openWorldHint: false,
    },
  }
}

/** Names of tools are words joined by _ for the clients that take no hyphen. */
function toolName(name: string): string {
  return name.replaceAll('-', '_')
}

function objectSchema(schema: JsonSchema): Tool['inputSchema'] {
  const { properties, required } = schema
  return { ...schema, type: 'object', properties, required }
}
