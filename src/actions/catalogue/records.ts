import { AppError } from '../../base/errors.ts'
import type { ErrorCode } from '../../base/errors.ts'
import type { Row, Writer } from '../../warehouse/reader.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql, SqlValue } from '../../warehouse/sql.ts'

/** What can be edited by hand, and where it is kept. */
export type Entity = 'product' | 'customer'

type Kept = {
  table: string
  id: string
  key: string
  columns: Record<string, string>
  notFound: ErrorCode
  prefix: string
}

export const kept: Record<Entity, Kept> = {
  product: {
    table: 'facts.products',
    id: 'product_id',
    key: 'product_key',
    notFound: 'product_not_found',
    prefix: 'P',
    columns: {
      product_name: 'VARCHAR',
      category: 'VARCHAR',
      subcategory: 'VARCHAR',
      brand: 'VARCHAR',
      base_price: 'DECIMAL(18,4)',
      cost_price: 'DECIMAL(18,4)',
      stock_quantity: 'DECIMAL(18,3)',
      supplier_country: 'VARCHAR',
      weight: 'DOUBLE',
      rating: 'DOUBLE',
      reviews_count: 'INTEGER',
      launch_date: 'DATE',
      target_gender: 'VARCHAR',
      season: 'VARCHAR',
      images: 'VARCHAR[]',
      description: 'VARCHAR',
    },
  },
  customer: {
    table: 'facts.customers',
    id: 'customer_id',
    key: 'customer_key',
    notFound: 'customer_not_found',
    prefix: 'C',
    columns: {
      name: 'VARCHAR',
      email: 'VARCHAR',
      phone: 'VARCHAR',
      country: 'VARCHAR',
      region: 'VARCHAR',
      city: 'VARCHAR',
      age: 'SMALLINT',
      gender: 'VARCHAR',
      registration_date: 'DATE',
    },
  },
}

export type Fields = Record<string, SqlValue | undefined>

// what a record is restored from: all its columns, as they come out of a row
const wholeRecord = (entity: Entity): Record<string, string> => ({
  ...kept[entity].columns,
  archived_at: 'TIMESTAMP',
  edited_fields: 'VARCHAR[]',
  import_id: 'VARCHAR',
})

const typed = (value: SqlValue | undefined, type: string): Sql => sql`CAST(${value ?? null} AS ${raw(type)})`

/** One record with its key, or null. */
export async function findRecord(writer: Writer, entity: Entity, id: string): Promise<Row | null> {
  const { table, id: column } = kept[entity]
  const [found] = await writer.rows(sql`SELECT * FROM ${raw(table)} WHERE ${raw(column)} = ${id}`)
  return found ?? null
}

export async function requireRecord(writer: Writer, entity: Entity, id: string): Promise<Row> {
  const found = await findRecord(writer, entity, id)
  if (found === null) throw new AppError(kept[entity].notFound, `there is no ${entity} ${id}`)
  return found
}

/** An id that no record has: the prefix and the next number. */
export async function freeId(writer: Writer, entity: Entity): Promise<string> {
  const { table, id, prefix } = kept[entity]
  const { taken } = await writer.row<{ taken: number }>(sql`
    SELECT coalesce(max(TRY_CAST(substr(${raw(id)}, 2) AS BIGINT)), 0) AS taken FROM ${raw(table)}
    WHERE starts_with(${raw(id)}, ${prefix})`)
  return `${prefix}${String(taken + 1).padStart(5, '0')}`
}

export async function insertRecord(
  writer: Writer,
  entity: Entity,
  id: string,
  fields: Fields,
): Promise<void> {
  const { table, id: column, key } = kept[entity]
  const columns = Object.entries(wholeRecord(entity)).filter(([name]) => fields[name] !== undefined)
  await writer.run(sql`
    INSERT INTO ${raw(table)} (${raw([key, column, ...columns.map(([name]) => name)].join(', '))})
    SELECT coalesce(max(${raw(key)}), 0) + 1, ${id}${join(
      columns.map(([name, type]) => sql`, ${typed(fields[name], type)}`),
      '',
    )} FROM ${raw(table)}`)
}

export async function changeRecord(
  writer: Writer,
  entity: Entity,
  id: string,
  fields: Fields,
): Promise<void> {
  const { table, id: column } = kept[entity]
  const columns = Object.entries(wholeRecord(entity)).filter(([name]) => fields[name] !== undefined)
  if (columns.length === 0) return
  const changes = columns.map(([name, type]) => sql`${raw(name)} = ${typed(fields[name], type)}`)
  await writer.run(sql`UPDATE ${raw(table)} SET ${join(changes, ', ')} WHERE ${raw(column)} = ${id}`)
}

export async function deleteRecord(writer: Writer, entity: Entity, id: string): Promise<void> {
  const { table, id: column } = kept[entity]
  await writer.run(sql`DELETE FROM ${raw(table)} WHERE ${raw(column)} = ${id}`)
}

/** Puts a record back as it was. */
export async function restoreRecord(writer: Writer, entity: Entity, id: string, before: Row): Promise<void> {
  const whole = Object.fromEntries(
    Object.keys(wholeRecord(entity)).map((name) => [name, before[name] ?? null]),
  )
  if (await findRecord(writer, entity, id)) await changeRecord(writer, entity, id, whole as Fields)
  else await insertWithKey(writer, entity, id, before, whole as Fields)
}

async function insertWithKey(
  writer: Writer,
  entity: Entity,
  id: string,
  before: Row,
  whole: Fields,
): Promise<void> {
  const { table, id: column, key } = kept[entity]
  const columns = Object.entries(wholeRecord(entity))
  await writer.run(sql`
    INSERT INTO ${raw(table)} (${raw([key, column, ...columns.map(([name]) => name)].join(', '))})
    VALUES (${Number(before[key])}, ${id}${join(
      columns.map(([name, type]) => sql`, ${typed(whole[name], type)}`),
      '',
    )})`)
}

/** Whether anything that happened points at the record: then it is archived rather than deleted. */
export async function isReferred(writer: Writer, entity: Entity, record: Row): Promise<boolean> {
  const { key } = kept[entity]
  const value = Number(record[key])
  const tables = entity === 'product' ? ['order_lines', 'reviews', 'stock_levels'] : ['orders', 'reviews']
  const places = tables.map(
    (table) => sql`EXISTS (SELECT 1 FROM facts.${raw(table)} WHERE ${raw(key)} = ${value})`,
  )
  const { referred } = await writer.row<{ referred: boolean }>(
    sql`SELECT ${join(places, ' OR ')} AS referred`,
  )
  return referred
}
