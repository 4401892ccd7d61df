import { Cron } from 'croner'
import { knownDays } from '../answers/scope.ts'
import { workspaceSettings } from '../contracts/settings.ts'
import type { Actor } from '../store/audit.ts'
import type { ModelDeclaration } from './model-declaration.ts'
import { models } from './models.ts'
import { enqueueTraining } from './training-jobs.ts'
import type { TrainingHouse } from './training-house.ts'

export type AutoTraining = {
  /** the sales of a workspace have moved */
  moved: (workspaceId: string) => void
  stop: () => Promise<void>
}

export type AutoTrainingOptions = {
  /** how long it must have been quiet after sales moved, wherever: imports come in groups */
  quietMs?: number
  /** how long after the start all workspaces are looked at */
  firstLookMs?: number
  /** when all workspaces are looked at again, as cron says it, in this machine's time */
  daily?: string
}

export const trainingActor: Actor = { kind: 'system', user_id: null, name: 'automatic training' }

/** Trains models anew where the data have moved: after imports, soon after the start, and once a day. */
export function startAutoTraining(house: TrainingHouse, options: AutoTrainingOptions = {}): AutoTraining {
  const { quietMs = 5000, firstLookMs = 5000, daily = '17 4 * * *' } = options
  const waiting = new Set<string>()
  const working = new Set<Promise<void>>()
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const look = async (workspaceIds: readonly string[]): Promise<void> => {
    for (const workspaceId of workspaceIds) {
      if (stopped) return
      await trainStale(house, workspaceId).catch((err: unknown) =>
        house.log.error(
          { err, workspace_id: workspaceId },
          'could not see whether its models are to be trained',
        ),
      )
    }
  }
  const start = (work: () => Promise<void>): void => {
    const running = work()
      .catch((err: unknown) => house.log.error({ err }, 'automatic training failed'))
      .finally(() => working.delete(running))
    working.add(running)
  }
  const lookAtMoved = (): void => {
    const moved = [...waiting]
    waiting.clear()
    start(async () => look(moved))
  }
  const lookAtAll = (): void => {
    start(async () => look((await house.store.workspaces.list()).map((each) => each.workspace_id)))
  }
  const first = setTimeout(lookAtAll, firstLookMs)
  const schedule = new Cron(daily, { unref: true }, lookAtAll)

  return {
    moved: (workspaceId) => {
      if (stopped) return
      waiting.add(workspaceId)
      clearTimeout(timer)
      timer = setTimeout(lookAtMoved, quietMs)
    },
    stop: async () => {
      stopped = true
      clearTimeout(first)
      clearTimeout(timer)
      schedule.stop()
      await Promise.all(working)
    },
  }
}

/** Enqueues the models whose data, or whose last counted day, have moved since their last run. */
export async function trainStale(house: TrainingHouse, workspaceId: string): Promise<number> {
  const row = await house.store.workspaces.byId(workspaceId)
  if (!row) return 0
  const settings = workspaceSettings.parse(await house.store.settings.read(workspaceId))
  if (!settings.automatic_training) return 0
  const warehouse = await house.warehouses.open(workspaceId)
  const { workspace_id, name, currency, time_zone } = row
  const context = {
    db: warehouse.reader,
    workspace: { workspace_id, name, currency, time_zone },
    clock: house.clock,
  }
  const { as_of } = await knownDays(context)
  let enqueued = 0
  for (const model of models) {
    const last = await house.store.modelRuns.latest(workspaceId, model.name)
    // an empty shop that was never trained has nothing to say
    if (last === undefined && as_of === null) continue
    if (last !== undefined && last.as_of === as_of && !moved(model, last.versions, warehouse.versions()))
      continue
    const parameters = asked(model, last?.parameters)
    await enqueueTraining(house.store, { workspace_id, name: model.name, parameters, actor: trainingActor })
    enqueued += 1
  }
  return enqueued
}

function moved(model: ModelDeclaration, then: Record<string, number>, now: Record<string, number>): boolean {
  return model.reads.some((area) => then[area] !== now[area])
}

/** A number of groups that somebody chose stays chosen. */
function asked(model: ModelDeclaration, parameters: Record<string, unknown> | undefined) {
  const chosen = parameters?.n_clusters
  return model.name === 'customer-segmentation' && typeof chosen === 'number' ? { n_clusters: chosen } : {}
}
