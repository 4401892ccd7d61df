import { groupBy, measure, ratio } from './measures.ts'
import { segmentsAt } from './segments.ts'
import type { Fact, Selection } from './selection.ts'

/** Every line that the filter selects, of cancelled orders too. */
export function selectedLines(selection: Selection): Fact[] {
  const { start, end } = selection.range
  return selection.all.filter((fact) => fact.day >= start && fact.day <= end && selection.passes(fact))
}

export function transaction(selection: Selection, segments: Map<number, string>, fact: Fact): unknown {
  const { line, order, product, customer } = fact
  const usd = selection.shop.exchange_rates.filter((rate) => rate.currency === 'USD').at(-1)
  return {
    transaction_id: line.transaction_id ?? `${order.order_id}-${line.line_no}`,
    order_id: order.order_id,
    date: fact.day,
    ordered_at: new Date(line.line_at ?? order.ordered_at).toISOString(),
    status: order.status,
    state: order.state,
    kind: line.kind,
    customer_id: customer?.customer_id ?? null,
    customer_name: customer?.name ?? null,
    country: order.country,
    region: order.region,
    city: order.city,
    product_id: product?.product_id ?? null,
    product_name: product?.product_name ?? null,
    category: product?.category ?? null,
    subcategory: product?.subcategory ?? null,
    quantity: line.quantity,
    unit_price: line.unit_price,
    total_amount: fact.amount,
    discount_applied: line.discount,
    payment_method: order.payment_method,
    shipping_cost: order.shipping_cost,
    delivery_time: order.delivery_time,
    customer_segment: customer ? (segments.get(customer.customer_key) ?? null) : null,
    device_type: order.device_type,
    traffic_source: order.traffic_source,
    currency: order.currency,
    exchange_rate: order.exchange_rate,
    total_amount_usd: usd ? fact.amount / usd.rate : null,
  }
}

export function transactions(selection: Selection, facts = selectedLines(selection)): unknown[] {
  const segments = segmentsAt(selection.all, selection.range.end)
  return facts.map((fact) => transaction(selection, segments, fact))
}

export function orders(selection: Selection): {
  items: Record<string, unknown>[]
  total_revenue: number
  total_orders: number
} {
  const lines = selection.within(selection.range)
  const sums = measure(lines)
  return {
    total_revenue: sums.revenue,
    total_orders: sums.orders,
    items: [...groupBy(lines, (fact) => fact.order.order_id)].map(([order_id, of]) => ({
      order_id,
      date: of.map((fact) => fact.day).sort()[0],
      state: of[0].order.state,
      customer_id: of[0].customer?.customer_id ?? null,
      city: of[0].order.city,
      lines: of.length,
      units: measure(of).units,
      revenue: measure(of).revenue,
      is_order: of.some((fact) => fact.is_sale),
    })),
  }
}

/** What one customer has brought so far, all time. */
export function customerTotals(all: Fact[], key: number): Record<string, unknown> {
  const lines = all.filter((fact) => fact.counts && fact.order.customer_key === key)
  const days = lines
    .filter((fact) => fact.is_sale)
    .map((fact) => fact.day)
    .sort()
  const sums = measure(lines)
  return {
    lifetime_value: sums.revenue,
    total_orders: sums.orders,
    avg_order_value: ratio(sums.revenue, sums.orders),
    first_purchase_date: days[0] ?? null,
    last_purchase_date: days.at(-1) ?? null,
  }
}

export function productTotals(all: Fact[], key: number): Record<string, unknown> {
  const lines = all.filter((fact) => fact.counts && fact.line.product_key === key)
  const days = lines
    .filter((fact) => fact.is_sale)
    .map((fact) => fact.day)
    .sort()
  const sums = measure(lines)
  return {
    revenue: sums.revenue,
    orders: sums.orders,
    units: sums.units,
    first_sold: days[0] ?? null,
    last_sold: days.at(-1) ?? null,
  }
}
