import { z } from 'zod'
import { salesForecastReply } from '../answers/forecasts/sales-forecast.ts'
import { AppError } from '../base/errors.ts'
import { generateForecastInput } from '../contracts/sales-forecast.ts'
import type { Actor } from '../store/audit.ts'
import type { JobHandler } from '../store/job-runner.ts'
import type { Job } from '../store/job.ts'
import type { Store } from '../store/store.ts'
import { salesForecast } from './sales-forecast.ts'
import { openedWorkspace, trainModel } from './train-model.ts'
import type { TrainingHouse } from './training-house.ts'

export const forecastKind = 'generate-forecast'

/** Forecasts that may wait in one workspace. */
const mostWaiting = 3

export type ForecastRequest = {
  workspace_id: string
  question: z.output<typeof generateForecastInput>
  actor: Actor
}

const jobInput = z.object({
  question: generateForecastInput,
  actor: z.object({ kind: z.string(), user_id: z.string().nullable(), name: z.string() }),
})

/** Puts the making of a new forecast into the queue. */
export async function enqueueForecast(store: Store, request: ForecastRequest): Promise<Job> {
  const { workspace_id, question, actor } = request
  const waiting = { workspace_id, kind: forecastKind, status: 'queued' as const, limit: 1, offset: 0 }
  const { total } = await store.jobs.list(waiting)
  if (total >= mostWaiting) throw new AppError('too_many_requests', `${total} forecasts are waiting already`)
  const { job } = await store.jobs.enqueue({
    workspace_id,
    kind: forecastKind,
    input: { question, actor },
    created_by: actor.user_id,
    max_attempts: 3,
  })
  return job
}

/** Trains the sales forecast of the whole shop anew, then answers the question that was asked. */
export function forecastHandler(house: TrainingHouse): JobHandler {
  return async (job, { signal, progress }) => {
    const { question, actor } = jobInput.parse(job.input)
    const { workspace_id, job_id } = job
    const onProgress = (fraction: number, message: string): void => progress(0.8 * fraction, message)
    await trainModel(
      house,
      salesForecast,
      { workspace_id, job_id, parameters: {}, actor },
      { signal, onProgress },
    )
    progress(0.85, 'forecasting')
    const { warehouse, context } = await openedWorkspace(house, workspace_id, signal)
    return salesForecastReply({ ...context, versions: warehouse.versions() }, question, async (task) => {
      const { output } = await house.pool.run('forecast-sales', task, { signal })
      return output
    })
  }
}
