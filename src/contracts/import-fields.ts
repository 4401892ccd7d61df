/** What a file can hold. A file of lines may carry the order's, customer's and product's own columns too. */
export const importRoles = ['lines', 'orders', 'customers', 'products', 'visits', 'reviews', 'stock'] as const
export type ImportRole = (typeof importRoles)[number]

/** How a column is read: ids lose a needless `.0`, texts are kept as they are, numbers and times by detected formats. */
export type FieldType = 'id' | 'text' | 'number' | 'time' | 'day' | 'list'

const orderFields = {
  order_id: 'id',
  ordered_at: 'time',
  order_time: 'text',
  status: 'text',
  payment_status: 'text',
  cancelled_at: 'text',
  currency: 'text',
  exchange_rate: 'number',
  country: 'text',
  region: 'text',
  city: 'text',
  payment_method: 'text',
  device_type: 'text',
  traffic_source: 'text',
  shipping_cost: 'number',
  delivery_time: 'number',
  order_total: 'number',
  order_subtotal: 'number',
  order_discount: 'number',
  order_tax: 'number',
  refunded_amount: 'number',
  test_order: 'text',
} as const satisfies Record<string, FieldType>

const lineFields = {
  transaction_id: 'id',
  quantity: 'number',
  unit_price: 'number',
  line_total: 'number',
  line_subtotal: 'number',
  discount: 'number',
  discount_percent: 'number',
  tax: 'number',
  kind: 'text',
  refunded_quantity: 'number',
  line_refund: 'number',
} as const satisfies Record<string, FieldType>

const customerFields = {
  customer_id: 'id',
  customer_name: 'text',
  first_name: 'text',
  last_name: 'text',
  email: 'text',
  phone: 'text',
  customer_country: 'text',
  customer_region: 'text',
  customer_city: 'text',
  age: 'number',
  gender: 'text',
  registration_date: 'day',
} as const satisfies Record<string, FieldType>

const productFields = {
  product_id: 'id',
  product_name: 'text',
  category: 'text',
  subcategory: 'text',
  brand: 'text',
  base_price: 'number',
  cost_price: 'number',
  stock_quantity: 'number',
  supplier_country: 'text',
  weight: 'number',
  product_rating: 'number',
  reviews_count: 'number',
  launch_date: 'day',
  target_gender: 'text',
  season: 'text',
  images: 'list',
  description: 'text',
} as const satisfies Record<string, FieldType>

const visitFields = {
  day: 'day',
  source: 'text',
  device: 'text',
  visits: 'number',
  views: 'number',
  carts: 'number',
  checkouts: 'number',
} as const satisfies Record<string, FieldType>

const reviewFields = {
  review_id: 'id',
  rating: 'number',
  text: 'text',
  written_at: 'time',
} as const satisfies Record<string, FieldType>

const stockFields = {
  on_hand: 'number',
  on_order: 'number',
  lead_time_days: 'number',
} as const satisfies Record<string, FieldType>

/** Every column an import understands, by the word it has everywhere else. */
export const importFields = {
  ...orderFields,
  ...lineFields,
  ...customerFields,
  ...productFields,
  ...visitFields,
  ...reviewFields,
  ...stockFields,
} as const satisfies Record<string, FieldType>
export type ImportField = keyof typeof importFields

const keysOf = (fields: Record<string, FieldType>): ImportField[] => Object.keys(fields) as ImportField[]

/** Columns that say something of an order as a whole, or of who placed it. */
export const orderLevelFields: readonly ImportField[] = [orderFields, customerFields].flatMap(keysOf)

/** Which columns mean something in which kind of file. */
export const roleFields: Record<ImportRole, readonly ImportField[]> = {
  lines: [orderFields, lineFields, customerFields, productFields].flatMap(keysOf),
  orders: [...[orderFields, lineFields, customerFields].flatMap(keysOf), 'product_name', 'category'],
  customers: keysOf(customerFields),
  products: keysOf(productFields),
  visits: [...keysOf(visitFields), 'country'],
  reviews: [...keysOf(reviewFields), 'product_id', 'product_name', 'customer_id'],
  stock: [...keysOf(stockFields), 'product_id', 'day'],
}

/** What can be wrong with a file as a whole, so that it cannot be imported. */
export const fileProblems = [
  'empty',
  'no_rows',
  'not_a_table',
  'damaged',
  'cut_short',
  'protected',
  'packing',
  'encoding',
  'row',
  'rows_lost',
  'too_large',
  'no_events',
  'gone',
  'no_such_column',
  'not_of_this_kind',
  'missing_field',
  'layout_changed',
  'unclear',
  'no_sheet',
  'nothing_loaded',
] as const
export type FileProblem = (typeof fileProblems)[number]
