import { useQuery } from '@tanstack/react-query'
import { ApiError, call, callJson } from './http.ts'
import type { ApiErrorDetail } from './http.ts'
import { useSession } from './session.ts'

export type Job = {
  job_id: string
  kind: string
  status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'
  progress: number | null
  message: string | null
  result: unknown
  error: { code: string; message: string; details?: ApiErrorDetail[] } | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

/** Why a job failed, as the same error that a request would have given. */
export function jobError({ error, status }: Job): ApiError {
  const { code, message, details = [] } = error ?? { code: 'conflicting_state', message: status }
  return new ApiError(422, code, message, details)
}

export const isDone = (job: Job): boolean => ['completed', 'failed', 'cancelled'].includes(job.status)

/** The newest jobs; asked again every few seconds only while one of them is under way. */
export function useJobs(watched: boolean) {
  const { workspace, state, user } = useSession()
  return useQuery({
    queryKey: ['jobs', workspace?.workspace_id],
    enabled: state === 'signed_in' && workspace !== null && user !== null,
    queryFn: ({ signal }) =>
      callJson<{ items: Job[]; total: number }>('/jobs', { query: { limit: 20 }, signal }),
    refetchInterval: (query) => {
      const running = query.state.data?.items.some((job) => !isDone(job)) ?? false
      if (running) return 1500
      return watched ? 5000 : false
    },
  })
}

/** Follows one job by its stream of events until it is done, and answers how it ended. */
export async function followJob(id: string, show: (job: Job) => void, signal?: AbortSignal): Promise<Job> {
  for (;;) {
    let job = await readEvents(id, show, signal)
    if (!job || !isDone(job)) {
      // the stream was cut: look at the job itself, and listen again where it is still under way
      job = await callJson<Job>(`/jobs/${encodeURIComponent(id)}`, signal ? { signal } : {})
      show(job)
    }
    if (isDone(job)) return job
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function readEvents(
  id: string,
  show: (job: Job) => void,
  signal: AbortSignal | undefined,
): Promise<Job | undefined> {
  const response = await call(`/jobs/${encodeURIComponent(id)}/events`, {
    headers: { accept: 'text/event-stream' },
    ...(signal ? { signal } : {}),
  })
  let last: Job | undefined
  let text = ''
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return last
    text += value
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const data = event
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trim())
        .join('\n')
      if (data === '') continue
      last = JSON.parse(data) as Job
      show(last)
      if (isDone(last)) {
        void reader.cancel()
        return last
      }
    }
  }
}
