import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { modelNames } from '../contracts/models.ts'
import type { ModelName } from '../contracts/models.ts'
import type { Actor } from '../store/audit.ts'
import type { Job } from '../store/job.ts'
import type { JobHandler } from '../store/job-runner.ts'
import type { Store } from '../store/store.ts'
import type { ModelDeclaration, TrainingParameters } from './model-declaration.ts'
import { modelNamed, models } from './models.ts'
import { backcastModel, lacksBackcasts, trainModel } from './train-model.ts'
import type { TrainingHouse } from './training-house.ts'
import { viewOfRun } from '../answers/models/model-view.ts'
import { forecastHandler, forecastKind } from './generate-forecast.ts'

export const trainingKind = (name: ModelName): string => `train-${name}`
const backcastKind = (name: ModelName): string => `backcast-${name}`

/** A training that was interrupted is done again from its beginning: nothing of it was kept. */
const attempts = 3
/** Trainings with parameters of their own that may wait in one workspace. */
const mostWaiting = 3

const actor = z.object({ kind: z.string(), user_id: z.string().nullable(), name: z.string() })
const jobInput = z.object({
  parameters: z.object({ n_clusters: z.number().int().min(2).max(10).optional() }),
  actor,
})

export type TrainingRequest = {
  workspace_id: string
  name: ModelName
  parameters?: TrainingParameters
  actor: Actor
}

/**
 * Puts a training into the queue. While one with the same parameters waits or runs, that is the one; with others it
 * waits for its turn.
 */
export async function enqueueTraining(
  store: Store,
  { workspace_id, name, parameters = {}, actor: by }: TrainingRequest,
): Promise<{ job: Job; fresh: boolean }> {
  const request = {
    workspace_id,
    kind: trainingKind(name),
    input: { parameters, actor: by },
    created_by: by.user_id,
    max_attempts: attempts,
  }
  const first = await store.jobs.enqueue({ ...request, alone: true })
  if (first.fresh || parameters.n_clusters === undefined) return first
  const { total } = await store.jobs.list({
    workspace_id,
    kind: request.kind,
    status: 'queued',
    limit: 1,
    offset: 0,
  })
  if (total >= mostWaiting)
    throw new AppError('too_many_requests', `${total} trainings of ${name} are waiting already`)
  return store.jobs.enqueue(request)
}

/** What a training process does of the queue. */
export function trainingHandlers(house: TrainingHouse): Record<string, JobHandler> {
  return {
    ...Object.fromEntries(
      models.flatMap((model) => [
        [trainingKind(model.name), trainHandler(house, model)],
        [backcastKind(model.name), backcastHandler(house, model)],
      ]),
    ),
    [forecastKind]: forecastHandler(house),
  }
}

function trainHandler(house: TrainingHouse, model: ModelDeclaration): JobHandler {
  return async (job, { signal, progress }) => {
    const { parameters, actor: by } = jobInput.parse(job.input)
    const { workspace_id, job_id } = job
    const order = { workspace_id, job_id, parameters, actor: by }
    const run = await trainModel(house, model, order, { signal, onProgress: progress })
    if (await lacksBackcasts(house, model, workspace_id)) {
      const kind = backcastKind(model.name)
      const input = { parameters: {}, actor: by }
      await house.store.jobs.enqueue({ workspace_id, kind, input, alone: true, max_attempts: attempts })
    }
    return { model_run: viewOfRun(run) }
  }
}

function backcastHandler(house: TrainingHouse, model: ModelDeclaration): JobHandler {
  return async (job, { signal, progress }) => {
    const { actor: by } = jobInput.parse(job.input)
    const { workspace_id, job_id } = job
    // a first attempt that was cut off has left what it had made
    if (!(await lacksBackcasts(house, model, workspace_id))) return { made: 0 }
    const order = { workspace_id, job_id, parameters: {}, actor: by }
    return { made: await backcastModel(house, model, order, { signal, onProgress: progress }) }
  }
}

export function modelOfName(name: string): ModelDeclaration {
  const known = modelNames.find((each) => each === name)
  if (known !== undefined) return modelNamed(known)
  throw new AppError('not_found', `there is no model ${name}: there are ${modelNames.join(', ')}`)
}
