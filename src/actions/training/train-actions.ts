import { AppError } from '../../base/errors.ts'
import { jobView } from '../../contracts/jobs.ts'
import type { JobView } from '../../contracts/jobs.ts'
import type { ModelName, ModelRunView } from '../../contracts/models.ts'
import { generateForecastInput } from '../../contracts/sales-forecast.ts'
import {
  segmentStatusInput,
  trainModelInput,
  trainModelOutput,
  trainSegmentationInput,
  trainSegmentationOutput,
  trainSegmentsInput,
  trainSegmentsOutput,
} from '../../contracts/training.ts'
import type { Job } from '../../store/job.ts'
import { modelOfName, trainingKind } from '../../training/training-jobs.ts'
import type { TrainingParameters } from '../../training/model-declaration.ts'
import type { Training } from '../../training/training.ts'
import { storeAction } from '../action.ts'
import type { AnyAction, StoreActionContext } from '../action.ts'
import { actorOf } from '../actor.ts'

/** How long a caller who wants the run itself is kept waiting for it. */
const patienceMs = 25_000

const common = { permission: 'models:train', destructive: false, idempotent: true, audit: null } as const

const trainSegmentation = storeAction({
  ...common,
  name: 'train-customer-segmentation',
  paths: [{ method: 'POST', path: '/ml/train-customer-segmentation' }],
  title: 'Train customer groups and wait',
  summary: 'Finds groups of customers who buy alike; waits for the result up to 25 seconds',
  input: trainSegmentationInput,
  output: trainSegmentationOutput,
  status: ({ status }) => (status === 'queued' || status === 'running' ? 202 : 200),
  run: async (context) => {
    const job = await enqueue(context, 'customer-segmentation')
    const ended = await trainingOf(context).ended(job, patienceMs)
    if (ended?.status === 'failed' || ended?.status === 'cancelled')
      throw new AppError(
        'conflicting_state',
        `the training ${ended.status}: ${ended.error?.message ?? 'stopped'}`,
      )
    const { model_run = null } = (ended?.result ?? {}) as { model_run?: ModelRunView }
    return { job_id: job.job_id, status: (ended ?? job).status, model_run }
  },
})

const trainSegments = storeAction({
  ...common,
  name: 'train-segments',
  paths: [{ method: 'POST', path: '/segment/train', status: 202 }],
  title: 'Train customer groups',
  summary: 'Finds groups of customers who buy alike, in the background',
  input: trainSegmentsInput,
  output: trainSegmentsOutput,
  run: async (context, { n_clusters }) => {
    const { job_id, status } = await enqueue(context, 'customer-segmentation', { n_clusters })
    return { job_id, status }
  },
})

const segmentStatus = storeAction({
  ...common,
  name: 'segment-status',
  paths: [{ method: 'GET', path: '/segment/status/{job_id}' }],
  title: 'How far a training of groups is',
  summary: 'The job of a training of customer groups',
  permission: 'answers:read',
  input: segmentStatusInput,
  output: jobView,
  run: async ({ store, workspace }, { job_id }) => {
    const job = await store.jobs.byId(job_id, workspace.workspace_id)
    if (job?.kind !== trainingKind('customer-segmentation')) throw new AppError('job_not_found')
    return shown(job)
  },
})

const trainModel = storeAction({
  ...common,
  name: 'train-model',
  paths: [{ method: 'POST', path: '/models/{name}/train', status: 202 }],
  title: 'Train a model',
  summary: 'Trains a model on what is known today, in the background',
  input: trainModelInput,
  output: trainModelOutput,
  run: async (context, { name, n_clusters }) => {
    const model = modelOfName(name)
    if (n_clusters !== undefined && model.name !== 'customer-segmentation')
      throw new AppError('unknown_parameter', `${name} takes no n_clusters`, {
        details: [{ parameter: 'n_clusters', value: n_clusters, allowed: [] }],
      })
    return shown(await enqueue(context, model.name, { n_clusters }))
  },
})

const generateForecast = storeAction({
  ...common,
  idempotent: false,
  name: 'generate-forecast',
  paths: [{ method: 'POST', path: '/forecast/generate', status: 202 }],
  title: 'Make a new sales forecast',
  summary: 'Trains the sales forecast anew and answers with it, in the background',
  input: generateForecastInput,
  output: jobView,
  run: async (context, question) => {
    const { principal, workspace, store, request_id } = context
    const { workspace_id } = workspace
    const actor = actorOf(principal)
    const job = await trainingOf(context).forecast({ workspace_id, question, actor })
    const entry = { workspace_id, action: 'generate-forecast', actor, request_id, subject: 'sales-forecast' }
    await store.audit.append({ ...entry, after: { job_id: job.job_id, ...question } })
    return shown(job)
  },
})

export const trainingActions: readonly AnyAction[] = [
  trainSegmentation,
  trainSegments,
  segmentStatus,
  trainModel,
  generateForecast,
]

async function enqueue(
  context: StoreActionContext,
  name: ModelName,
  parameters: TrainingParameters = {},
): Promise<Job> {
  const { principal, workspace, store, request_id } = context
  const { workspace_id } = workspace
  const actor = actorOf(principal)
  const { job, fresh } = await trainingOf(context).enqueue({ workspace_id, name, parameters, actor })
  if (fresh) {
    const after = { job_id: job.job_id, parameters }
    await store.audit.append({ workspace_id, action: 'train-model', actor, request_id, subject: name, after })
  }
  return job
}

function trainingOf({ training }: StoreActionContext): Training {
  if (!training) throw new AppError('unavailable', 'nothing trains models here')
  return training
}

function shown({ workspace_id: _, cancel_requested: __, created_by: ___, ...job }: Job): JobView {
  return job
}
