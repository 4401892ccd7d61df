import { channelDimensions, channelsInput, channelsOutput } from '../../contracts/channels.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { rollUp, shareOf } from '../breakdown.ts'
import { distinctByMask } from '../distinct-by-mask.ts'
import { change } from './kpis.ts'
import { orderBreakdown } from '../order-breakdown.ts'
import type { OrderBreakdownRow } from '../order-breakdown.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { whyNoChange, whyNull } from '../why-null.ts'

type ChannelDimension = (typeof channelDimensions)[number]

// visits know the device and the source they came by, never how an order was paid
const visitColumns: Partial<Record<ChannelDimension, string>> = {
  device_type: 'device',
  traffic_source: 'source',
}

/** How each device, traffic source and payment method performs: revenue, orders, AOV, customers and conversion rate. */
export const channels = answer({
  name: 'channels',
  paths: [{ path: '/analytics/channels' }],
  title: 'Channel performance',
  summary: 'Revenue, orders, AOV, customers and conversion rate by device, traffic source and payment method',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: channelsInput,
  output: channelsOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const customers = await customersBehind(context, scope)
    const [together, before] = await Promise.all([
      customers ? orderBreakdown(context, scope, channelDimensions, { counts: 'orders' }) : null,
      scope.previous
        ? orderBreakdown(context, scope, channelDimensions, { range: scope.previous, counts: 'none' })
        : null,
    ])
    const [device_type, traffic_source, payment_method] = await Promise.all(
      channelDimensions.map(async (dimension) => {
        const rows = together
          ? rollUp(together, dimension)
          : await orderBreakdown(context, scope, [dimension])
        const valued = rows.map((row) => ({ ...row, value: row[dimension] }))
        return performance(context, scope, dimension, { rows: valued, before, customers })
      }),
    )
    const unvisited = scope.beyondVisits ? 'visits_not_by_this_filter' : 'no_visit_data'
    const why = {
      average_order_value: 'no_orders',
      visits: unvisited,
      conversion_rate: unvisited,
      ...whyNoChange(scope.previous),
    }
    return {
      ...replyHead(context, scope, whyNull([...device_type, ...traffic_source, ...payment_method], why)),
      device_type,
      traffic_source,
      payment_method,
    }
  },
})

const labelOf = (dimension: ChannelDimension, value: string | null): string =>
  JSON.stringify([dimension, value])

/** Customers behind each value of each dimension, found in one pass; null where there are too many values for that. */
async function customersBehind(context: AnswerContext, scope: Scope): Promise<Map<string, number> | null> {
  const known = await context.db.rows<{ channel_key: number } & Record<ChannelDimension, string | null>>(
    raw('SELECT * FROM marts.channels'),
  )
  const rows = scope.byLine
    ? sql`SELECT s.customer_key AS unit, s.channel_key AS key FROM marts.sales AS s
        WHERE ${scope.lines(scope.range)} AND s.is_sale AND s.customer_key > 0`
    : sql`SELECT o.customer_key AS unit, o.channel_key AS key FROM marts.orders AS o
        WHERE ${scope.orders(scope.range)} AND o.is_order AND o.customer_key > 0`
  const labels = known.map((row): [number, string[]] => [
    row.channel_key,
    channelDimensions.map((name) => labelOf(name, row[name])),
  ])
  return distinctByMask(context, rows, new Map(labels))
}

type Found = {
  rows: { value: string | null; revenue: number; orders: number; customers: number }[]
  before: OrderBreakdownRow<ChannelDimension>[] | null
  customers: Map<string, number> | null
}

async function performance(
  context: AnswerContext,
  scope: Scope,
  dimension: ChannelDimension,
  { rows, before, customers }: Found,
) {
  const visits = await visitsBy(context, scope, visitColumns[dimension])
  const earlier = before && new Map(rollUp(before, dimension).map((row) => [row[dimension], row.revenue]))
  const all = rows.reduce((sum, row) => sum + row.revenue, 0)
  return rows.map((row) => {
    const { value } = row
    const visited = value === null ? null : (visits.get(value) ?? null)
    const previous = earlier && (earlier.get(value) ?? 0)
    return {
      value,
      revenue: row.revenue,
      orders: row.orders,
      average_order_value: row.orders > 0 ? row.revenue / row.orders : null,
      customers: customers?.get(labelOf(dimension, value)) ?? row.customers,
      share: shareOf(row.revenue, all),
      visits: visited,
      conversion_rate: visited === null || visited === 0 ? null : row.orders / visited,
      previous_revenue: previous,
      change: change(row.revenue, previous),
    }
  })
}

async function visitsBy(context: AnswerContext, scope: Scope, column?: string): Promise<Map<string, number>> {
  if (column === undefined || scope.beyondVisits) return new Map()
  const rows = await context.db.rows<{ value: string; visits: number }>(sql`
    SELECT v.${raw(column)} AS value, CAST(sum(v.visits) AS DOUBLE) AS visits
    FROM facts.visits AS v WHERE ${scope.visits(scope.range)} AND v.${raw(column)} IS NOT NULL GROUP BY 1`)
  return new Map(rows.map((row) => [row.value, row.visits]))
}
