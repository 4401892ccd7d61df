import type { JsonSchema } from '../base/json-schema.ts'

/** What fields of the shop are called, and what stands in them. */
const byName: Record<string, unknown> = {
  start_date: '2025-08-01',
  end_date: '2025-10-31',
  as_of: '2025-10-31',
  date: '2025-10-31',
  currency: 'USD',
  country: 'USA',
  country_code: 'US',
  region: 'California',
  city: 'San Diego',
  category: 'Electronics',
  subcategory: 'Headphones',
  brand: 'Nordhall',
  customer_id: 'C00042',
  product_id: 'P00001',
  order_id: 'O0031415',
  transaction_id: 'T0065536',
  product_name: 'Wireless headphones',
  name: 'Ana Quiroga',
  email: 'ana.quiroga@example.com',
  phone: '+591 70012345',
  payment_method: 'credit card',
  device_type: 'mobile',
  traffic_source: 'organic search',
  segment: 'VIP',
  revenue: 15230.5,
  total_revenue: 1523050.25,
  orders: 312,
  total_orders: 31200,
  customers: 211,
  limit: 50,
  offset: 0,
  total: 1,
  rank: 1,
  min_price: 10,
  max_price: 250,
}

/** A plausible value for a schema: its own example, a word of the shop by its field's name, or the simplest of its type. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  if (schema.examples && schema.examples.length > 0) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.default ?? schema.enum[0]
  if (schema.anyOf) {
    const first = schema.anyOf.find((option) => option.type !== 'null')
    return first ? exampleOf(first, name) : null
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return exampleObject(schema)
  if (type === 'array') return schema.items ? [exampleOf(schema.items, name)] : []
  if (schema.default !== undefined) return schema.default
  if (fits(byName[name], type)) return byName[name]
  if (type === 'integer' || type === 'number') return exampleNumber(schema)
  if (type === 'boolean') return true
  return exampleText(schema, name)
}

function exampleObject(schema: JsonSchema): Record<string, unknown> {
  const fields = Object.entries(schema.properties ?? {})
  return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, name)]))
}

function exampleNumber({ minimum = 0, maximum = 100 }: JsonSchema): number {
  return Number.isSafeInteger(minimum) && minimum > 0 ? minimum : Math.min(12, maximum)
}

function exampleText(schema: JsonSchema, name: string): string {
  if (schema.format === 'date') return '2025-10-31'
  if (schema.format === 'date-time') return '2025-10-31T15:00:00Z'
  if (schema.format === 'email') return 'ana.quiroga@example.com'
  return name.endsWith('_at') ? '2025-10-31T15:00:00Z' : 'text'
}

function fits(value: unknown, type: string | undefined): boolean {
  if (value === undefined) return false
  return type === 'integer' || type === 'number' ? typeof value === 'number' : typeof value === type
}
