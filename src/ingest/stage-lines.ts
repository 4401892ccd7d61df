import { importFields, orderLevelFields, roleFields } from '../contracts/import-fields.ts'
import type { ImportField } from '../contracts/import-fields.ts'
import { lineKinds } from '../contracts/words.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'
import { codeSql, documents, documentSql, kindSql } from './classify-lines.ts'
import { discountSql, priceSql, quantitySql, totalSql } from './line-amounts.ts'
import { issues, issueSql, issueValueSql } from './line-issues.ts'
import { literal } from './literal.ts'
import { cellSql, fieldSql, fieldTypes, has, knownBySql } from './typed-columns.ts'

/** What the lines of all files are read with. */
export type LineOptions = {
  zone: string
  /** the currency of a row that names none */
  currency: string
  /** no row can be later than this: a local day */
  latest: string
  /** some file names its currencies: none of them is the only one */
  several?: boolean
  /** some file tells the tax of its lines */
  taxed?: boolean
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
  'line_subtotal',
])

/** Kept only where they decide what was taken off, how tax is meant, or how much of it all was paid back. */
const totals = new Set<ImportField>(['order_total', 'order_subtotal'])

function totalsDecide(plan: FilePlan): boolean {
  const { subtotal, taxes } = plan.rules
  return subtotal !== undefined || taxes !== undefined || has(plan, 'refunded_amount')
}

const orderLevel = new Set<ImportField>(orderLevelFields)

/** Few words over many rows: one byte each in the staged table instead of sixteen. */
function short(column: string, words: readonly string[]): string {
  return `CAST(${column} AS ENUM(${words.map(literal).join(', ')}))`
}

/** The columns that a staged row keeps as they were read. */
export function keptFields(plans: readonly FilePlan[]): ImportField[] {
  const fields = [...new Set(plans.flatMap((plan) => roleFields[plan.role]))]
  return fields.filter(
    (field) =>
      plans.some((plan) => has(plan, field) && (!totals.has(field) || totalsDecide(plan))) &&
      (!consumed.has(field) || totals.has(field)),
  )
}

function firstOf(plan: FilePlan, fields: readonly ImportField[], none: string): string {
  const there = fields.filter((field) => has(plan, field))
  return there.length === 0 ? none : there.length === 1 ? there[0] : `coalesce(${there.join(', ')})`
}

/** What two rows must have alike to be one row twice. */
function rowColumns({ header, apart = header }: FilePlan['source']): string[] {
  return apart.map((name) => `c${header.indexOf(name) + 1}`)
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
  from: string = plan.source.from,
): string {
  const mapped = roleFields[plan.role].filter((field) => has(plan, field))
  const none = 'CAST(NULL AS VARCHAR)'
  const cells = mapped.map((field) => `${cellSql(plan, field)} AS t_${field}`)
  const typed = mapped.map(
    (field) => `${fieldSql(plan, field, options.zone)} AS ${field === 'ordered_at' ? 'local_at' : field}`,
  )
  const customer = plan.rules.known_by
    ? knownBySql(plan)
    : has(plan, 'customer_id')
      ? 'customer_id'
      : has(plan, 'email')
        ? 'lower(trim(email))'
        : firstOf(plan, ['phone', 'customer_name'], none)
  const product = plan.role === 'orders' ? none : firstOf(plan, ['product_id', 'product_name'], none)
  const currency = has(plan, 'currency')
    ? `coalesce(upper(trim(currency)), ${literal(options.currency)})`
    : literal(options.currency)
  const levels = [
    `SELECT ${plan.rules.fill_down ? 'row_number() OVER () AS row_at,' : ''} hash(${rowColumns(plan.source).join(', ')}) AS row_hash, ${cells.join(', ')} FROM ${from}`,
    ...(plan.rules.fill_down ? filledDown(mapped) : []),
    `SELECT row_hash, ${plan.rules.fill_down ? 'row_at,' : ''} ${mapped.map((field) => `t_${field}`).join(', ')}, ${typed.join(', ')}`,
    `SELECT *, TRY_CAST(${totalSql(plan) ?? 'NULL'} AS DECIMAL(18,4)) AS total, ${customer} AS customer, ${product} AS product,
      ${currency} AS money ${has(plan, 'order_id') ? '' : `, ${none} AS order_id`}
      ${has(plan, 'ordered_at') ? '' : ', CAST(NULL AS TIMESTAMP) AS local_at'}`,
    `SELECT *, TRY_CAST(${quantitySql(plan)} AS DECIMAL(18,3)) AS q`,
    `SELECT *, ${priceSql(plan)} AS price`,
    `SELECT *, TRY_CAST(${discountSql(plan)} AS DECIMAL(18,4)) AS line_discount, ${documentSql(plan)} AS document,
      ${codeSql(plan)} AS service`,
    `SELECT *, ${kindSql(plan)} AS line_kind, ${issueSql(plan, options.latest)} AS issue`,
  ]
  const query = levels.reduce((inner, level) => `${level} FROM (${inner})`)
  const own = kept.map((field) =>
    has(plan, field) && roleFields[plan.role].includes(field)
      ? `, ${field}`
      : `, CAST(NULL AS ${fieldTypes[importFields[field]]}) AS ${field}`,
  )
  return `SELECT CAST(${fileNumber} AS SMALLINT) AS file_no, row_hash, order_id, local_at, customer AS customer_id,
    product AS product_id, service IS NOT NULL AS is_service, q AS quantity, price AS unit_price,
    line_discount AS discount, ${has(plan, 'tax') ? 'tax' : `CAST(NULL AS ${options.taxed ? fieldTypes.number : 'TINYINT'})`} AS tax,
    ${has(plan, 'currency') || options.several ? 'money' : short('money', [options.currency])} AS currency,
    ${short('document', documents)} AS document, ${short('line_kind', lineKinds)} AS kind, ${short('issue', issues)} AS issue,
    ${issueValueSql(plan)} AS issue_value ${own.join('')} FROM (${query}) ${plan.rules.fill_down ? 'ORDER BY row_at' : ''}`
}

/** Repeats on every row of an order what stands on its first, so that no row is read by other rules than its order. */
function filledDown(mapped: readonly ImportField[]): string[] {
  if (!mapped.includes('order_id')) return []
  const ofOrder = mapped.filter((field) => field !== 'order_id' && orderLevel.has(field))
  const filled = ofOrder.map(
    (field) => `coalesce(t_${field}, any_value(t_${field}) OVER (PARTITION BY t_order_id)) AS t_${field}`,
  )
  return [
    `SELECT * REPLACE (last_value(nullif(trim(t_order_id), '') IGNORE NULLS) OVER (ORDER BY row_at) AS t_order_id)`,
    ...(filled.length === 0 ? [] : [`SELECT * REPLACE (${filled.join(', ')})`]),
  ]
}

/** What a plan's rows are read from: what is still on its way part by part, unless rows are read by those above them. */
async function* partsOf({ source, rules }: FilePlan): AsyncIterable<string> {
  if (source.pieces === undefined) return yield source.from
  for await (const part of source.pieces()) if (!rules.fill_down) yield part
  if (rules.fill_down) yield source.from
}

/** Reads the rows of all files of lines into the temporary table `lines`, in the order of the files. */
export async function stageLines(
  stage: Writer,
  plans: readonly FilePlan[],
  options: LineOptions,
): Promise<{ kept: ImportField[]; rows: number[] }> {
  const kept = keptFields(plans)
  const rows: number[] = []
  const several = plans.some((plan) => has(plan, 'currency'))
  const taxed = plans.some((plan) => has(plan, 'tax'))
  await stage.run(raw('DROP TABLE IF EXISTS lines'))
  let before = 0
  let first = true
  for (const [index, plan] of plans.entries()) {
    for await (const from of partsOf(plan)) {
      const into = first ? 'CREATE TEMP TABLE lines AS' : 'INSERT INTO lines'
      await stage.run(raw(`${into} ${lineSelect(plan, index, kept, { ...options, several, taxed }, from)}`))
      first = false
    }
    const { n } = await stage.row<{ n: number }>(raw('SELECT count(*) AS n FROM lines'))
    rows.push(n - before)
    before = n
  }
  return { kept, rows }
}
