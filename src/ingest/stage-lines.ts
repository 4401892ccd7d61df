import { importFields, roleFields } from '../contracts/import-fields.ts'
import type { ImportField } from '../contracts/import-fields.ts'
import { lineKinds } from '../contracts/words.ts'
import type { LineKind } from '../contracts/words.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'
import { commonCodes } from './layouts/layout.ts'
import { literal } from './literal.ts'
import { cellSql, fieldSql, fieldTypes, has } from './typed-columns.ts'

/** What the lines of all files are read with. */
export type LineOptions = {
  zone: string
  /** the currency of a row that names none */
  currency: string
  /** no row can be later than this: a local day */
  latest: string
}

/** Fields that are used up while a row is read and not kept beside it. */
const consumed = new Set<ImportField>([
  'ordered_at',
  'order_time',
  'quantity',
  'unit_price',
  'line_total',
  'discount',
  'discount_percent',
  'order_total',
  'order_subtotal',
  'kind',
  'test_order',
  'currency',
  'customer_id',
  'product_id',
  'order_id',
  'tax',
])

const documents = ['credit_note', 'bad_debt', 'zero_price', 'negative_price', 'return', 'invoice']

/** Why a row is not loaded; `head` is no fault: the row says what an order is whose lines stand in another file. */
const issues = [
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
  'head',
]

/** Few words over many rows: one byte each in the staged table instead of sixteen. */
function short(column: string, words: readonly string[]): string {
  return `CAST(${column} AS ENUM(${words.map(literal).join(', ')}))`
}

/** The columns that a staged row keeps as they were read. */
export function keptFields(plans: readonly FilePlan[]): ImportField[] {
  const fields = [...new Set(plans.flatMap((plan) => roleFields[plan.role]))]
  return fields.filter((field) => !consumed.has(field) && plans.some((plan) => has(plan, field)))
}

function firstOf(plan: FilePlan, fields: readonly ImportField[], none: string): string {
  const there = fields.filter((field) => has(plan, field))
  return there.length === 0 ? none : there.length === 1 ? there[0] : `coalesce(${there.join(', ')})`
}

/** Net amount of a row that only gives totals: what was paid less what is kept apart. */
function totalSql(plan: FilePlan): string | null {
  if (has(plan, 'line_total')) return 'line_total'
  if (has(plan, 'order_total')) {
    const apart = (['shipping_cost', 'order_tax'] as const).filter((field) => has(plan, field))
    return ['order_total', ...apart.map((field) => `coalesce(${field}, 0)`)].join(' - ')
  }
  return has(plan, 'order_subtotal') ? 'order_subtotal' : null
}

function quantitySql(plan: FilePlan): string {
  // an order without a count of items is one item; a line without a quantity is a fault of the file
  const blank =
    plan.role === 'orders' ? 'CASE WHEN coalesce(quantity, 0) = 0 THEN 1 ELSE quantity END' : 'quantity'
  const quantity = has(plan, 'quantity') ? blank : '1'
  if (pricedByUnit(plan) || totalSql(plan) === null) return quantity
  // what was paid back is written as a negative total beside a positive count
  return `${quantity} * CASE WHEN total < 0 AND ${quantity} > 0 THEN -1 ELSE 1 END`
}

function pricedByUnit(plan: FilePlan): boolean {
  return plan.role === 'lines' && has(plan, 'unit_price')
}

const gross = 'CAST(q AS DOUBLE) * CAST(price AS DOUBLE)'

/** Unit price, so that quantity × price − discount is what the row says was paid. */
function priceSql(plan: FilePlan): string {
  const byTotal = (text: string): string =>
    `TRY_CAST(round(CAST(${text} AS DOUBLE) / CAST(q AS DOUBLE), 4) AS DECIMAL(18,4))`
  if (pricedByUnit(plan))
    return has(plan, 'line_total') ? `coalesce(unit_price, ${byTotal('line_total')})` : 'unit_price'
  if (totalSql(plan) === null) return 'CAST(NULL AS DECIMAL(18,4))'
  return byTotal(has(plan, 'discount') ? 'total + abs(coalesce(discount, 0)) * sign(total)' : 'total')
}

function discountSql(plan: FilePlan): string {
  if (!pricedByUnit(plan)) return `round(${gross} - CAST(total AS DOUBLE), 4)`
  if (has(plan, 'discount')) return 'abs(coalesce(discount, 0)) * sign(q)'
  if (has(plan, 'discount_percent')) {
    const share = plan.fractions ? 'discount_percent' : 'discount_percent / 100'
    return `round(${gross} * CAST(coalesce(abs(${share}), 0) AS DOUBLE), 4)`
  }
  if (!has(plan, 'line_total')) return '0'
  // a line's total below quantity × price says that a discount was given; above it, tax or rounding
  return `CASE WHEN line_total BETWEEN 0 AND q * unit_price THEN round(${gross} - CAST(line_total AS DOUBLE), 4) ELSE 0 END`
}

function prefixed(column: string, prefix: string | undefined): string {
  return prefix === undefined ? 'false' : `starts_with(upper(${column}), ${literal(prefix)})`
}

/** Which service a product code stands for, null for a product. Lists are searched in place: IN would become a join. */
function codeSql(plan: FilePlan): string {
  const cases = lineKinds.flatMap((kind) => {
    const codes = [...(plan.rules.codes?.[kind] ?? []), ...(commonCodes[kind] ?? [])]
    const exact = codes.filter((text) => !text.includes('%')).map(literal)
    const patterns = codes.filter((text) => text.includes('%'))
    const tests = [
      ...(exact.length > 0 ? [`list_contains([${exact.join(', ')}], upper(product))`] : []),
      ...patterns.map((text) => `upper(product) LIKE ${literal(text)} ESCAPE '\\'`),
    ]
    return tests.length > 0 ? [`WHEN ${tests.join(' OR ')} THEN '${kind}'`] : []
  })
  // one look tells most products apart from services
  const all = lineKinds.flatMap((kind) => [...(plan.rules.codes?.[kind] ?? []), ...(commonCodes[kind] ?? [])])
  const any = all.map((code) => code.replaceAll('\\_', '_').replaceAll('%', '.*')).join('|')
  return `CASE WHEN product IS NULL OR NOT regexp_full_match(product, ${literal(`(?i)(?:${any})`)}) THEN NULL ${cases.join(' ')} END`
}

/** The document a row stands on, by its order's id and its own signs. */
function documentSql(plan: FilePlan): string {
  return `CASE WHEN ${prefixed('order_id', plan.rules.credit_prefix)} THEN 'credit_note'
    WHEN ${prefixed('order_id', plan.rules.adjustment_prefix)} THEN 'bad_debt'
    WHEN price = 0 THEN 'zero_price' WHEN price < 0 THEN 'negative_price' WHEN q < 0 THEN 'return' ELSE 'invoice' END`
}

function kindSql(plan: FilePlan): string {
  const given = has(plan, 'kind')
    ? `WHEN list_contains([${lineKinds.map(literal).join(', ')}], kind) THEN kind`
    : ''
  const bySigns: [string, LineKind][] = [
    ["document = 'bad_debt' OR price < 0", 'adjustment'],
    // stock that went missing: taken out at no price, on no credit note
    ["price = 0 AND q < 0 AND document <> 'credit_note'", 'adjustment'],
    ['price = 0', 'free'],
    ["q < 0 OR document = 'credit_note'", 'refund'],
  ]
  return `CASE ${given} WHEN service IS NOT NULL THEN service
    ${bySigns.map(([test, kind]) => `WHEN ${test} THEN '${kind}'`).join(' ')} ELSE 'sale' END`
}

/** Why a row cannot be loaded, null when it can. */
function issueSql(plan: FilePlan, options: LineOptions): string {
  const tests: [boolean, string, string][] = [
    [
      has(plan, 'test_order'),
      `list_contains(['true', '1', 'yes', 'si', 'sí', 't', 'y'], lower(t_test_order))`,
      'test_order',
    ],
    [has(plan, 'order_id'), `coalesce(order_id, '') = ''`, 'missing_order_id'],
    [
      has(plan, 'ordered_at'),
      `t_ordered_at IS NOT NULL AND (local_at IS NULL OR local_at < TIMESTAMP '1970-01-01' OR local_at >= DATE ${literal(options.latest)})`,
      'impossible_date',
    ],
    [has(plan, 'quantity') && plan.role === 'lines', 't_quantity IS NULL', 'missing_quantity'],
    [true, 'q IS NULL OR q = 0 OR abs(q) > 1e9', 'impossible_quantity'],
    [true, priceMissing(plan), 'missing_price'],
    [true, 'price IS NULL OR abs(price) > 1e13', 'impossible_price'],
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

function issueValueSql(plan: FilePlan): string {
  const cases = Object.entries(reasonFields)
    .filter(([, field]) => has(plan, field))
    .map(([reason, field]) => `WHEN '${reason}' THEN t_${field}`)
  const price = priceFields(plan)[0]
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
  const field = fields[reason]
  return (field && plan.columns[field]) ?? null
}

/**
 * The SELECT that reads one file's rows: cells, then types, then amounts, then the row's kind and whether it can be
 * loaded. Each level is a query of its own so that no expression is worked out twice.
 */
export function lineSelect(
  plan: FilePlan,
  fileNumber: number,
  kept: readonly ImportField[],
  options: LineOptions,
): string {
  const mapped = roleFields[plan.role].filter((field) => has(plan, field))
  const none = 'CAST(NULL AS VARCHAR)'
  const cells = mapped.map((field) => `${cellSql(plan, field)} AS t_${field}`)
  const typed = mapped.map(
    (field) => `${fieldSql(plan, field, options.zone)} AS ${field === 'ordered_at' ? 'local_at' : field}`,
  )
  const customer = has(plan, 'customer_id')
    ? 'customer_id'
    : has(plan, 'email')
      ? 'lower(trim(email))'
      : firstOf(plan, ['phone', 'customer_name'], none)
  const product = plan.role === 'orders' ? none : firstOf(plan, ['product_id', 'product_name'], none)
  const currency = has(plan, 'currency')
    ? `coalesce(upper(trim(currency)), ${literal(options.currency)})`
    : literal(options.currency)
  const levels = [
    `SELECT hash(${plan.source.header.map((_, index) => `c${index + 1}`).join(', ')}) AS row_hash, ${cells.join(', ')} FROM ${plan.source.from}`,
    `SELECT row_hash, ${mapped.map((field) => `t_${field}`).join(', ')}, ${typed.join(', ')}`,
    `SELECT *, TRY_CAST(${totalSql(plan) ?? 'NULL'} AS DECIMAL(18,4)) AS total, ${customer} AS customer, ${product} AS product,
      ${currency} AS money ${has(plan, 'order_id') ? '' : `, ${none} AS order_id`}
      ${has(plan, 'ordered_at') ? '' : ', CAST(NULL AS TIMESTAMP) AS local_at'}`,
    `SELECT *, TRY_CAST(${quantitySql(plan)} AS DECIMAL(18,3)) AS q`,
    `SELECT *, ${priceSql(plan)} AS price`,
    `SELECT *, TRY_CAST(${discountSql(plan)} AS DECIMAL(18,4)) AS line_discount, ${documentSql(plan)} AS document,
      ${codeSql(plan)} AS service`,
    `SELECT *, ${kindSql(plan)} AS line_kind, ${issueSql(plan, options)} AS issue`,
  ]
  const query = levels.reduce((inner, level) => `${level} FROM (${inner})`)
  const own = kept.map((field) =>
    has(plan, field) && roleFields[plan.role].includes(field)
      ? `, ${field}`
      : `, CAST(NULL AS ${fieldTypes[importFields[field]]}) AS ${field}`,
  )
  return `SELECT CAST(${fileNumber} AS SMALLINT) AS file_no, row_hash, order_id, local_at, customer AS customer_id,
    product AS product_id, service IS NOT NULL AS is_service, q AS quantity, price AS unit_price,
    line_discount AS discount, ${has(plan, 'tax') ? 'tax' : 'CAST(NULL AS TINYINT)'} AS tax,
    ${has(plan, 'currency') ? 'money' : short('money', [options.currency])} AS currency,
    ${short('document', documents)} AS document, ${short('line_kind', lineKinds)} AS kind, ${short('issue', issues)} AS issue,
    ${issueValueSql(plan)} AS issue_value ${own.join('')} FROM (${query})`
}

/** Reads the rows of all files of lines into the temporary table `lines`, in the order of the files. */
export async function stageLines(
  stage: Writer,
  plans: readonly FilePlan[],
  options: LineOptions,
): Promise<{ kept: ImportField[]; rows: number[] }> {
  const kept = keptFields(plans)
  const rows: number[] = []
  await stage.run(raw('DROP TABLE IF EXISTS lines'))
  let before = 0
  for (const [index, plan] of plans.entries()) {
    const into = index === 0 ? 'CREATE TEMP TABLE lines AS' : 'INSERT INTO lines'
    await stage.run(raw(`${into} ${lineSelect(plan, index, kept, options)}`))
    const { n } = await stage.row<{ n: number }>(raw('SELECT count(*) AS n FROM lines'))
    rows.push(n - before)
    before = n
  }
  return { kept, rows }
}
