import { actionRoutes } from './actions.ts'
import type { ActionName, Actions } from './actions.ts'
import { callJson } from './http.ts'
import { forgetAnswers } from './query-client.ts'

/** Does something; input and reply are typed by the contracts. Afterwards every answer is asked anew. */
export async function act<Name extends ActionName>(
  name: Name,
  input: Actions[Name]['input'],
): Promise<Actions[Name]['output']> {
  const [method, pattern] = actionRoutes[name]
  const left: Record<string, unknown> = { ...input }
  const path = pattern.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = left[field]
    delete left[field]
    return encodeURIComponent(String(value))
  })
  const body = method === 'DELETE' || Object.keys(left).length === 0 ? {} : { body: left }
  const reply = await callJson<Actions[Name]['output']>(path, { method, ...body })
  void forgetAnswers()
  return reply
}
