import type { ImportField } from '../contracts/import-fields.ts'
import type { FilePlan } from './file-plan.ts'
import { literal } from './literal.ts'
import { has } from './typed-columns.ts'

/** Why a row is not loaded; `head` is no fault: the row says what an order is whose lines stand in another file. */
export const issues = [
  'test_order',
  'missing_order_id',
  'impossible_date',
  'missing_quantity',
  'impossible_quantity',
  'missing_price',
  'impossible_price',
  'impossible_discount',
  'impossible_rate',
  'missing_date',
  'no_rate',
  'incomplete_order',
  'known_from_shop',
  'repeated_order',
  'head',
]

/** Reasons that set an order aside as a whole. */
export const ofOrders: readonly string[] = ['incomplete_order', 'known_from_shop', 'repeated_order']

/** Why a row cannot be loaded, null when it can. */
export function issueSql(plan: FilePlan, latest: string): string {
  const tests: [boolean, string, string][] = [
    [
      has(plan, 'test_order'),
      `list_contains(['true', '1', 'yes', 'si', 'sí', 't', 'y'], lower(t_test_order))`,
      'test_order',
    ],
    [
      plan.rules.tests !== undefined && has(plan, plan.rules.tests.field),
      `regexp_matches(t_${plan.rules.tests?.field}, ${literal(`(?i)${plan.rules.tests?.pattern}`)})`,
      'test_order',
    ],
    [has(plan, 'order_id'), `coalesce(order_id, '') = ''`, 'missing_order_id'],
    [
      has(plan, 'ordered_at'),
      `t_ordered_at IS NOT NULL AND (local_at IS NULL OR local_at < TIMESTAMP '1970-01-01' OR local_at >= DATE ${literal(latest)})`,
      'impossible_date',
    ],
    [has(plan, 'quantity') && plan.role === 'lines', 't_quantity IS NULL', 'missing_quantity'],
    [true, 'q IS NULL OR q = 0 OR abs(q) > 1e9', 'impossible_quantity'],
    [true, priceMissing(plan), 'missing_price'],
    [
      true,
      'price IS NULL OR abs(price) > 1e13 OR abs(CAST(q AS DOUBLE) * CAST(price AS DOUBLE)) > 1e13',
      'impossible_price',
    ],
    [true, 'line_discount IS NULL OR abs(line_discount) > 1e13', 'impossible_discount'],
    [
      has(plan, 'exchange_rate'),
      't_exchange_rate IS NOT NULL AND coalesce(exchange_rate, 0) <= 0',
      'impossible_rate',
    ],
  ]
  return `CASE ${tests
    .filter(([applies]) => applies)
    .map(([, test, reason]) => `WHEN ${test} THEN '${reason}'`)
    .join(' ')} END`
}

/** The columns a price can come from. */
export function priceFields(plan: FilePlan): ImportField[] {
  const fields: ImportField[] =
    plan.role === 'orders'
      ? ['line_total', 'order_total', 'order_subtotal']
      : ['unit_price', 'line_total', 'order_total', 'order_subtotal']
  return fields.filter((field) => has(plan, field))
}

function priceMissing(plan: FilePlan): string {
  const fields = priceFields(plan)
  return fields.length === 0 ? 'true' : fields.map((field) => `t_${field} IS NULL`).join(' AND ')
}

const reasonFields: Record<string, ImportField> = {
  test_order: 'test_order',
  impossible_date: 'ordered_at',
  impossible_quantity: 'quantity',
  impossible_discount: 'discount',
  impossible_rate: 'exchange_rate',
}

/** What stood in the cell that a row is set aside for. */
export function issueValueSql(plan: FilePlan): string {
  const cases = Object.entries(reasonFields)
    .filter(([, field]) => has(plan, field))
    .map(([reason, field]) => `WHEN '${reason}' THEN t_${field}`)
  const price = priceFields(plan)[0]
  const { tests } = plan.rules
  if (tests && has(plan, tests.field)) cases.push(`WHEN 'test_order' THEN t_${tests.field}`)
  if (price !== undefined) cases.push(`WHEN 'impossible_price' THEN t_${price}`)
  return cases.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE issue ${cases.join(' ')} END`
}

/** Which of our columns a reason speaks of, by the file's own name. */
export function reasonColumn(plan: FilePlan, reason: string): string | null {
  const fields: Partial<Record<string, ImportField>> = {
    ...reasonFields,
    missing_order_id: 'order_id',
    missing_date: 'ordered_at',
    missing_quantity: 'quantity',
    missing_price: priceFields(plan)[0],
    impossible_price: priceFields(plan)[0],
    no_rate: 'currency',
  }
  const field = ofOrders.includes(reason)
    ? 'order_id'
    : reason === 'test_order'
      ? (plan.rules.tests?.field ?? 'test_order')
      : fields[reason]
  return (field && plan.columns[field]) ?? null
}
