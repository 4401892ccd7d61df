import { AppError } from '../../base/errors.ts'
import { modelInput, modelNames, modelOutput } from '../../contracts/models.ts'
import { answer } from '../answer.ts'
import { detailOfRun, viewOfRun } from './model-view.ts'
import { modelState } from './models.ts'
import { knownDays } from '../scope.ts'

/** One model: its newest run with backtest and calibration, its runs, and what it foretold against what happened. */
export const model = answer({
  name: 'model',
  paths: [{ path: '/models/{name}' }],
  title: 'One model',
  summary: 'Its runs, its backtest against the naive rule, its calibration and its ledger',
  permission: 'answers:read',
  reads: ['sales', 'predictions'],
  input: modelInput,
  output: modelOutput,
  async run(context, input) {
    const name = modelNames.find((each) => each === input.name)
    if (name === undefined)
      throw new AppError('not_found', `there is no model ${input.name}: there are ${modelNames.join(', ')}`)
    const { workspace_id, currency } = context.workspace
    const { as_of } = await knownDays(context)
    const [state, latest, list, entries] = await Promise.all([
      modelState(context, name, as_of),
      context.models?.runs.latest(workspace_id, name),
      context.models?.runs.list({ workspace_id, model: name, limit: input.runs }),
      context.models?.ledger.list(workspace_id, name, input.entries),
    ])
    const { backtest, detail } = detailOfRun(latest)
    const reasons: Record<string, string> = {}
    if (latest === undefined) reasons.run = 'model_not_trained'
    if (backtest === null) reasons.backtest = latest ? (state.why ?? 'not_enough_data') : 'model_not_trained'
    return {
      ...state,
      currency,
      run: latest ? viewOfRun(latest) : null,
      backtest,
      detail,
      runs: (list?.items ?? []).map(viewOfRun),
      total_runs: list?.total ?? 0,
      ledger: (entries ?? []).map(({ entry_id: _, workspace_id: __, model: ___, ...entry }) => entry),
      ...(Object.keys(reasons).length > 0 ? { reasons } : {}),
    }
  },
})
