import type { Job } from './job.ts'

type JobListener = (job: Job) => void
export type JobEvents = {
  /** Hears of every change of every job until the function it returns is called. */
  listen: (listener: JobListener) => () => void
  tell: (job: Job) => void
}

/** Tells whoever listens in this process of each change of a job, once it is durable. */
export function createJobEvents(onError: (error: unknown) => void): JobEvents {
  const listeners = new Set<JobListener>()
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (job) => {
      for (const listener of listeners) {
        try {
          listener(job)
        } catch (error) {
          onError(error)
        }
      }
    },
  }
}
