import type { Actor } from '../store/audit.ts'
import { changeBoth } from '../store/both.ts'
import type { NewLedgerEntry } from '../store/ledger.ts'
import type { NewModelRun } from '../store/model-runs.ts'
import { dayNumber, isoDay } from '../warehouse/read-values.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Writer } from '../warehouse/reader.ts'
import type { Stage, Warehouse } from '../warehouse/warehouse.ts'
import type { FittedModel, FittedRun } from './fitted-run.ts'
import type { ModelDeclaration } from './model-declaration.ts'
import { settleRun, wasApplied } from './settle-runs.ts'
import type { TrainingHouse } from './training-house.ts'

export type RunToKeep = Omit<NewModelRun, 'intent_id' | 'outcome' | 'detail'> & {
  fitted: FittedRun
  /** whether what it foretells is written down to be scored */
  issues: boolean
  actor: Actor
}

const filesKept = 5

/**
 * Keeps a run in the warehouse, the store and its file together: predictions, which run is served, what was issued, and
 * the run itself. Whenever the program is stopped, all of it is there at the next start or nothing.
 */
export async function keepRun(
  house: TrainingHouse,
  model: ModelDeclaration,
  { fitted, issues, actor, ...run }: RunToKeep,
  signal?: AbortSignal,
): Promise<void> {
  const { store, warehouses, artifacts } = house
  const { run_id, workspace_id } = run
  const place = { workspace_id, model: model.name, run_id }
  const warehouse = await warehouses.open(workspace_id)
  await warehouse.stage(async (stage) => {
    if (fitted.kind === 'fitted') await stageRun(stage, model, fitted, { ...run, issues })
    signal?.throwIfAborted()
    const intent = { workspace_id, action: 'train-model', actor, input: { model: model.name, run_id } }
    const work = async (intent_id: string): Promise<void> => {
      await store.transaction(async (inside) => {
        await inside.modelRuns.begin({
          ...run,
          intent_id,
          outcome: outcomeOf(fitted),
          detail: detailOf(fitted),
        })
        if (issues) await inside.ledger.issue(entriesOf(model, fitted, run))
      })
      if (fitted.kind === 'fitted' && !run.backcast) await artifacts.write(place, fitted.artifact)
      await stage.merge(['predictions'], async (writer) => {
        await merge(writer, model, fitted, { ...run, issues })
        await writer.run(sql`INSERT INTO facts.applied_intents VALUES (${intent_id},
          CAST(${house.clock().toISOString()} AS TIMESTAMP))`)
      })
    }
    try {
      const audited = () => ({ subject: model.name, after: { run_id, outcome: outcomeOf(fitted) } })
      await changeBoth(store, intent, work, audited, async (id) => wasApplied(warehouse, id))
    } finally {
      await settleRun(house, { run_id, workspace_id })
    }
  })
  await tellReaders(warehouse)
  await artifacts.prune(place, filesKept)
}

/** Answers that were worked out between the two commits saw half of it: the version moves once more. */
async function tellReaders(warehouse: Warehouse): Promise<void> {
  await warehouse.write(['predictions'], async () => {})
}

type Kept = Pick<RunToKeep, 'run_id' | 'as_of' | 'backcast' | 'issues'>

async function stageRun(
  stage: Stage,
  model: ModelDeclaration,
  fitted: FittedModel,
  run: Kept,
): Promise<void> {
  if (!run.backcast || (run.issues && model.issue !== undefined)) {
    await stage.run(raw(`CREATE TEMP TABLE staged_run (${model.staged})`))
    await stage.append('main', 'staged_run', fitted.columns)
  }
  if (run.issues && fitted.issued !== null) {
    const { customer_key, predicted, naive } = fitted.issued
    await stage.run(
      raw('CREATE TEMP TABLE staged_issue (customer_key INTEGER, predicted DOUBLE, naive DOUBLE)'),
    )
    await stage.append('main', 'staged_issue', {
      customer_key: { type: 'integer', values: customer_key },
      predicted: { type: 'double', values: predicted },
      naive: { type: 'double', values: naive },
    })
  }
}

async function merge(writer: Writer, model: ModelDeclaration, fitted: FittedRun, run: Kept): Promise<void> {
  const table = raw(`predictions.${model.table}`)
  if (!run.backcast) {
    await writer.run(sql`DELETE FROM ${table}`)
    await writer.run(sql`DELETE FROM predictions.served WHERE model = ${model.name}`)
  }
  if (fitted.kind !== 'fitted' || run.as_of === null) return
  if (!run.backcast) {
    await writer.run(sql`INSERT INTO ${table} ${model.fill(fitted)}`)
    await writer.run(sql`INSERT INTO predictions.served VALUES (${model.name}, ${run.run_id}, CAST(${run.as_of} AS DATE),
      ${JSON.stringify(fitted.summary)})`)
  }
  if (run.issues && model.issue !== undefined) await writer.run(model.issue(run.run_id, run.as_of))
  if (run.issues && fitted.issued !== null) {
    await writer.run(sql`INSERT INTO predictions.issued_customers
      SELECT ${run.run_id}, ${model.name}, CAST(${run.as_of} AS DATE), CAST(${isoDay(fitted.issued.due_day)} AS DATE),
        customer_key, predicted, naive FROM staged_issue`)
  }
}

function outcomeOf(fitted: FittedRun): NewModelRun['outcome'] {
  return fitted.kind === 'fitted' ? fitted.outcome : 'not_enough_data'
}

function detailOf(fitted: FittedRun): Record<string, unknown> {
  if (fitted.kind === 'not_enough_data') {
    const { what, need, have } = fitted
    return { needed: { what, need, have } }
  }
  const { why, quality, backtest, detail } = fitted
  return { why, quality, backtest, detail }
}

function entriesOf(
  model: ModelDeclaration,
  fitted: FittedRun,
  {
    run_id,
    workspace_id,
    as_of,
    backcast,
  }: Pick<RunToKeep, 'run_id' | 'workspace_id' | 'as_of' | 'backcast'>,
): NewLedgerEntry[] {
  if (fitted.kind !== 'fitted' || as_of === null) return []
  return fitted.foretold.map(({ due_day, ...entry }) => ({
    ...entry,
    run_id,
    workspace_id,
    model: model.name,
    as_of,
    backcast,
    due_day: isoDay(Math.max(due_day, dayNumber(as_of))),
  }))
}
