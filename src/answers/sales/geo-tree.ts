import { geoTreeInput, geoTreeOutput } from '../../contracts/geo-tree.ts'
import { sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'

type Leaf = { country: string | null; city: string | null; category: string | null; revenue: number }
type City = { city: string | null; rest: boolean; revenue: number; categories: Map<string | null, number> }

/** Revenue by country, city and category, for a treemap to drill into; the smaller cities of a country are one. */
export const geoTree = answer({
  name: 'geo-tree',
  paths: [{ path: '/analytics/geo-tree' }],
  title: 'Sales by country, city and category',
  summary: 'Revenue as a tree of country, city and category',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: geoTreeInput,
  output: geoTreeOutput,
  async run(context, input) {
    const scope = await resolveScope(context, input)
    const leaves = await context.db.rows<Leaf>(sql`
      SELECT d.country, d.city, p.category, CAST(sum(m.revenue) AS DOUBLE) AS revenue
      FROM (SELECT s.place_key, s.product_key, sum(s.revenue) AS revenue
        FROM marts.sales AS s WHERE ${scope.lines(scope.range)} GROUP BY s.place_key, s.product_key) AS m
      JOIN marts.places AS d ON d.place_key = m.place_key
      LEFT JOIN facts.products AS p ON p.product_key = m.product_key
      GROUP BY d.country, d.city, p.category`)
    const countries = new Map<string | null, Leaf[]>()
    for (const leaf of leaves) {
      const known = countries.get(leaf.country)
      if (known) known.push(leaf)
      else countries.set(leaf.country, [leaf])
    }
    const items = [...countries].map(([country, of]) => ({
      country,
      revenue: total(of),
      cities: cities(of, input.limit),
    }))
    return { ...replyHead(context, scope), items: items.sort(byRevenue) }
  },
})

const total = (rows: readonly { revenue: number }[]): number =>
  rows.reduce((sum, row) => sum + row.revenue, 0)
const byRevenue = (a: { revenue: number }, b: { revenue: number }): number => b.revenue - a.revenue

function cities(leaves: Leaf[], kept: number) {
  const all = new Map<string | null, City>()
  for (const { city, category, revenue } of leaves) {
    const entry = all.get(city) ?? { city, rest: false, revenue: 0, categories: new Map() }
    entry.revenue += revenue
    entry.categories.set(category, (entry.categories.get(category) ?? 0) + revenue)
    all.set(city, entry)
  }
  const ranked = [...all.values()].sort(byRevenue)
  const shown = ranked.slice(0, kept)
  const others = ranked.slice(kept)
  if (others.length > 0)
    shown.push(others.reduce(merge, { city: null, rest: true, revenue: 0, categories: new Map() }))
  return shown.map((entry) => ({
    city: entry.city,
    rest: entry.rest,
    revenue: entry.revenue,
    categories: [...entry.categories].map(([category, revenue]) => ({ category, revenue })).sort(byRevenue),
  }))
}

function merge(into: City, from: City): City {
  for (const [category, revenue] of from.categories) {
    into.categories.set(category, (into.categories.get(category) ?? 0) + revenue)
  }
  into.revenue += from.revenue
  return into
}
