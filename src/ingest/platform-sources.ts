import type { Stage } from '../warehouse/warehouse.ts'
import { normalName } from './column-names.ts'
import { ga4Sources } from './ga4-sources.ts'
import { itemRows } from './item-rows.ts'
import { isGa4 } from './layouts/ga4.ts'
import { recogniseLayout } from './layouts/recognise-layout.ts'
import type { Source } from './source.ts'

/** Files whose rows are not what we read rows as, made into such: items side by side, events of analytics. */
export async function platformSources(stage: Stage, sources: readonly Source[]): Promise<Source[]> {
  const made: Source[] = []
  const events: Source[] = []
  for (const source of sources) {
    const layout = recogniseLayout(source.header)
    if (isGa4(new Set(source.header.map(normalName)))) events.push(source)
    else if (layout?.items)
      made.push(await itemRows(stage, source, { ...layout, items: layout.items }, `item_rows_${made.length}`))
    else made.push(source)
  }
  return events.length === 0 ? made : [...made, ...(await ga4Sources(stage, events))]
}
