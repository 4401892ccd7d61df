import { countriesInput, countriesOutput } from '../../contracts/countries.ts'
import { answer } from '../answer.ts'
import { shareOf } from '../breakdown.ts'
import { countryCode } from '../country-codes.ts'
import { change } from './kpis.ts'
import { orderBreakdown } from '../order-breakdown.ts'
import { previousRevenue } from '../previous-revenue.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import { whyNoChange, whyNull } from '../why-null.ts'

/** Revenue, orders, AOV and customers of each country of the orders, most revenue first, against the period before. */
export const countries = answer({
  name: 'countries',
  paths: [{ path: '/analytics/countries' }],
  title: 'Sales by country',
  summary: 'Revenue, orders, AOV and customers of each country, against the period before',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: countriesInput,
  output: countriesOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const [rows, before] = await Promise.all([
      orderBreakdown(context, scope, ['country']),
      previousRevenue(context, scope, ['country']),
    ])
    const all = rows.reduce((sum, row) => sum + row.revenue, 0)
    const items = rows.map((row) => {
      const previous = before(row)
      return {
        country: row.country,
        country_code: row.country === null ? null : countryCode(row.country),
        revenue: row.revenue,
        orders: row.orders,
        average_order_value: row.orders > 0 ? row.revenue / row.orders : null,
        customers: row.customers,
        share: shareOf(row.revenue, all),
        previous_revenue: previous,
        change: change(row.revenue, previous),
      }
    })
    const why = { average_order_value: 'no_orders', ...whyNoChange(scope.previous) }
    return { ...replyHead(context, scope, whyNull(items, why)), items }
  },
})
