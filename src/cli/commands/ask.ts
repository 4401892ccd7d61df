import { answers } from '../../answers/registry.ts'
import { AppError } from '../../base/errors.ts'
import { jsonSchema } from '../../base/json-schema.ts'
import type { JsonSchema } from '../../base/json-schema.ts'
import type { Config } from '../../base/config.ts'
import { command, openDoor } from '../door.ts'
import { printAnswer, table } from '../print-answer.ts'
import type { Output } from '../output.ts'

export type AskOptions = { workspace?: string; json?: boolean }

/** Asks one question and prints what it answers; without a name, prints the questions there are. */
export async function ask(
  config: Config,
  name: string | undefined,
  given: readonly string[],
  options: AskOptions,
  output: Output,
): Promise<void> {
  if (name === undefined) return listQuestions(output)
  const answer = answers.find((each) => each.name === name)
  if (!answer) {
    const close = answers.filter((each) => each.name.includes(name) || name.includes(each.name))
    const hint =
      close.length > 0
        ? `did you mean ${close.map((each) => each.name).join(' or ')}`
        : '"ask" alone lists them'
    throw new AppError('not_found', `there is no question ${name}: ${hint}`)
  }
  const input = readOptions(given, Object.keys(jsonSchema(answer.input).properties ?? {}))
  const door = await openDoor(config, 'the command ask')
  try {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const result = await command<Record<string, unknown>>(door, {
      path: '/local/ask',
      body: { name, workspace, input },
    })
    output.print(options.json ? `${JSON.stringify(result, null, 2)}\n` : printAnswer(answer.title, result))
  } finally {
    await door.close()
  }
}

/** The options of one question, for those who ask for help with it. */
export function questionHelp(name: string | undefined): string {
  const answer = answers.find((each) => each.name === name)
  if (!answer) return '\nask QUESTION --help tells the options of a question'
  const { properties = {}, required = [] } = jsonSchema(answer.input)
  const lines = Object.entries(properties).map(([option, schema]) => [
    `  --${option.replaceAll('_', '-')}`,
    [
      valuesOf(schema),
      schema.description,
      schema.default === undefined ? '' : `${JSON.stringify(schema.default)} by default`,
      required.includes(option) ? 'must be given' : '',
    ]
      .filter(Boolean)
      .join(', '),
  ])
  return `\n${answer.name}: ${answer.summary}\n${table(lines, 110)}`
}

function valuesOf({ enum: values, type, minimum, maximum }: JsonSchema): string {
  if (values) return values.join(' | ')
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  return type === 'boolean' ? 'true | false' : ''
}

type Door = Awaited<ReturnType<typeof openDoor>>

/** Where there is one workspace it need not be named. */
export async function onlyWorkspace(door: Door): Promise<string> {
  const { items } = await command<{ items: { workspace_id: string }[] }>(door, {
    path: '/local/workspaces',
    body: {},
  })
  if (items.length === 1) return items[0].workspace_id
  const names = items.map((each) => each.workspace_id).join(', ')
  throw new AppError(
    'workspace_not_found',
    `name a workspace with --workspace: ${names || 'there is none yet'}`,
  )
}

function listQuestions(output: Output): void {
  output.print(
    `${table(
      answers.map(({ name, summary }) => [name, summary]),
      100,
    )}\n`,
  )
}

/** `--start-date 2025-01-01 --country=US --country UK` as the input of an answer; a flag without a value is true. */
export function readOptions(
  given: readonly string[],
  known: readonly string[],
): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {}
  for (let at = 0; at < given.length; at++) {
    const match = /^--([\w-]+)(?:=(.*))?$/s.exec(given[at])
    if (!match)
      throw new AppError('malformed_request', `${given[at]} is no option: options look like --name value`)
    const name = match[1].replaceAll('-', '_')
    if (!known.includes(name)) {
      const details = [{ parameter: name, allowed: known }]
      const all = known.map((each) => `--${each.replaceAll('_', '-')}`).join(' ')
      throw new AppError('unknown_parameter', `there is no option --${match[1]}: it takes ${all}`, {
        details,
      })
    }
    const next = given[at + 1]
    const takesNext = match[2] === undefined && next !== undefined && !next.startsWith('--')
    if (takesNext) at++
    const value = match[2] ?? (takesNext ? next : 'true')
    const before = input[name]
    input[name] = before === undefined ? value : [before, value].flat()
  }
  return input
}
