import { dayNumber } from '../warehouse/read-values.ts'
import type { Reader } from '../warehouse/reader.ts'
import { lineMeasures } from '../warehouse/measures.ts'
import { raw, sql } from '../warehouse/sql.ts'
import type { Sql } from '../warehouse/sql.ts'

/** What a day can be looked at by. */
export const seriesEntities = ['shop', 'country', 'category', 'product', 'traffic_source'] as const
export type SeriesEntity = (typeof seriesEntities)[number]

/**
 * Each day of the shop, or of one of its countries, categories, products or sources. `discount` is the share of what was
 * sold that was given as a discount, 0 where nothing was sold.
 */
export type DaySeries = {
  entity: SeriesEntity
  id: string | null
  orders: Float64Array
  /** sale lines: how often something of it was put into a basket */
  lines: Float64Array
  /** sold, whatever came back on that day */
  units: Float64Array
  revenue: Float64Array
  discount: Float64Array
}

/** All series over the same days; `start` in days since 1970-01-01. */
export type DaySeriesSet = { start: number; days: number; series: DaySeries[] }

/** What each entity is called by, and what is joined to marts.sales AS s for that. */
export const entityKeys = {
  shop: { id: 'CAST(NULL AS VARCHAR)', from: '' },
  country: { id: 'd.country', from: 'LEFT JOIN marts.places AS d ON d.place_key = s.place_key' },
  category: { id: 'd.category', from: 'LEFT JOIN facts.products AS d ON d.product_key = s.product_key' },
  product: { id: 'd.product_id', from: 'LEFT JOIN facts.products AS d ON d.product_key = s.product_key' },
  traffic_source: {
    id: 'd.traffic_source',
    from: 'LEFT JOIN marts.channels AS d ON d.channel_key = s.channel_key',
  },
} as const satisfies Record<SeriesEntity, { id: string; from: string }>

/** Of each kind so many are looked at, those with most orders over the last year. */
const mostOf: Record<SeriesEntity, number> = {
  shop: 1,
  country: 25,
  category: 40,
  product: 40,
  traffic_source: 15,
}

type Columns = {
  id: (string | null)[]
  day: Int32Array
  orders: Int32Array
  lines: Int32Array
  units: Float64Array
  revenue: Float64Array
  gross: Float64Array
  sold: Float64Array
}

/** The days of a shop and its parts, from its first day up to a day. */
export async function readDaySeries(db: Reader, first: string, last: string): Promise<DaySeriesSet> {
  const start = dayNumber(first)
  const days = dayNumber(last) - start + 1
  const sets = await Promise.all(
    seriesEntities.map(async (entity) => {
      const columns = await db.columns<Columns>(seriesOf(entity, first, last))
      return fill(entity, columns, start, days)
    }),
  )
  return { start, days, series: sets.flat() }
}

function seriesOf(entity: SeriesEntity, first: string, last: string): Sql {
  const { id, from } = entityKeys[entity]
  const within = sql`s.counts AND s.day BETWEEN CAST(${first} AS DATE) AND CAST(${last} AS DATE)`
  const named = entity === 'shop' ? raw('') : sql`WHERE k.id IS NOT NULL`
  return sql`
    SELECT l.* FROM (
      SELECT ${raw(id)} AS id, s.day, ${lineMeasures.orders} AS orders,
        CAST(count(*) FILTER (WHERE s.is_sale) AS INTEGER) AS lines, CAST(coalesce(sum(s.quantity) FILTER (WHERE s.is_sale), 0) AS DOUBLE) AS units,
        ${lineMeasures.revenue} AS revenue,
        CAST(coalesce(sum(s.quantity * s.unit_price) FILTER (WHERE s.is_sale), 0) AS DOUBLE) AS gross,
        CAST(coalesce(sum(s.amount) FILTER (WHERE s.is_sale), 0) AS DOUBLE) AS sold
      FROM marts.sales AS s ${raw(from)} WHERE ${within} GROUP BY 1, 2
    ) AS l JOIN (
      SELECT k.id FROM (
        SELECT ${raw(id)} AS id, count(DISTINCT s.order_key) AS orders FROM marts.sales AS s ${raw(from)}
        WHERE ${within} AND s.is_sale AND s.day > CAST(${last} AS DATE) - 365 GROUP BY 1
      ) AS k ${named} ORDER BY k.orders DESC, k.id LIMIT ${mostOf[entity]}
    ) AS chosen ON chosen.id IS NOT DISTINCT FROM l.id
    ORDER BY l.id, l.day`
}

function fill(entity: SeriesEntity, columns: Columns, start: number, days: number): DaySeries[] {
  const series: DaySeries[] = []
  for (let i = 0; i < columns.day.length; i++) {
    let last = series.at(-1)
    if (last === undefined || last.id !== columns.id[i]) {
      const empty = (): Float64Array => new Float64Array(days)
      last = {
        entity,
        id: columns.id[i],
        orders: empty(),
        lines: empty(),
        units: empty(),
        revenue: empty(),
        discount: empty(),
      }
      series.push(last)
    }
    const at = columns.day[i] - start
    last.orders[at] = columns.orders[i]
    last.lines[at] = columns.lines[i]
    last.units[at] = columns.units[i]
    last.revenue[at] = columns.revenue[i]
    last.discount[at] =
      columns.gross[i] > 0 ? Math.min(1, Math.max(0, 1 - columns.sold[i] / columns.gross[i])) : 0
  }
  return series
}
