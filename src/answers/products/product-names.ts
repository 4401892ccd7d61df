import { join, sql } from '../../warehouse/sql.ts'
import type { AnswerContext } from '../answer.ts'

/** Gives rows of products their names, where they have one. */
export async function nameProducts(
  context: AnswerContext,
  rows: readonly { id: string | null; name: string | null }[],
): Promise<void> {
  const products = rows.filter((row) => row.id !== null)
  if (products.length === 0) return
  const ids = join(
    products.map((row) => sql`${row.id}`),
    ', ',
  )
  const found = await context.db.rows<{ product_id: string; product_name: string | null }>(
    sql`SELECT product_id, product_name FROM facts.products WHERE product_id IN (${ids})`,
  )
  const names = new Map(found.map((row) => [row.product_id, row.product_name]))
  for (const row of products) row.name = names.get(row.id!) ?? row.id
}
