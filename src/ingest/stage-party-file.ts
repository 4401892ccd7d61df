import { roleFields } from '../contracts/import-fields.ts'
import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { columnNamed } from './file-plan.ts'
import type { FilePlan } from './file-plan.ts'
import { literal } from './literal.ts'
import type { Party } from './stage-parties.ts'
import { cellSql, fieldSql, has, knownBySql } from './typed-columns.ts'

/** What a product's first row says for the rows of its variants below it. */
const filledDown: readonly ImportField[] = ['product_name', 'category', 'brand', 'description']

function typedSql(plan: FilePlan, field: ImportField, zone: string): string {
  const value = fieldSql(plan, field, zone)
  return plan.rules.fill_down && filledDown.includes(field)
    ? `last_value(${value} IGNORE NULLS) OVER (ORDER BY row_no) AS ${field}`
    : `${value} AS ${field}`
}

/** The cell that names the product of which a row is a variant. */
function parentOf(plan: FilePlan): string | null {
  return (
    (plan.rules.parent ?? []).map((name) => columnNamed(plan, name)).find((cell) => cell !== null) ?? null
  )
}

/** What platforms write where a product has no variants. */
const noVariant = ['Default Title', 'Default', 'Default variant', 'Default Variant']

/** What tells a row's variant apart from its siblings, as the platform's orders name it: `S / Red`; null where nothing does. */
function variantSql(plan: FilePlan): string | null {
  const cells = (plan.rules.variant ?? []).flatMap((name) => columnNamed(plan, name) ?? [])
  if (cells.length === 0) return null
  const values = cells.map(
    (cell) =>
      `CASE WHEN trim(${cell}) NOT IN (${noVariant.map(literal).join(', ')}) THEN replace(trim(${cell}), '|', ' / ') END`,
  )
  return `nullif(concat_ws(' / ', ${values.join(', ')}), '')`
}

/** What a row is known by: its id, a customer's email, a product's name where it has no code. */
function idSql(party: Party, plan: FilePlan): string {
  if (party.table === 'customers' && plan.rules.known_by) return knownBySql(plan)
  const fields: ImportField[] =
    party.table === 'customers' ? ['customer_id', 'email'] : ['product_id', 'product_name']
  const there = fields.filter((field) => has(plan, field))
  // customers are known by one thing in a whole file, or two of them could be taken for one
  const taken = party.table === 'customers' ? there.slice(0, 1) : there
  const id = `coalesce(${taken.map((field) => `nullif(trim(${field}), '')`).join(', ')}, NULL)`
  return continues(plan)
    ? `CASE WHEN base_price IS NOT NULL OR nullif(trim(product_id), '') IS NOT NULL THEN ${id} END`
    : id
}

/** Rows that only go on with the product above them, such as one more image, are no products. */
function continues(plan: FilePlan): boolean {
  return plan.rules.fill_down === true && has(plan, 'base_price') && has(plan, 'product_id')
}

/** Categories may be written as a path, and as several: Clothing > Shirts, Sale. */
function pathPart(part: 1 | 2): string {
  const first = "CASE WHEN category LIKE '% > %' THEN regexp_extract(category, '^[^,]*', 0) ELSE category END"
  return `nullif(trim(split_part(${first}, ' > ', ${part})), '')`
}

/** The party's columns that the file can fill, each with its value. */
function valuesOf(party: Party, plan: FilePlan): [string, string][] {
  const names = (['first_name', 'last_name'] as const).filter((field) => has(plan, field))
  const pathed = party.table === 'products' && has(plan, 'category') && !has(plan, 'subcategory')
  return party.attributes.flatMap(({ name, type, field }): [string, string][] => {
    if (field === 'customer_name' && !has(plan, field) && names.length > 0) {
      return [[name, `nullif(trim(concat_ws(' ', ${names.join(', ')})), '')`]]
    }
    if (pathed && field === 'category') return [[name, pathPart(1)]]
    if (pathed && field === 'subcategory') return [[name, pathPart(2)]]
    return has(plan, field) ? [[name, `TRY_CAST(${field} AS ${type})`]] : []
  })
}

/** What stands only on the product of which a row is a variant; its variants may stand anywhere below it. */
const variantsLack: readonly string[] = ['category', 'subcategory', 'brand', 'description']

/** Gives variants what their product says: it is named by its code, or by its number as `id:44`. */
async function inheritFromParents(
  stage: Writer,
  plan: FilePlan,
  table: string,
  columns: readonly string[],
): Promise<void> {
  const parent = parentOf(plan)
  const inherited = columns.filter((column) => variantsLack.includes(column))
  if (parent === null || inherited.length === 0) return
  const number = columnNamed(plan, 'id') ?? 'NULL'
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE parents AS
      SELECT row_number() OVER () - 1 AS row_no, nullif(trim(${parent}), '') AS parent, 'id:' || trim(${number}) AS number FROM ${plan.source.from}`),
  )
  // a variant without a category has none of its product's parts of it either
  const values = inherited.map((column) =>
    column === 'subcategory' && inherited.includes('category')
      ? `subcategory = CASE WHEN ${table}.category IS NULL THEN p.subcategory ELSE ${table}.subcategory END`
      : `${column} = coalesce(${table}.${column}, p.${column})`,
  )
  await stage.run(
    raw(`UPDATE ${table} SET ${values.join(', ')} FROM (
        SELECT child.row_no AS child_no, product.* FROM parents AS child
        JOIN (SELECT r.*, unnest([r.id, n.number]) AS named FROM ${table} AS r JOIN parents AS n ON n.row_no = r.row_no
          WHERE n.parent IS NULL) AS product ON product.named = child.parent) AS p
      WHERE p.child_no = ${table}.row_no`),
  )
}

/** Reads a file of customers or products into `…_found`; the last row of an id wins. Rows without one are set aside. */
export async function stagePartyFile(
  stage: Writer,
  party: Party,
  plan: FilePlan,
  fileNumber: number,
  zone: string,
): Promise<string> {
  const mapped = roleFields[plan.role].filter((field) => has(plan, field))
  const values = valuesOf(party, plan)
  const table = `${party.table}_rows_${fileNumber}`
  const variant = has(plan, 'product_name') ? variantSql(plan) : null
  const whole = plan.source.header.map((_, index) => `c${index + 1}`).join(', ')
  const issue = continues(plan) ? 'NULL' : `CASE WHEN id IS NULL THEN 'missing_${party.id}' END`
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${table} AS
      SELECT row_no, CAST(${issue} AS VARCHAR) AS issue, id, row_hash ${values.map(([column, value]) => `, ${value} AS ${column}`).join('')}
      FROM (SELECT *, ${idSql(party, plan)} AS id
      FROM (SELECT * ${variant === null ? '' : `REPLACE (concat_ws(' - ', product_name, t_variant) AS product_name)`}
      FROM (SELECT row_no, row_hash, ${variant === null ? '' : 't_variant,'} ${mapped.map((field) => typedSql(plan, field, zone)).join(', ')}
      FROM (SELECT row_number() OVER () - 1 AS row_no, hash(${whole}) AS row_hash,
        ${variant === null ? '' : `${variant} AS t_variant,`}
        ${mapped.map((field) => `${cellSql(plan, field)} AS t_${field}`).join(', ')} FROM ${plan.source.from}))))`),
  )
  await inheritFromParents(
    stage,
    plan,
    table,
    values.map(([column]) => column),
  )
  await stage.run(
    raw(`INSERT INTO ${party.table}_found (source, place, ${party.id} ${values.map(([column]) => `, ${column}`).join('')})
      SELECT ${fileNumber + 1}, min(row_no), id ${values.map(([column]) => `, arg_max(${column}, row_no)`).join('')}
      FROM ${table} WHERE issue IS NULL AND id IS NOT NULL GROUP BY id`),
  )
  return table
}
