import type { LineKind, OrderState } from '../../src/contracts/words.ts'

/** A shop as plain rows, the way facts hold them: what the slow reference reads and what a warehouse is filled with. */
export type Shop = {
  currency: string
  time_zone: string
  /** the moment taken for now */
  now: string
  customers: ShopCustomer[]
  products: ShopProduct[]
  orders: ShopOrder[]
  order_lines: ShopLine[]
  visits: ShopVisits[]
  reviews: ShopReview[]
  stock_levels: ShopStock[]
  exchange_rates: { currency: string; day: string; rate: number }[]
}

export type ShopCustomer = {
  customer_key: number
  customer_id: string
  name: string | null
  email: string | null
  phone: string | null
  country: string | null
  region: string | null
  city: string | null
  age: number | null
  gender: string | null
  registration_date: string | null
  archived_at: number | null
}

export type ShopProduct = {
  product_key: number
  product_id: string
  product_name: string | null
  category: string | null
  subcategory: string | null
  brand: string | null
  base_price: number | null
  cost_price: number | null
  stock_quantity: number | null
  rating: number | null
  archived_at: number | null
}

export type ShopOrder = {
  order_key: number
  order_id: string
  customer_key: number
  ordered_at: number
  day: string
  status: string
  state: OrderState
  currency: string
  exchange_rate: number
  country: string | null
  region: string | null
  city: string | null
  payment_method: string | null
  device_type: string | null
  traffic_source: string | null
  shipping_cost: number | null
  delivery_time: number | null
}

export type ShopLine = {
  order_key: number
  line_no: number
  transaction_id: string | null
  product_key: number
  kind: LineKind
  quantity: number
  unit_price: number
  discount: number
  tax: number | null
  cost_price: number | null
  line_at: number | null
  line_day: string | null
}

export type ShopVisits = {
  day: string
  source: string | null
  device: string | null
  country: string | null
  visits: number
}
export type ShopReview = {
  review_id: string
  product_key: number
  customer_key: number
  rating: number | null
  text: string | null
  written_at: number | null
}
export type ShopStock = { product_key: number; day: string; on_hand: number }
