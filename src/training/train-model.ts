import type { AnswerContext, WorkspaceInfo } from '../answers/answer.ts'
import { addDays, daysBetween } from '../answers/period.ts'
import { knownDays } from '../answers/scope.ts'
import { AppError } from '../base/errors.ts'
import type { Actor } from '../store/audit.ts'
import type { ModelRun } from '../store/model-runs.ts'
import { notEnoughData } from '../models/not-enough-data.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { FittedRun } from './fitted-run.ts'
import { keepRun } from './keep-run.ts'
import type { ModelDeclaration, TrainingParameters } from './model-declaration.ts'
import { scoreLedger } from './score-ledger.ts'
import type { TrainingHouse } from './training-house.ts'
import type { Measured, TaskWay } from './worker-pool.ts'

export type TrainingOrder = {
  workspace_id: string
  job_id: string | null
  parameters: TrainingParameters
  actor: Actor
}

/** What is foretold is written down at most so often: each time is every customer once more. */
const issueEveryDays = 7
/** A backcast needs so much behind it. */
const fewestDaysBefore = 60

/**
 * Trains a model on a workspace as of its last counted day: what it foretold earlier is scored, the model is fitted in a
 * thread and kept. Answers the run; too little data is an outcome of it. Stopped halfway, the former run stays served.
 */
export async function trainModel(
  house: TrainingHouse,
  model: ModelDeclaration,
  order: TrainingOrder,
  way: TaskWay = {},
): Promise<ModelRun> {
  const { signal, onProgress } = way
  const { warehouse, context } = await openedWorkspace(house, order.workspace_id, signal)
  const { as_of } = await knownDays(context)
  const versions = warehouse.versions()
  if (as_of !== null) await scoreLedger(house, warehouse, model, as_of)
  const fitted = await fit(house, model, { context, as_of, order }, way)
  onProgress?.(0.9, 'keeping')
  const issues =
    as_of !== null && fitted.output.kind === 'fitted' && (await isDue(house, model, order, as_of))
  const run_id = house.store.modelRuns.newId()
  const run = {
    run_id,
    workspace_id: order.workspace_id,
    model: model.name,
    job_id: order.job_id,
    backcast: false,
    as_of,
    versions,
    parameters: model.parameters(house, order.parameters),
    seed: house.seed,
    seconds: round(fitted.seconds),
    memory_mb: fitted.memory_mb,
  }
  await keepRun(house, model, { ...run, fitted: fitted.output, issues, actor: order.actor }, signal)
  const kept = await house.store.modelRuns.byId(run_id, order.workspace_id)
  if (!kept) throw new Error(`the run ${run_id} was not kept`)
  return kept
}

/** A workspace as training reads it. */
export async function openedWorkspace(
  house: TrainingHouse,
  workspaceId: string,
  signal: AbortSignal | undefined,
) {
  const row = await house.store.workspaces.byId(workspaceId)
  if (!row) throw new AppError('workspace_not_found')
  const warehouse = await house.warehouses.open(workspaceId)
  const { workspace_id, name, currency, time_zone } = row
  const workspace: WorkspaceInfo = { workspace_id, name, currency, time_zone }
  const context: AnswerContext = { db: warehouse.reader, workspace, clock: house.clock, signal }
  return { warehouse, context }
}

type Fit = { context: AnswerContext; as_of: string | null; order: TrainingOrder }

async function fit(
  house: TrainingHouse,
  model: ModelDeclaration,
  { context, as_of, order }: Fit,
  { signal, onProgress }: TaskWay,
): Promise<Measured<FittedRun>> {
  const nothing = { output: notEnoughData('day with an order', 1, 0), seconds: 0, memory_mb: 0 }
  if (as_of === null) return nothing
  onProgress?.(0.02, 'reading orders')
  const started = performance.now()
  const fitOrder = { as_of, parameters: order.parameters, seed: house.seed }
  const fitted = await model.fit(house, context, fitOrder, {
    signal,
    onProgress: (fraction, message) => onProgress?.(0.1 + 0.75 * fraction, message),
  })
  signal?.throwIfAborted()
  return { ...fitted, seconds: (performance.now() - started) / 1000 }
}

async function isDue(
  { store }: TrainingHouse,
  model: ModelDeclaration,
  { workspace_id }: TrainingOrder,
  asOf: string,
): Promise<boolean> {
  if (model.ledger === null) return false
  const last = await store.ledger.lastIssued(workspace_id, model.name)
  return last === null || daysBetween(last, asOf) >= issueEveryDays
}

/** Whether a model has foretold nothing as of an earlier day yet, so that there is no record to judge it by. */
export async function lacksBackcasts(
  { store }: TrainingHouse,
  model: ModelDeclaration,
  workspaceId: string,
): Promise<boolean> {
  if (model.ledger === null) return false
  const { items } = await store.modelRuns.list({ workspace_id: workspaceId, model: model.name, limit: 100 })
  return !items.some((run) => run.backcast) && items.some((run) => run.outcome !== 'not_enough_data')
}

/**
 * Makes a record for a model that has none: what it would have said as of earlier days, from what was known then and
 * nothing later, marked as such, and scored as everything foretold is.
 */
export async function backcastModel(
  house: TrainingHouse,
  model: ModelDeclaration,
  order: TrainingOrder,
  way: TaskWay = {},
): Promise<number> {
  const { warehouse, context } = await openedWorkspace(house, order.workspace_id, way.signal)
  const { as_of: today, first_day } = await knownDays(context)
  if (today === null || model.ledger === null) return 0
  let made = 0
  for (const back of model.ledger.backcast_days) {
    const as_of = addDays(today, -back)
    if (daysBetween(first_day, as_of) < fewestDaysBefore) continue
    made += await backcastOnce(house, model, { context, as_of, order, warehouse }, way)
  }
  await scoreLedger(house, warehouse, model, today)
  return made
}

async function backcastOnce(
  house: TrainingHouse,
  model: ModelDeclaration,
  fitting: Fit & { as_of: string; warehouse: Warehouse },
  way: TaskWay,
): Promise<number> {
  const { order, as_of, warehouse } = fitting
  const versions = warehouse.versions()
  const fitted = await fit(house, model, fitting, way)
  if (fitted.output.kind !== 'fitted') return 0
  const run = {
    run_id: house.store.modelRuns.newId(),
    workspace_id: order.workspace_id,
    model: model.name,
    job_id: order.job_id,
    backcast: true,
    as_of,
    versions,
    parameters: model.parameters(house, order.parameters),
    seed: house.seed,
    seconds: round(fitted.seconds),
    memory_mb: fitted.memory_mb,
  }
  await keepRun(house, model, { ...run, fitted: fitted.output, issues: true, actor: order.actor }, way.signal)
  return 1
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000
