import { roleFields } from '../contracts/import-fields.ts'
import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'
import { literal } from './literal.ts'
import { utcSql } from './ready-orders.ts'
import { cellSql, fieldSql, has } from './typed-columns.ts'

export type RecordRole = 'visits' | 'reviews' | 'stock'
export const recordRoles: readonly RecordRole[] = ['visits', 'reviews', 'stock']

/** Facts that stand by themselves: what makes two rows the same, and what a row holds. */
export type RecordTable = {
  role: RecordRole
  table: 'visits' | 'reviews' | 'stock_levels'
  key: readonly string[]
  columns: readonly string[]
}

export const recordTables: Record<RecordRole, RecordTable> = {
  visits: {
    role: 'visits',
    table: 'visits',
    key: ['day', 'source', 'device', 'country'],
    columns: ['day', 'source', 'device', 'country', 'visits', 'views', 'carts', 'checkouts'],
  },
  reviews: {
    role: 'reviews',
    table: 'reviews',
    key: ['review_id'],
    columns: ['review_id', 'product_key', 'customer_key', 'rating', 'text', 'written_at'],
  },
  stock: {
    role: 'stock',
    table: 'stock_levels',
    key: ['product_key', 'day'],
    columns: ['product_key', 'day', 'on_hand', 'on_order', 'lead_time_days'],
  },
}

const counts = ['visits', 'views', 'carts', 'checkouts'] as const

function issues(plan: FilePlan, latest: string): string {
  const day: [string, string] = [
    `day IS NULL OR day < DATE '1970-01-01' OR day >= DATE ${literal(latest)}`,
    'impossible_day',
  ]
  const tests: Record<RecordRole, [string, string][]> = {
    visits: [day, ['visits IS NULL OR visits < 0', 'impossible_visits']],
    reviews: [
      ['product IS NULL', 'missing_product_id'],
      ['rating IS NULL OR rating < 0 OR rating > 100', 'impossible_rating'],
      ...(has(plan, 'written_at')
        ? [['t_written_at IS NOT NULL AND written_at IS NULL', 'impossible_written_at'] as [string, string]]
        : []),
    ],
    stock: [
      ['product IS NULL', 'missing_product_id'],
      ...(has(plan, 'day') ? [day] : []),
      ['on_hand IS NULL', 'impossible_on_hand'],
    ],
  }
  return `CASE ${tests[plan.role as RecordRole].map(([test, reason]) => `WHEN ${test} THEN '${reason}'`).join(' ')} END`
}

/** What is taken from the good rows: counts of one key are added up, otherwise the last row of a key wins. */
function goodRows(plan: FilePlan, today: string, zone: string): string {
  const or = (field: ImportField, type: string): string =>
    has(plan, field) ? `TRY_CAST(${field} AS ${type})` : `CAST(NULL AS ${type})`
  if (plan.role === 'visits') {
    return `SELECT day, ${(['source', 'device', 'country'] as const).map((field) => `${or(field, 'VARCHAR')} AS ${field}`).join(', ')},
      ${counts.map((field) => `CAST(sum(${or(field, 'BIGINT')}) AS BIGINT) AS ${field}`).join(', ')} FROM good GROUP BY ALL`
  }
  if (plan.role === 'reviews') {
    const id = has(plan, 'review_id')
      ? 'review_id'
      : `'r-' || to_hex(hash(product, ${or('customer_id', 'VARCHAR')}, ${or('text', 'VARCHAR')}, ${or('written_at', 'TIMESTAMP')}))`
    const written = has(plan, 'written_at') ? utcSql('written_at', zone) : 'CAST(NULL AS TIMESTAMP)'
    const values = {
      product: 'product',
      customer: or('customer_id', 'VARCHAR'),
      rating: 'CAST(rating AS DOUBLE)',
      text: or('text', 'VARCHAR'),
      written_at: written,
    }
    return `SELECT ${id} AS review_id, ${Object.entries(values)
      .map(([name, value]) => `last(${value} ORDER BY row_no) AS ${name}`)
      .join(', ')}
      FROM good GROUP BY 1`
  }
  const day = has(plan, 'day') ? 'day' : `DATE ${literal(today)}`
  const last = (field: ImportField, type: string): string =>
    `last(${or(field, type)} ORDER BY row_no) AS ${field}`
  return `SELECT product, ${day} AS day, ${last('on_hand', 'DECIMAL(18,3)')}, ${last('on_order', 'DECIMAL(18,3)')}, ${last('lead_time_days', 'SMALLINT')}
    FROM good GROUP BY ALL`
}

/** Reads a file of visits, reviews or stock into a table of rows with their issues and one of what is to be merged. */
export async function stageRecords(
  stage: Writer,
  plan: FilePlan,
  fileNumber: number,
  options: { zone: string; latest: string; today: string },
): Promise<string> {
  const role = plan.role as RecordRole
  const table = `${role}_rows_${fileNumber}`
  const mapped = roleFields[role].filter((field) => has(plan, field))
  const product = has(plan, 'product_id')
    ? "nullif(trim(product_id), '')"
    : has(plan, 'product_name')
      ? "nullif(trim(product_name), '')"
      : 'NULL'
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT *, ${issues(plan, options.latest)} AS issue
      FROM (SELECT *, ${product} AS product
      FROM (SELECT row_no, row_hash, ${mapped.flatMap((field) => [`t_${field}`, `${fieldSql(plan, field, options.zone)} AS ${field}`]).join(', ')}
      FROM (SELECT row_number() OVER () - 1 AS row_no, hash(${plan.source.header.map((_, index) => `c${index + 1}`).join(', ')}) AS row_hash,
        ${mapped.map((field) => `${cellSql(plan, field)} AS t_${field}`).join(', ')} FROM ${plan.source.from})))`),
  )
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${table}_ready AS WITH good AS (SELECT * FROM ${table} WHERE issue IS NULL)
      ${goodRows(plan, options.today, options.zone)}`),
  )
  if (role !== 'visits') {
    await stage.run(
      raw(`INSERT INTO products_found (source, place, product_id ${has(plan, 'product_name') ? ', product_name' : ''})
        SELECT ${-1 - fileNumber}, min(row_no), product ${has(plan, 'product_name') ? ', any_value(product_name)' : ''} FROM ${table} WHERE issue IS NULL GROUP BY product`),
    )
  }
  return table
}
