import { createHash } from 'node:crypto'
import type { ImportVerdict } from '../contracts/imports.ts'
import type { Area, Stage } from '../warehouse/warehouse.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw, sql } from '../warehouse/sql.ts'
import { touchedOrders } from '../warehouse/update-marts.ts'
import type { ImportContext } from './import-context.ts'
import { mergeOrders } from './merge-orders.ts'
import type { OrderChanges } from './merge-orders.ts'
import { mergeParty } from './merge-party.ts'
import { mergeRecords } from './merge-records.ts'
import { recordRoles } from './stage-records.ts'
import { rejected } from './rejection.ts'
import type { Settings, Staged } from './stage-files.ts'

/** Thrown to roll back a merge that turned out to change nothing. */
class NothingToChange extends Error {}

/** One hash for all files of an import, whatever the order they were named in. */
export function hashOfFiles(hashes: readonly string[]): string {
  if (hashes.length === 1) return hashes[0]
  return createHash('sha256')
    .update([...hashes].sort().join('\n'))
    .digest('hex')
}

function areasOf(staged: Staged, removes: boolean): Area[] {
  const roles = new Set(staged.plans.map(({ role }) => role))
  const areas = new Set<Area>()
  if (roles.has('lines') || roles.has('orders') || roles.has('visits')) areas.add('sales')
  if (roles.has('lines') || roles.has('products') || roles.has('reviews') || roles.has('stock'))
    areas.add('catalogue')
  if (roles.has('lines') || roles.has('orders') || roles.has('customers') || roles.has('reviews'))
    areas.add('customers')
  // what is gone from a source may be an order
  return removes ? ['sales', 'catalogue', 'customers'] : [...areas]
}

/** Merges what is staged, all or nothing, and writes the verdict into the history of imports. */
export async function loadStaged(
  stage: Stage,
  context: ImportContext,
  staged: Staged,
  settings: Settings,
  draft: ImportVerdict,
  step: (fraction: number) => void,
): Promise<ImportVerdict> {
  let unchanged: ImportVerdict | null = null
  try {
    return await stage.merge(
      areasOf(staged, context.source !== undefined),
      async (writer) => {
        const verdict = await mergeAll(writer, context, staged, settings, draft)
        context.signal?.throwIfAborted()
        // what is left is the marts
        step(0.5)
        const { changes, other_rows } = verdict
        const touched =
          changes.orders_new +
          changes.orders_replaced +
          changes.customers_new +
          changes.customers_changed +
          changes.products_new +
          changes.products_changed +
          (changes.orders_removed ?? 0) +
          (changes.orders_adopted ?? 0) +
          (changes.others_removed ?? 0)
        if (touched + other_rows.visits + other_rows.reviews + other_rows.stock === 0) {
          unchanged = { ...verdict, import_id: null, applied_at: null, outcome: 'unchanged' }
          throw new NothingToChange()
        }
        await nameTouched(writer, staged, context.source !== undefined)
        return verdict
      },
      { marts: 'touched' },
    )
  } catch (error) {
    if (error instanceof NothingToChange && unchanged) return unchanged
    throw tooLarge(error)
      ? rejected(
          { file: draft.files[0].name, code: 'too_large' },
          'its amounts are too large to be added up',
          error,
        )
      : error
  }
}

/** The orders that this import has changed, for the marts. */
async function nameTouched(writer: Writer, staged: Staged, removes: boolean): Promise<void> {
  const from = [
    ...(staged.linePlans.length > 0 ? [`SELECT order_key FROM order_map WHERE action <> 'same'`] : []),
    ...(removes ? ['SELECT order_key FROM gone_orders'] : []),
  ]
  await writer.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${touchedOrders} AS
      ${from.length > 0 ? from.join(' UNION ALL ') : 'SELECT CAST(0 AS INTEGER) AS order_key WHERE false'}`),
  )
}

/** Sums that no longer fit the money of the facts and marts: the file's fault, not ours. */
function tooLarge(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
  return /to (?:type )?DECIMAL|out of range|overflow/i.test(cause)
}

async function mergeAll(
  writer: Writer,
  context: ImportContext,
  staged: Staged,
  settings: Settings,
  draft: ImportVerdict,
): Promise<ImportVerdict> {
  const { intentId, source, stillHolds } = context
  await stillHolds?.()
  const appliedAt = context.clock().toISOString()
  const { sequence } = await writer.row<{ sequence: number }>(
    sql`SELECT coalesce(max(sequence), 0) + 1 AS sequence FROM facts.imports`,
  )
  const importId = `import-${sequence}`
  const [customerParty, productParty] = staged.parties
  const customers = await mergeParty(writer, customerParty, importId)
  const products = await mergeParty(writer, productParty, importId)
  const orders = await mergeStagedOrders(writer, staged, settings, importId)
  const other_rows = { visits: 0, reviews: 0, stock: 0 }
  for (const { plan, table } of staged.others) {
    const role = recordRoles.find((name) => name === plan.role)
    if (role) other_rows[role] += await mergeRecords(writer, role, table, importId)
  }
  const removed = await source?.finish(writer, importId)
  const verdict: ImportVerdict = {
    ...draft,
    other_rows,
    import_id: importId,
    outcome: 'loaded',
    applied_at: appliedAt,
    changes: {
      orders_new: orders.added,
      orders_replaced: orders.replaced,
      orders_unchanged: orders.unchanged,
      customers_new: customers.added,
      customers_changed: customers.changed,
      products_new: products.added,
      products_changed: products.changed,
      ...removed,
    },
  }
  const names = staged.plans.map((plan) => plan.source.file.name).join(', ')
  await writer.run(
    sql`INSERT INTO facts.imports (import_id, applied_at, file_name, file_hash, kind, verdict, sequence, source_id)
      VALUES (${importId}, CAST(${appliedAt} AS TIMESTAMP), ${source?.label ?? names},
        ${hashOfFiles(staged.plans.map((plan) => plan.source.file.hash))}, ${source?.kind ?? (staged.linePlans[0] ?? staged.plans[0]).layout},
        ${JSON.stringify(verdict)}, ${sequence}, ${source?.source_id ?? null})`,
  )
  if (intentId !== undefined) {
    await writer.run(
      sql`INSERT INTO facts.applied_intents VALUES (${intentId}, CAST(${appliedAt} AS TIMESTAMP))`,
    )
  }
  return verdict
}

async function mergeStagedOrders(
  writer: Writer,
  staged: Staged,
  settings: Settings,
  importId: string,
): Promise<OrderChanges> {
  if (staged.linePlans.length === 0) return { added: 0, replaced: 0, unchanged: 0 }
  const { completes } = await writer.row<{ completes: boolean | null }>(
    sql`SELECT bool_or(completes) AS completes FROM orders_ready`,
  )
  const headsOnly = staged.linePlans.every(({ role }) => role === 'orders')
  return mergeOrders(
    writer,
    { kept: staged.kept, zone: settings.zone, headsOnly, completes: completes === true, adds: staged.adds },
    importId,
  )
}
