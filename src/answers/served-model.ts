import { AppError } from '../base/errors.ts'
import { sql } from '../warehouse/sql.ts'
import type { ModelName } from '../contracts/models.ts'
import type { AnswerContext } from './answer.ts'
import { viewOfRun } from './models/model-view.ts'

export type ServedModel = { run_id: string; as_of: string; summary: Record<string, unknown> }

/** Whether a served run speaks by its model, or by the rule that did better on the past. */
export const servedBy = ({ summary }: ServedModel): 'model' | 'rule' =>
  summary.served === 'rule' ? 'rule' : 'model'

/** The run whose predictions stand in the warehouse, or null where the model has not been trained yet. */
export async function servedModel(context: AnswerContext, model: string): Promise<ServedModel | null> {
  const [found] = await context.db.rows<{ run_id: string; as_of: string; summary: string }>(
    sql`SELECT run_id, as_of, summary FROM predictions.served WHERE model = ${model}`,
  )
  return found ? { ...found, summary: JSON.parse(found.summary) as Record<string, unknown> } : null
}

/** The served run, or an error that says what is missing: a training, or the data for one. */
export async function requireModel(context: AnswerContext, model: ModelName): Promise<ServedModel> {
  const served = await servedModel(context, model)
  if (served !== null) return served
  const latest = await context.models?.runs.latest(context.workspace.workspace_id, model)
  const { needed } = latest ? viewOfRun(latest) : {}
  if (needed) {
    const { what, need, have } = needed
    throw new AppError('not_enough_data', `${model} needs at least ${need} ${what}, found ${have}`)
  }
  throw new AppError('model_not_trained', `${model} has not been trained yet: train it first`)
}
