import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { AnswerName, Answers } from './answers.ts'
import { answerPaths } from './answers.ts'
import { callJson } from './http.ts'
import type { ApiError } from './http.ts'
import type { QueryValue } from './query-text.ts'
import { useSession } from './session.ts'

/** Asks the server one of its questions; input and reply are typed by the contracts. */
export async function ask<Name extends AnswerName>(
  name: Name,
  input: Answers[Name]['input'],
  signal?: AbortSignal,
): Promise<Answers[Name]['output']> {
  const left = { ...(input as Record<string, QueryValue>) }
  const path = answerPaths[name].replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = left[field]
    delete left[field]
    return encodeURIComponent(String(value))
  })
  return callJson(path, { query: left, ...(signal ? { signal } : {}) })
}

export type Asked<Data> = UseQueryResult<Data, ApiError>

type AskOptions = {
  enabled?: boolean
  /** Where the input names a thing (a customer), the one shown before must not stand in for it. */
  forget?: boolean
  /** milliseconds, for what changes by itself */
  askEvery?: number
}

/** An answer as a panel takes it: kept while the next one comes, given up when the panel goes away. */
export function useAnswer<Name extends AnswerName>(
  name: Name,
  input: Answers[Name]['input'],
  options: AskOptions = {},
): Asked<Answers[Name]['output']> {
  const { workspace, state } = useSession()
  return useQuery<Answers[Name]['output'], ApiError>({
    queryKey: ['answer', workspace?.workspace_id, name, input],
    queryFn: ({ signal }) => ask(name, input, signal),
    enabled:
      (state === 'signed_in' || state === 'expired') && workspace !== null && (options.enabled ?? true),
    refetchInterval: options.askEvery ?? false,
    ...(options.forget ? {} : { placeholderData: keepPreviousData }),
  })
}
