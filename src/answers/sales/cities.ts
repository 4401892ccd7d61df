import { citiesInput, citiesOutput } from '../../contracts/cities.ts'
import { answer } from '../answer.ts'
import { shareOf } from '../breakdown.ts'
import { orderBreakdown } from '../order-breakdown.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import { whyNull } from '../why-null.ts'

/** Revenue, orders, AOV and customers of each city of the orders, most revenue first. */
export const cities = answer({
  name: 'cities',
  paths: [{ path: '/analytics/cities' }],
  title: 'Sales by city',
  summary: 'Revenue, orders, AOV and customers of each city',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: citiesInput,
  output: citiesOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const rows = await orderBreakdown(context, scope, ['country', 'region', 'city'])
    const all = rows.reduce((sum, row) => sum + row.revenue, 0)
    const items = rows.slice(input.offset, input.offset + input.limit).map((row) => ({
      country: row.country,
      region: row.region,
      city: row.city,
      revenue: row.revenue,
      orders: row.orders,
      average_order_value: row.orders > 0 ? row.revenue / row.orders : null,
      customers: row.customers,
      share: shareOf(row.revenue, all),
    }))
    return {
      ...replyHead(context, scope, whyNull(items, { average_order_value: 'no_orders' })),
      items,
      total: rows.length,
      limit: input.limit,
      offset: input.offset,
    }
  },
})
