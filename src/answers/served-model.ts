import { AppError } from '../base/errors.ts'
import { sql } from '../warehouse/sql.ts'
import type { AnswerContext } from './answer.ts'

export type ServedModel = { run_id: string; as_of: string; summary: Record<string, unknown> }

/** The run whose predictions stand in the warehouse, or null where the model has not been trained yet. */
export async function servedModel(context: AnswerContext, model: string): Promise<ServedModel | null> {
  const [found] = await context.db.rows<{ run_id: string; as_of: string; summary: string }>(
    sql`SELECT run_id, as_of, summary FROM predictions.served WHERE model = ${model}`,
  )
  return found ? { ...found, summary: JSON.parse(found.summary) as Record<string, unknown> } : null
}

export async function requireModel(context: AnswerContext, model: string): Promise<ServedModel> {
  const served = await servedModel(context, model)
  if (served === null)
    throw new AppError('model_not_trained', `${model} has not been trained yet: train it first`)
  return served
}
