import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './http.ts'

const worthAnotherTry = new Set(['offline', 'unavailable', 'timed_out'])

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      retry: (count, error) => error instanceof ApiError && worthAnotherTry.has(error.code) && count < 1,
      retryDelay: 700,
    },
    mutations: { networkMode: 'always' },
  },
})

/** After a change every answer of the workspace may be another; what is on screen is asked again. */
export function forgetAnswers(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['answer'] })
}
