import type { Layout } from './layout.ts'

/** Whether a header is that of Google Analytics 4 events, as its export to BigQuery writes them or flattened by a query. */
export function isGa4(names: ReadonlySet<string>): boolean {
  return (
    names.has('event_name') &&
    names.has('user_pseudo_id') &&
    (names.has('event_timestamp') || names.has('event_date'))
  )
}

/** Purchases and refunds of GA4, one row an item: made of its events by `ga4Sources`. */
export const ga4Purchases: Layout = {
  name: 'ga4-purchases',
  role: 'lines',
  recognise: () => false,
  columns: {
    order_id: ['order_transaction_id'],
    ordered_at: ['event_timestamp'],
    customer_id: ['user_id'],
    kind: ['kind'],
    transaction_id: ['line'],
    product_id: ['items_item_id'],
    product_name: ['items_item_name'],
    brand: ['items_item_brand'],
    category: ['items_item_category'],
    subcategory: ['items_item_category2'],
    quantity: ['items_quantity'],
    unit_price: ['items_price'],
    currency: ['currency'],
    order_tax: ['tax_value'],
    shipping_cost: ['shipping_value'],
    traffic_source: ['source'],
    device_type: ['device_category'],
    country: ['geo_country'],
    region: ['geo_region'],
    city: ['geo_city'],
    test_order: ['debug_mode'],
  },
  rules: { second_hand: true, refunds_alone: true },
}

/** Visits of GA4 with how far they came, by day, source, device and country: made of its events by `ga4Sources`. */
export const ga4Visits: Layout = {
  name: 'ga4-visits',
  role: 'visits',
  recognise: () => false,
  columns: {
    day: ['day'],
    source: ['source'],
    device: ['device_category'],
    country: ['geo_country'],
    visits: ['visits'],
    views: ['views'],
    carts: ['carts'],
    checkouts: ['checkouts'],
  },
}
