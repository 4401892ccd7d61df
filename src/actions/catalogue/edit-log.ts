import { AppError } from '../../base/errors.ts'
import type { Row, Writer } from '../../warehouse/reader.ts'
import { sql } from '../../warehouse/sql.ts'
import type { ActionContext } from '../action.ts'
import { deleteRecord, findRecord, isReferred, kept, restoreRecord } from './records.ts'
import type { Entity } from './records.ts'

const areaOf = { product: 'catalogue', customer: 'customers' } as const
const permissionFor = { product: 'catalogue:write', customer: 'customers:write' } as const

/** One edit by hand: the change, the record before it, and the intent's id, in one transaction. */
export async function editing<T>(
  context: ActionContext,
  entity: Entity,
  work: (writer: Writer) => Promise<{ record_id: string; before: Row | null; result: T }>,
): Promise<T> {
  const { intent_id, warehouse, clock } = context
  return warehouse.write([areaOf[entity]], async (writer) => {
    const { record_id, before, result } = await work(writer)
    const now = clock().toISOString()
    await writer.run(sql`
      INSERT INTO facts.edits SELECT ${intent_id}, coalesce(max(sequence), 0) + 1, ${entity}, ${record_id},
        CAST(${now} AS TIMESTAMP), ${before === null ? null : JSON.stringify(before)}, NULL FROM facts.edits`)
    await writer.run(sql`INSERT INTO facts.applied_intents VALUES (${intent_id}, CAST(${now} AS TIMESTAMP))`)
    return result
  })
}

type Edit = {
  edit_id: string
  sequence: number
  entity: Entity
  record_id: string
  before: string | null
  undone_at: string | null
}

/** Takes an edit back: only the last one of its record that still stands can be. */
export async function undoEdit(
  context: ActionContext,
  editId: string,
): Promise<{ edit_id: string; entity: Entity; record_id: string }> {
  const { warehouse, intent_id, clock } = context
  const [asked] = await warehouse.reader.rows<Edit>(sql`SELECT * FROM facts.edits WHERE edit_id = ${editId}`)
  if (asked === undefined) throw new AppError('not_found', 'there is no such edit')
  const permission = permissionFor[asked.entity]
  if (!context.principal.permissions.includes(permission)) {
    throw new AppError('not_permitted', `this needs the permission ${permission}`)
  }
  return warehouse.write([areaOf[asked.entity]], async (writer) => {
    const [latest] = await writer.rows<Edit>(sql`
      SELECT * FROM facts.edits WHERE entity = ${asked.entity} AND record_id = ${asked.record_id} AND undone_at IS NULL
      ORDER BY sequence DESC LIMIT 1`)
    if (latest?.edit_id !== editId) throw new AppError('not_undoable')
    await takeBack(writer, asked)
    const now = clock().toISOString()
    await writer.run(
      sql`UPDATE facts.edits SET undone_at = CAST(${now} AS TIMESTAMP) WHERE edit_id = ${editId}`,
    )
    await writer.run(sql`INSERT INTO facts.applied_intents VALUES (${intent_id}, CAST(${now} AS TIMESTAMP))`)
    return { edit_id: editId, entity: asked.entity, record_id: asked.record_id }
  })
}

async function takeBack(writer: Writer, { entity, record_id, before }: Edit): Promise<void> {
  if (before !== null) {
    await restoreRecord(writer, entity, record_id, JSON.parse(before) as Row)
    return
  }
  const record = await findRecord(writer, entity, record_id)
  if (record === null) return
  if (await isReferred(writer, entity, record)) {
    throw new AppError('not_undoable', `the ${entity} has orders by now (${kept[entity].id} ${record_id})`)
  }
  await deleteRecord(writer, entity, record_id)
}
