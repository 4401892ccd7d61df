import { sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'

/** The ids of some customers by their keys; those that are gone are left out. */
export async function customerIdsOf(
  { db }: AnswerContext,
  keys: readonly number[],
): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db.rows<{ customer_key: number; customer_id: string }>(sql`
    SELECT customer_key, customer_id FROM facts.customers
    WHERE customer_key IN (SELECT CAST(unnest(${keys}) AS INTEGER))`)
  return new Map(rows.map((row) => [row.customer_key, row.customer_id]))
}
