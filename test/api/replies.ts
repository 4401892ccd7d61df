import { rfm11Segments, clusters8Segments } from '../../src/contracts/segments.ts'
import type { Shape } from './shape.ts'

/** The replies that clients written elsewhere rely on: the names of the fields and what they hold. */

export const list = (item: Shape): Shape => ({
  items: [item],
  total: 'whole',
  limit: 'whole',
  offset: 'whole',
})
const head = { as_of: 'day', currency: 'text' } as const

export const error: Shape = {
  error: {
    code: 'text',
    message: 'text',
    request_id: 'text',
    details: [{ parameter: 'text' }],
  },
}

export const job: Shape = {
  job_id: 'text',
  kind: 'text',
  status: new Set(['queued', 'running', 'completed', 'failed', 'cancelled']),
  progress: 'number',
  message: 'text?',
  result: 'anything',
  error: 'object?',
  created_at: 'time',
  started_at: 'time?',
  finished_at: 'time?',
}

const kpiFigures = {
  total_revenue: 'number?',
  total_orders: 'whole?',
  average_order_value: 'number?',
  gross_profit: 'number?',
  profit_margin: 'number?',
  total_customers: 'whole?',
  new_customers: 'whole?',
  conversion_rate: 'number?',
  customer_ltv: 'number?',
  churn_rate: 'number?',
} as const
const change = Object.fromEntries(Object.keys(kpiFigures).map((name) => [name, 'number?' as const]))

export const kpis: Shape = {
  ...head,
  ...kpiFigures,
  period: { start_date: 'day', end_date: 'day' },
  previous: kpiFigures,
  change,
}

const country: Shape = {
  country: 'text?',
  country_code: 'text?',
  revenue: 'number',
  orders: 'whole',
  average_order_value: 'number?',
  customers: 'whole',
}
const bucket: Shape = {
  date: 'day',
  revenue: 'number',
  orders: 'whole',
  average_order_value: 'number?',
  profit: 'number?',
  partial: 'yes/no',
}
const ranked: Shape = {
  rank: 'whole',
  product_id: 'text',
  product_name: 'text?',
  revenue: 'number',
  orders: 'whole',
  margin: 'number?',
  margin_rate: 'number?',
}

export const summary: Shape = {
  ...head,
  kpis,
  series: [bucket],
  top_products: [ranked],
  top_countries: [country],
  alerts: ['object'],
}
export const metrics: Shape = {
  ...head,
  total_sales: 'number',
  active_customers: 'whole',
  products_sold: 'number',
  average_ticket: 'number?',
}
export const countries: Shape = { ...head, items: [country] }
export const categories: Shape = {
  ...head,
  items: [{ category: 'text?', revenue: 'number', profit: 'number?', margin: 'number?' }],
}
export const timeSeries: Shape = { ...head, granularity: 'text', items: [bucket] }
export const topProducts: Shape = { ...head, metric: 'text', items: [ranked] }

export const transaction: Shape = {
  transaction_id: 'text',
  date: 'day',
  customer_id: 'text?',
  country: 'text?',
  region: 'text?',
  city: 'text?',
  product_id: 'text?',
  product_name: 'text?',
  category: 'text?',
  subcategory: 'text?',
  quantity: 'number',
  unit_price: 'number',
  total_amount: 'number',
  discount_applied: 'number',
  payment_method: 'text?',
  shipping_cost: 'number?',
  delivery_time: 'number?',
  customer_segment: 'text?',
  device_type: 'text?',
  traffic_source: 'text?',
  currency: 'text',
  exchange_rate: 'number',
  total_amount_usd: 'number?',
  cost_price: 'number?',
  profit: 'number?',
}

export const customer: Shape = {
  customer_id: 'text',
  registration_date: 'day?',
  country: 'text?',
  age: 'whole?',
  gender: 'text?',
  lifetime_value: 'number',
  total_orders: 'whole',
  avg_order_value: 'number?',
  last_purchase_date: 'day?',
  recency_score: 'whole?',
  frequency_score: 'whole?',
  monetary_score: 'whole?',
  rfm_segment: 'text?',
  churn_probability: 'number?',
  preferred_category: 'text?',
  // row E00
  name: 'text?',
  email: 'text?',
  phone: 'text?',
  region: 'text?',
  city: 'text?',
  archived_at: 'time?',
}

export const product: Shape = {
  product_id: 'text',
  product_name: 'text?',
  category: 'text?',
  subcategory: 'text?',
  brand: 'text?',
  base_price: 'number?',
  cost_price: 'number?',
  margin_percentage: 'number?',
  stock_quantity: 'number?',
  supplier_country: 'text?',
  weight: 'number?',
  rating: 'number?',
  reviews_count: 'whole?',
  launch_date: 'day?',
}
export const figures: Shape = { figures: { revenue: 'number', orders: 'whole', units: 'number' } }

const cluster: Shape = {
  cluster_id: 'whole',
  segment: new Set<string>(clusters8Segments),
  size: 'whole',
  share: 'number',
  characteristics: 'object',
}
export const clusters: Shape = {
  n_clusters: 'whole',
  silhouette_score: 'number',
  inertia: 'number',
  clusters: [cluster],
}
export const clusterResults: Shape = {
  job_id: 'text',
  ...(clusters as object),
  pca: {
    explained_variance: ['number'],
    points: [{ customer_id: 'text', x: 'number', y: 'number', cluster_id: 'whole' }],
  },
}
export const trained: Shape = { job_id: 'text', status: 'text', model_run: 'object' }
export const predicted: Shape = {
  predictions: [{ customer_id: 'text', cluster_id: 'whole', segment: new Set<string>(clusters8Segments) }],
  unknown: ['text'],
}
export const customerSegment: Shape = {
  customer_id: 'text',
  scheme: 'text',
  segment: 'text',
  recency_days: 'whole',
  frequency: 'whole',
  monetary: 'number',
  scores: 'object?',
}
export const rfmWords: ReadonlySet<string> = new Set(rfm11Segments)
export const atRisk: Shape = {
  items: [
    {
      customer_id: 'text',
      name: 'text?',
      churn_probability: 'number',
      value_at_risk: 'number',
      reasons: ['text'],
      recommended_action: 'text',
    },
  ],
  total: 'whole',
  threshold: 'number',
  model: 'anything',
}
export const mlSummary: Shape = {
  models: [{ name: 'text', state: 'text', trained_at: 'time?', quality: 'anything' }],
  headline: { total_revenue: 'number', total_orders: 'whole', total_customers: 'whole' },
  data_quality: 'object',
}
