import { importFields } from '../contracts/import-fields.ts'
import type { ImportField } from '../contracts/import-fields.ts'
import { inCents } from './column-names.ts'
import type { FilePlan } from './file-plan.ts'
import { literal } from './literal.ts'
import { numberSql } from './number-format.ts'
import { timeSql } from './time-format.ts'

export function has(plan: FilePlan, field: ImportField): boolean {
  return plan.columns[field] !== undefined || plan.constants[field] !== undefined
}

/** The field's cell as text: what `fieldSql` then finds under the field's name with `t_` before it. */
export function cellSql(plan: FilePlan, field: ImportField): string {
  const column = plan.columns[field]
  const constant = plan.constants[field]
  if (column === undefined) return constant === undefined ? 'CAST(NULL AS VARCHAR)' : literal(constant)
  const whole = `c${plan.source.header.indexOf(column) + 1}`
  const part = plan.rules.extract?.[field]
  const each = plan.rules.sums?.[field]
  if (each !== undefined) {
    const parts = `list_transform(regexp_extract_all(${whole}, ${literal(each)}, 1), lambda one: TRY_CAST(one AS DECIMAL(18,4)))`
    return `CASE WHEN regexp_matches(${whole}, ${literal(each)}) THEN CAST(list_sum(${parts}) AS VARCHAR) ELSE ${whole} END`
  }
  const cell = part === undefined ? whole : `nullif(regexp_extract(${whole}, ${literal(part)}, 1), '')`
  return constant === undefined ? cell : `coalesce(${cell}, ${literal(constant)})`
}

/** What a customer is known by, where the platform's exports agree on it: the first that the row has. */
export function knownBySql(plan: FilePlan): string {
  const there = (plan.rules.known_by ?? []).filter((field) => has(plan, field))
  const values = there.map((field) => {
    if (field === 'email') return "nullif(lower(trim(email)), '')"
    // a guest's number is 0 where every customer has one
    return field === 'customer_id' ? "nullif(customer_id, '0')" : `nullif(trim(${field}), '')`
  })
  return `coalesce(${[...values, 'CAST(NULL AS VARCHAR)'].join(', ')})`
}

/** Currencies whose smallest unit is not the hundredth of them. */
export const wholeCurrencies: readonly string[] = [
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]

export const moneyFields: ReadonlySet<ImportField> = new Set<ImportField>([
  'base_price',
  'cost_price',
  'order_total',
  'order_subtotal',
  'order_discount',
  'order_tax',
  'refunded_amount',
  'shipping_cost',
  'unit_price',
  'line_total',
  'line_subtotal',
  'discount',
  'tax',
  'line_refund',
])

export const thousandths: readonly string[] = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']

/** An amount given in the currency's smallest unit, as an amount of the currency. */
function fromMinorUnits(plan: FilePlan, amount: string): string {
  const currency = has(plan, 'currency') ? 'upper(trim(t_currency))' : "''"
  return `CAST(${amount} / CASE WHEN ${currency} IN (${wholeCurrencies.map(literal).join(', ')}) THEN 1 WHEN ${currency} IN (${thousandths.map(literal).join(', ')}) THEN 1000 ELSE 100 END AS ${fieldTypes.number})`
}

/** An apostrophe that an export put before = + - @ tab or return is taken away again. */
function unguarded(cell: string): string {
  return `CASE WHEN starts_with(${cell}, '''') AND regexp_matches(${cell}, '^''+[=+@\\t\\r-]') THEN substr(${cell}, 2) ELSE ${cell} END`
}

function withoutFraction(cell: string): string {
  return `CASE WHEN ends_with(${cell}, '.0') THEN substr(${cell}, 1, length(${cell}) - 2) ELSE ${cell} END`
}

export const fieldTypes = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  number: 'DECIMAL(18,4)',
  time: 'TIMESTAMP',
  day: 'DATE',
  list: 'VARCHAR[]',
} as const

/** A field as a typed SQL expression over the cells named t_…; null where the cell is empty or cannot be read. */
export function fieldSql(plan: FilePlan, field: ImportField, zone: string): string {
  const type = importFields[field]
  if (!has(plan, field)) return `CAST(NULL AS ${fieldTypes[type]})`
  const cell = `t_${field}`
  const plain = writtenAs(plan, field)
  switch (type) {
    case 'id':
      if (plain === 'integer') return cell
      return `nullif(trim(${plan.floating.has(field) ? withoutFraction(cell) : unguarded(cell)}), '')`
    case 'number':
      if (moneyFields.has(field) && inCents(plan.columns[field] ?? ''))
        return `CAST(${numberOf(plan, field, cell)} / 100 AS ${fieldTypes.number})`
      return plan.rules.minor_units && moneyFields.has(field)
        ? fromMinorUnits(plan, numberOf(plan, field, cell))
        : numberOf(plan, field, cell)
    case 'time':
    case 'day':
      return timeFieldSql(plan, field, zone, cell)
    case 'list':
      return `CASE WHEN ${cell} IS NULL THEN NULL ELSE list_filter(string_split_regex(${cell}, '\\s*[,|]\\s*'), lambda part: part <> '') END`
    default:
      return unguarded(cell)
  }
}

/** How the database that a field's column comes from writes it; undefined for whatever could be written in several ways. */
export function writtenAs(plan: FilePlan, field: ImportField): 'integer' | 'number' | 'time' | undefined {
  const column = plan.columns[field]
  if (column === undefined || plan.constants[field] !== undefined || plan.rules.extract?.[field])
    return undefined
  return plan.source.plain?.get(column)
}

function numberOf(plan: FilePlan, field: ImportField, cell: string): string {
  const plain = writtenAs(plan, field)
  if (plain === 'integer' || plain === 'number') return `TRY_CAST(${cell} AS ${fieldTypes.number})`
  return numberSql(cell, plan.numbers[field] ?? { decimal: '.', thousands: '' }, fieldTypes.number)
}

function timeFieldSql(plan: FilePlan, field: ImportField, zone: string, cell: string): string {
  const clock = field === 'ordered_at' && has(plan, 'order_time') ? 't_order_time' : null
  if (clock === null && writtenAs(plan, field) === 'time')
    return `TRY_CAST(${cell} AS ${fieldTypes[importFields[field]]})`
  const format = plan.times[field] ?? {
    order: 'year_first',
    patterns: [],
    named: false,
    twelve: false,
    unclear: false,
  }
  const text = clock === null ? cell : `concat_ws(' ', ${cell}, ${clock})`
  const time = timeSql(text, format, zone)
  return importFields[field] === 'day' ? `CAST(${time} AS DATE)` : time
}
