import { commandPrincipal } from '../actions/accounts/access.ts'
import { actorOf } from '../actions/actor.ts'
import type { WorkspaceInfo } from '../answers/answer.ts'
import { AppError } from '../base/errors.ts'
import type { ModelRunView } from '../contracts/models.ts'
import type { Job } from '../store/job.ts'
import { models } from '../training/models.ts'
import { modelOfName } from '../training/training-jobs.ts'
import type { Progress } from './door.ts'
import type { OpenHouse } from './house.ts'

export type TrainedModels = { workspace_id: string; runs: ModelRunView[] }

/** Trains models one after the other for somebody who waits; leaving stops the one that runs, and the rest. */
export async function trainNow(
  house: OpenHouse,
  { workspace_id }: WorkspaceInfo,
  wanted: { models: readonly string[]; n_clusters?: number },
  way: { tell: (step: Progress) => void; signal: AbortSignal },
): Promise<TrainedModels> {
  const chosen = wanted.models.length > 0 ? wanted.models.map(modelOfName) : models
  const { store, training } = house
  const runs: ModelRunView[] = []
  for (const [index, { name }] of chosen.entries()) {
    const parameters = name === 'customer-segmentation' ? { n_clusters: wanted.n_clusters } : {}
    const { job } = await training.enqueue({
      workspace_id,
      name,
      parameters,
      actor: actorOf(commandPrincipal),
    })
    const unlisten = store.jobs.events.listen((each) => {
      if (each.job_id !== job.job_id) return
      way.tell({
        progress: (index + each.progress) / chosen.length,
        message: `${name}: ${each.message ?? each.status}`,
      })
    })
    const stop = (): void => void store.jobs.cancel(job.job_id, workspace_id)
    way.signal.addEventListener('abort', stop, { once: true })
    try {
      runs.push(resultOf(await training.ended(job, 86_400_000), name))
    } finally {
      way.signal.removeEventListener('abort', stop)
      unlisten()
    }
  }
  return { workspace_id, runs }
}

function resultOf(job: Job | undefined, name: string): ModelRunView {
  if (job?.status === 'completed') return (job.result as { model_run: ModelRunView }).model_run
  throw new AppError(
    'conflicting_state',
    `${name} was not trained: ${job?.error?.message ?? 'it was stopped'}`,
  )
}
