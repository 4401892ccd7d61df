import type { Reader } from '../warehouse/reader.ts'
import { lineMeasures } from '../warehouse/measures.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Candidate } from './odd-candidate.ts'
import { entityKeys, seriesEntities } from './day-series.ts'
import type { SeriesEntity } from './day-series.ts'

/** What a candidate's day, and the days it is held against together, are made of: one row a group. */
export type DayCells = {
  /** place in the list of candidates */
  candidate: Int32Array
  /** 1 for the days it is held against */
  before: Int32Array
  id: (string | null)[]
  /** of the product; null elsewhere */
  category: (string | null)[]
  units: Float64Array
  revenue: Float64Array
}

const dimensions = {
  country: { id: 'g.country', category: 'CAST(NULL AS VARCHAR)', table: 'marts.places', key: 'place_key' },
  product: { id: 'g.product_id', category: 'g.category', table: 'facts.products', key: 'product_key' },
  traffic_source: {
    id: 'g.traffic_source',
    category: 'CAST(NULL AS VARCHAR)',
    table: 'marts.channels',
    key: 'channel_key',
  },
} as const
export type CellDimension = keyof typeof dimensions
export const cellDimensions = Object.keys(dimensions) as CellDimension[]

/** What the days of candidates are made of, by country, product and source; a part of the shop is not divided by itself. */
export async function readDayCells(
  db: Reader,
  candidates: readonly Candidate[],
): Promise<Record<CellDimension, DayCells[]>> {
  const made: Record<CellDimension, DayCells[]> = { country: [], product: [], traffic_source: [] }
  for (const entity of seriesEntities) {
    const asked = requests(candidates, entity)
    if (asked.candidate.length === 0) continue
    for (const dimension of cellDimensions)
      // of a product its own row tells price from volume
      if (dimension !== entity || dimension === 'product')
        made[dimension].push(await cellsOf(db, entity, dimension, asked))
  }
  return made
}

type Requests = { candidate: number[]; day: number[]; before: number[]; id: string[] }

function requests(candidates: readonly Candidate[], entity: SeriesEntity): Requests {
  const made: Requests = { candidate: [], day: [], before: [], id: [] }
  candidates.forEach((candidate, index) => {
    if (candidate.entity !== entity) return
    for (const [day, before] of [[candidate.day, 0], ...candidate.like.map((each) => [each, 1])]) {
      made.candidate.push(index)
      made.day.push(day)
      made.before.push(before)
      made.id.push(candidate.id ?? '')
    }
  })
  return made
}

async function cellsOf(
  db: Reader,
  entity: SeriesEntity,
  dimension: CellDimension,
  { candidate, day, before, id }: Requests,
): Promise<DayCells> {
  const own = entityKeys[entity]
  const { id: group, category, table, key } = dimensions[dimension]
  const same = entity === 'shop' ? raw('') : sql`AND ${raw(own.id)} = r.id`
  return db.columns<DayCells>(sql`
    SELECT r.candidate, r.before, ${raw(group)} AS id, ${raw(category)} AS category, ${lineMeasures.units} AS units,
      ${lineMeasures.revenue} AS revenue
    FROM (
      SELECT unnest(CAST(${candidate} AS INTEGER[])) AS candidate,
        DATE '1970-01-01' + unnest(CAST(${day} AS INTEGER[])) AS day, unnest(CAST(${before} AS INTEGER[])) AS before,
        unnest(CAST(${id} AS VARCHAR[])) AS id
    ) AS r
    JOIN marts.sales AS s ON s.day = r.day ${raw(own.from)}
    LEFT JOIN ${raw(table)} AS g ON g.${raw(key)} = s.${raw(key)}
    WHERE s.counts ${same}
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2, 3, 4`)
}
