import type { Days } from './days.ts'
import { changed, groupBy, measure, ratio } from './measures.ts'
import type { Sums } from './measures.ts'
import type { Fact, Selection } from './selection.ts'

export type Row = Sums & { values: (string | null)[]; previous: number | null }
export type Of = (fact: Fact) => (string | null)[]

/** The lines of the period put into groups, each measured, with its revenue in the period before. */
export function broken(selection: Selection, of: Of, range: Days = selection.range): Row[] {
  const key = (fact: Fact): string => JSON.stringify(of(fact))
  const earlier = groupBy(selection.previous ? selection.within(selection.previous) : [], key)
  return [...groupBy(selection.within(range), key)].map(([name, lines]) => ({
    values: JSON.parse(name) as (string | null)[],
    ...measure(lines),
    previous: selection.previous ? measure(earlier.get(name) ?? []).revenue : null,
  }))
}

const whole = (rows: { revenue: number }[]): number => rows.reduce((sum, row) => sum + row.revenue, 0)
const share = (part: number, all: number): number => (all === 0 ? 0 : part / all)

export function countries(selection: Selection): unknown[] {
  const rows = broken(selection, (fact) => [fact.order.country])
  return rows.map((row) => ({
    country: row.values[0],
    revenue: row.revenue,
    orders: row.orders,
    average_order_value: ratio(row.revenue, row.orders),
    customers: row.customers,
    share: share(row.revenue, whole(rows)),
    previous_revenue: row.previous,
    change: changed(row.revenue, row.previous),
  }))
}

export function cities(selection: Selection): unknown[] {
  const rows = broken(selection, ({ order }) => [order.country, order.region, order.city])
  return rows.map((row) => ({
    country: row.values[0],
    region: row.values[1],
    city: row.values[2],
    revenue: row.revenue,
    orders: row.orders,
    average_order_value: ratio(row.revenue, row.orders),
    customers: row.customers,
    share: share(row.revenue, whole(rows)),
  }))
}

export function categories(selection: Selection): { items: unknown[]; subcategories: unknown[] } {
  const rows = broken(selection, ({ product }) => [product?.category ?? null])
  const parts = broken(selection, ({ product }) => [product?.category ?? null, product?.subcategory ?? null])
  const figures = (row: Row) => ({
    revenue: row.revenue,
    profit: row.profit,
    margin: row.profit === null || row.costed_revenue === 0 ? null : row.profit / row.costed_revenue,
    units: row.units,
    orders: row.orders,
    share: share(row.revenue, whole(rows)),
  })
  return {
    items: rows.map((row) => ({
      category: row.values[0],
      ...figures(row),
      previous_revenue: row.previous,
      change: changed(row.revenue, row.previous),
    })),
    subcategories: parts.map((row) => ({
      category: row.values[0],
      subcategory: row.values[1],
      ...figures(row),
    })),
  }
}

export function channel(
  selection: Selection,
  name: 'device_type' | 'traffic_source' | 'payment_method',
): unknown[] {
  const rows = broken(selection, ({ order }) => [order[name]])
  const column = { device_type: 'device', traffic_source: 'source', payment_method: null } as const
  const at = column[name]
  const came = selection.visits(selection.range).rows
  return rows.map((row) => {
    const value = row.values[0]
    const mine = at === null || value === null ? [] : came.filter((visit) => visit[at] === value)
    const visits = mine.length === 0 ? null : mine.reduce((sum, visit) => sum + visit.visits, 0)
    return {
      value,
      revenue: row.revenue,
      orders: row.orders,
      average_order_value: ratio(row.revenue, row.orders),
      customers: row.customers,
      share: share(row.revenue, whole(rows)),
      visits,
      conversion_rate: ratio(row.orders, visits),
      previous_revenue: row.previous,
      change: changed(row.revenue, row.previous),
    }
  })
}

export function topProducts(selection: Selection): unknown[] {
  const rows = broken(selection, ({ product }) => [product?.product_id ?? null])
  const products = new Map(selection.shop.products.map((product) => [product.product_id, product]))
  return rows
    .filter((row) => row.values[0] !== null)
    .map((row) => ({
      product_id: row.values[0],
      product_name: products.get(row.values[0]!)!.product_name,
      category: products.get(row.values[0]!)!.category,
      revenue: row.revenue,
      orders: row.orders,
      units: row.units,
      margin: row.profit,
      margin_rate: row.profit === null || row.costed_revenue === 0 ? null : row.profit / row.costed_revenue,
      share: share(row.revenue, whole(rows)),
    }))
}

/** Revenue of each leaf of the tree, cities not yet put together. */
export function leaves(selection: Selection): unknown[] {
  return broken(selection, ({ order, product }) => [
    order.country,
    order.city,
    product?.category ?? null,
  ]).map((row) => ({
    country: row.values[0],
    city: row.values[1],
    category: row.values[2],
    revenue: row.revenue,
  }))
}

/** What each country, category and product gained or lost against the period before, those that moved. */
export function moves(selection: Selection, of: Of): { id: string | null; difference: number }[] {
  const now = new Map(broken(selection, of).map((row) => [row.values[0], row.revenue]))
  const earlier = new Map(
    broken(selection, of, selection.previous!).map((row) => [row.values[0], row.revenue]),
  )
  return [...new Set([...now.keys(), ...earlier.keys()])].map((id) => ({
    id,
    difference: (now.get(id) ?? 0) - (earlier.get(id) ?? 0),
  }))
}
