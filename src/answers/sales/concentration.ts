import { concentrationInput, concentrationOutput } from '../../contracts/concentration.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'

const dimensions = {
  customer: {
    table: 'facts.customers',
    id: 'customer_id',
    name: 'name',
    column: 'customer_key',
  },
  product: {
    table: 'facts.products',
    id: 'product_id',
    name: 'product_name',
    column: 'product_key',
  },
  country: { table: 'marts.places', id: 'country', name: 'country', column: 'place_key' },
} as const

/**
 * How much of the revenue comes from how few: the share of the biggest tenth and fifth, how many bring 80%, the Gini
 * coefficient and the curve behind it (Lorenz, biggest first). Customers, products or countries whose revenue is not
 * positive are left out; guests are no customer.
 *
 * The Gini coefficient is (2 Σ i·x_i) / (n Σ x_i) − (n + 1) / n with x ascending, i from 1 (Damgaard & Weiner 2000).
 */
export const concentration = answer({
  name: 'concentration',
  paths: [{ path: '/analytics/concentration' }],
  title: 'Concentration of sales',
  summary: 'How much of the revenue comes from how few customers, products or countries',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: concentrationInput,
  output: concentrationOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const { table, id, name, column } = dimensions[input.dimension]
    const byKey =
      scope.byLine || column === 'product_key'
        ? sql`SELECT s.${raw(column)} AS key, sum(s.revenue) AS revenue FROM marts.sales AS s
            WHERE ${scope.lines(scope.range)} AND s.${raw(column)} > 0 GROUP BY 1`
        : sql`SELECT o.${raw(column)} AS key, sum(o.revenue) AS revenue FROM marts.orders AS o
            WHERE ${scope.orders(scope.range)} AND o.${raw(column)} > 0 GROUP BY 1`
    // only places share a name
    const merged =
      column === 'place_key'
        ? sql`SELECT min(m.key) AS key, sum(m.revenue) AS revenue
            FROM (${byKey}) AS m JOIN marts.places AS d ON d.place_key = m.key GROUP BY d.country`
        : byKey
    const rows = await context.db.columns<{ revenue: Float64Array; key: Int32Array }>(sql`
      SELECT CAST(revenue AS DOUBLE) AS revenue, CAST(key AS INTEGER) AS key
      FROM (${merged}) AS m WHERE revenue > 0 ORDER BY 1 DESC, 2`)
    const { revenue } = rows
    const n = revenue.length
    const head = { dimension: input.dimension, count: n }
    if (n === 0) {
      const reasons = Object.fromEntries(
        ['gini', 'top_10_percent_share', 'top_20_percent_share', 'count_for_80_percent'].map((field) => [
          field,
          'no_orders',
        ]),
      )
      const none = {
        gini: null,
        top_10_percent_share: null,
        top_20_percent_share: null,
        count_for_80_percent: null,
      }
      return { ...replyHead(context, scope, reasons), ...head, ...none, curve: [], top: [] }
    }
    const total = revenue.reduce((sum, value) => sum + value, 0)
    const cumulative = cumulate(revenue)
    const shareOfTop = (part: number): number => cumulative[Math.ceil(n * part) - 1] / total
    const top = await context.db.rows<{ key: number; id: string | null; name: string | null }>(sql`
      SELECT ${raw(column)} AS key, ${raw(id)} AS id, ${raw(name)} AS name FROM ${raw(table)}
      WHERE ${raw(column)} IN (SELECT unnest(${Array.from(rows.key.slice(0, 10))}))`)
    const labels = new Map(top.map((row) => [row.key, row]))
    return {
      ...replyHead(context, scope),
      ...head,
      gini: gini(revenue, total),
      top_10_percent_share: shareOfTop(0.1),
      top_20_percent_share: shareOfTop(0.2),
      count_for_80_percent: cumulative.findIndex((value) => value >= total * 0.8) + 1 || n,
      curve: curve(cumulative, total),
      top: Array.from(rows.key.slice(0, 10), (rowKey, index) => ({
        id: labels.get(rowKey)?.id ?? null,
        name: labels.get(rowKey)?.name ?? null,
        revenue: revenue[index],
        share: revenue[index] / total,
      })),
    }
  },
})

function cumulate(values: Float64Array): Float64Array {
  let sum = 0
  return values.map((value) => (sum += value))
}

function gini(descending: Float64Array, total: number): number {
  const n = descending.length
  let weighted = 0
  for (let i = 0; i < n; i++) weighted += (n - i) * descending[i]
  return (2 * weighted) / (n * total) - (n + 1) / n
}

function curve(
  cumulative: Float64Array,
  total: number,
): { share_of_count: number; share_of_revenue: number }[] {
  const n = cumulative.length
  const points = Math.min(n, 100)
  return Array.from({ length: points + 1 }, (_, step) => {
    const count = Math.round((step / points) * n)
    return { share_of_count: count / n, share_of_revenue: count === 0 ? 0 : cumulative[count - 1] / total }
  })
}
