import { raw, sql } from '../warehouse/sql.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { ModelDeclaration } from './model-declaration.ts'
import type { TrainingHouse } from './training-house.ts'

/**
 * Scores what a model foretold for days that have passed, and lets go of what was said of each customer once all of a
 * run is scored. Done twice it changes nothing.
 */
export async function scoreLedger(
  { store }: Pick<TrainingHouse, 'store'>,
  warehouse: Warehouse,
  model: ModelDeclaration,
  asOf: string,
): Promise<number> {
  if (model.ledger === null) return 0
  const workspaceId = warehouse.workspaceId
  const due = Map.groupBy(await store.ledger.due(workspaceId, model.name, asOf), (entry) => entry.run_id)
  let scored = 0
  for (const [run, entries] of due) {
    const scores = await model.ledger.score(warehouse.reader, run, entries)
    await store.transaction(async (inside) => {
      for (const [entryId, score] of scores) await inside.ledger.score(entryId, score)
    })
    scored += scores.size
  }
  await forgetScored(store, warehouse, model)
  return scored
}

async function forgetScored(
  store: TrainingHouse['store'],
  warehouse: Warehouse,
  { name, ledger }: ModelDeclaration,
): Promise<void> {
  const own = ledger?.issued_in
  const table = raw(`predictions.${own ?? 'issued_customers'}`)
  const open = await store.ledger.openRuns(warehouse.workspaceId, name)
  const held = await warehouse.reader.rows<{ run_id: string }>(
    sql`SELECT DISTINCT run_id FROM ${table} WHERE ${own ? raw('TRUE') : sql`model = ${name}`}`,
  )
  const done = held.map(({ run_id }) => run_id).filter((run) => !open.includes(run))
  if (done.length === 0) return
  await warehouse.write(['predictions'], async (writer) => {
    await writer.run(sql`DELETE FROM ${table} WHERE run_id IN (SELECT unnest(CAST(${done} AS VARCHAR[])))`)
  })
}
