import { modelNames, modelsInput, modelsOutput } from '../../contracts/models.ts'
import type { ModelName } from '../../contracts/models.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { summaryOf } from './model-view.ts'
import { knownDays } from '../scope.ts'

/** Entries of the ledger that a model's record is counted from: ten years of weeks. */
const recordEntries = 5000

/** Every model: what it is for, whether it or its naive rule is served and why, how good it is, and its record so far. */
export const models = answer({
  name: 'models',
  paths: [{ path: '/models' }],
  title: 'Models',
  summary: 'Every model with its state, its quality and how its predictions have done so far',
  permission: 'answers:read',
  reads: ['sales', 'predictions'],
  input: modelsInput,
  output: modelsOutput,
  async run(context) {
    const { as_of } = await knownDays(context)
    const items = await Promise.all(modelNames.map(async (name) => modelState(context, name, as_of)))
    return { as_of, currency: context.workspace.currency, items }
  },
})

export async function modelState(context: AnswerContext, name: ModelName, as_of: string | null) {
  const { workspace_id } = context.workspace
  const [run, entries] = await Promise.all([
    context.models?.runs.latest(workspace_id, name),
    context.models?.ledger.list(workspace_id, name, recordEntries),
  ])
  return summaryOf(name, run, entries ?? [], { versions: context.versions ?? {}, as_of })
}
