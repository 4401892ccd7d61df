import { segmentsOn } from '../../warehouse/segments-on.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'

/**
 * The four customer segments at the end of a day, one row a customer who had ordered by then; those of `kept` were
 * computed with the marts. Columns: customer_key, segment.
 */
export function filter4(day: string, kept: string | null): Sql {
  return day === kept
    ? raw('SELECT customer_key, segment FROM marts.segments')
    : segmentsOn(sql`CAST(${day} AS DATE)`)
}
