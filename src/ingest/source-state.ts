import type { Writer } from '../warehouse/reader.ts'
import { sql } from '../warehouse/sql.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

/** How far a source has been read, as whoever reads it wrote it. */
export async function readSourceState<State>(warehouse: Warehouse, sourceId: string): Promise<State | null> {
  const [found] = await warehouse.reader.rows<{ state: string }>(
    sql`SELECT state FROM facts.source_states WHERE source_id = ${sourceId}`,
  )
  return found ? (JSON.parse(found.state) as State) : null
}

export async function saveSourceState(
  writer: Writer,
  sourceId: string,
  state: { refreshed_at: string },
): Promise<void> {
  await writer.run(sql`DELETE FROM facts.source_states WHERE source_id = ${sourceId}`)
  await writer.run(
    sql`INSERT INTO facts.source_states VALUES (${sourceId}, ${JSON.stringify(state)}, CAST(${state.refreshed_at} AS TIMESTAMP))`,
  )
}
