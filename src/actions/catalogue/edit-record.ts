import { AppError } from '../../base/errors.ts'
import type { Row } from '../../warehouse/reader.ts'
import type { ActionContext } from '../action.ts'
import { editing } from './edit-log.ts'
import {
  changeRecord,
  deleteRecord,
  findRecord,
  freeId,
  insertRecord,
  isReferred,
  kept,
  requireRecord,
} from './records.ts'
import type { Entity, Fields } from './records.ts'

export type Edited = Row & { edited_fields: string[]; edit_id: string }

/** Makes a record; every field given by hand stays as given, whatever files say later. */
export async function createRecord(
  context: ActionContext,
  entity: Entity,
  id: string | undefined,
  fields: Fields,
): Promise<Edited> {
  return editing(context, entity, async (writer) => {
    const record_id = id ?? (await freeId(writer, entity))
    if (await findRecord(writer, entity, record_id)) {
      throw new AppError('already_exists', `there is a ${entity} ${record_id} already`, {
        details: [{ parameter: kept[entity].id, value: record_id }],
      })
    }
    await insertRecord(writer, entity, record_id, { ...fields, edited_fields: namesOf(fields) })
    const after = await requireRecord(writer, entity, record_id)
    return { record_id, before: null, result: shown(entity, after, context.intent_id) }
  })
}

/** Changes the given fields and marks them as edited by hand; the others stay. An archived record stays archived. */
export async function updateRecord(
  context: ActionContext,
  entity: Entity,
  id: string,
  fields: Fields,
): Promise<Edited> {
  return editing(context, entity, async (writer) => {
    const before = await requireRecord(writer, entity, id)
    const edited = [
      ...new Set([...((before.edited_fields as string[] | null) ?? []), ...namesOf(fields)]),
    ].sort()
    await changeRecord(writer, entity, id, { ...fields, edited_fields: edited })
    const after = await requireRecord(writer, entity, id)
    return { record_id: id, before, result: shown(entity, after, context.intent_id) }
  })
}

/** Lets files change fields again that were edited by hand: those named, or all. */
export async function releaseFields(
  context: ActionContext,
  entity: Entity,
  id: string,
  fields?: string[],
): Promise<Edited> {
  return editing(context, entity, async (writer) => {
    const before = await requireRecord(writer, entity, id)
    const held = (before.edited_fields as string[] | null) ?? []
    await changeRecord(writer, entity, id, {
      edited_fields: fields === undefined ? [] : held.filter((name) => !fields.includes(name)),
    })
    const after = await requireRecord(writer, entity, id)
    return { record_id: id, before, result: shown(entity, after, context.intent_id) }
  })
}

/** Brings an archived record back into the lists. */
export async function reinstateRecord(context: ActionContext, entity: Entity, id: string): Promise<Edited> {
  return editing(context, entity, async (writer) => {
    const before = await requireRecord(writer, entity, id)
    await changeRecord(writer, entity, id, { archived_at: null })
    const after = await requireRecord(writer, entity, id)
    return { record_id: id, before, result: shown(entity, after, context.intent_id) }
  })
}

/** Archives a record that orders point at, deletes one that nothing points at. */
export async function removeRecord(context: ActionContext, entity: Entity, id: string) {
  return editing(context, entity, async (writer) => {
    const before = await requireRecord(writer, entity, id)
    const archived = await isReferred(writer, entity, before)
    if (!archived) await deleteRecord(writer, entity, id)
    else if (before.archived_at === null) {
      await changeRecord(writer, entity, id, { archived_at: context.clock().toISOString() })
    }
    return { record_id: id, before, result: { id, archived, deleted: !archived, edit_id: context.intent_id } }
  })
}

const namesOf = (fields: Fields): string[] =>
  Object.keys(fields)
    .filter((name) => fields[name] !== undefined)
    .sort()

/** The record as lists show it: its own columns, what only answers can compute left to them. */
function shown(entity: Entity, record: Row, editId: string): Edited {
  const { id, columns } = kept[entity]
  const own = Object.fromEntries(
    [id, ...Object.keys(columns), 'archived_at'].map((name) => [name, record[name] ?? null]),
  )
  return { ...own, edited_fields: (record.edited_fields as string[] | null) ?? [], edit_id: editId }
}
