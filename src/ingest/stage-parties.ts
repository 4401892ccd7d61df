import type { ImportField } from '../contracts/import-fields.ts'
import type { FilePlan } from './file-plan.ts'
import { has } from './typed-columns.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'

/**
 * A party is what orders point at: a customer or a product. Each attribute names the import field it comes from; a soft
 * one only fills what is not known.
 */
export type Party = {
  table: 'customers' | 'products'
  id: 'customer_id' | 'product_id'
  attributes: readonly { name: string; type: string; field: ImportField; soft?: ImportField }[]
}

export const customerParty: Party = {
  table: 'customers',
  id: 'customer_id',
  attributes: [
    { name: 'name', type: 'VARCHAR', field: 'customer_name' },
    { name: 'email', type: 'VARCHAR', field: 'email' },
    { name: 'phone', type: 'VARCHAR', field: 'phone' },
    { name: 'country', type: 'VARCHAR', field: 'customer_country', soft: 'country' },
    { name: 'region', type: 'VARCHAR', field: 'customer_region', soft: 'region' },
    { name: 'city', type: 'VARCHAR', field: 'customer_city', soft: 'city' },
    { name: 'age', type: 'SMALLINT', field: 'age' },
    { name: 'gender', type: 'VARCHAR', field: 'gender' },
    { name: 'registration_date', type: 'DATE', field: 'registration_date' },
  ],
}

export const productParty: Party = {
  table: 'products',
  id: 'product_id',
  attributes: [
    { name: 'product_name', type: 'VARCHAR', field: 'product_name' },
    { name: 'category', type: 'VARCHAR', field: 'category' },
    { name: 'subcategory', type: 'VARCHAR', field: 'subcategory' },
    { name: 'brand', type: 'VARCHAR', field: 'brand' },
    { name: 'base_price', type: 'DECIMAL(18,4)', field: 'base_price', soft: 'unit_price' },
    { name: 'cost_price', type: 'DECIMAL(18,4)', field: 'cost_price' },
    { name: 'stock_quantity', type: 'DECIMAL(18,3)', field: 'stock_quantity' },
    { name: 'supplier_country', type: 'VARCHAR', field: 'supplier_country' },
    { name: 'weight', type: 'DOUBLE', field: 'weight' },
    { name: 'rating', type: 'DOUBLE', field: 'product_rating' },
    { name: 'reviews_count', type: 'INTEGER', field: 'reviews_count' },
    { name: 'launch_date', type: 'DATE', field: 'launch_date' },
    { name: 'target_gender', type: 'VARCHAR', field: 'target_gender' },
    { name: 'season', type: 'VARCHAR', field: 'season' },
    { name: 'images', type: 'VARCHAR[]', field: 'images' },
    { name: 'description', type: 'VARCHAR', field: 'description' },
  ],
}

/** Attributes that are also made from other columns. */
const madeOf: Partial<Record<ImportField, readonly ImportField[]>> = {
  customer_name: ['first_name', 'last_name'],
  subcategory: ['category'],
}

/** The columns of every `…_found` table: the id, its place in the sequence, each attribute and its soft value. */
function columnsOf(party: Party): string[] {
  return party.attributes.flatMap(({ name, type, soft }) => [
    `${name} ${type}`,
    ...(soft === undefined ? [] : [`soft_${name} ${type}`]),
  ])
}

/** The party with only those attributes that some file can fill: a million empty columns take room too. */
export function narrowParty(party: Party, plans: readonly FilePlan[]): Party {
  const there = (field: ImportField): boolean => plans.some((plan) => has(plan, field))
  const told = (field: ImportField): boolean =>
    plans.some((plan) => has(plan, field) && !plan.source.described?.includes(party.table))
  const attributes = party.attributes
    .map(({ name, type, field, soft }) => ({
      name,
      type,
      field,
      soft: soft !== undefined && told(soft) ? soft : undefined,
    }))
    .filter(({ field, soft }) => soft !== undefined || there(field) || (madeOf[field] ?? []).some(there))
  return { ...party, attributes }
}

export async function createFound(stage: Writer, party: Party): Promise<void> {
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE ${party.table}_found (
      ${['source INTEGER', 'place BIGINT', `${party.id} VARCHAR`, ...columnsOf(party)].join(', ')})`),
  )
}

/** Customers named by the orders: attributes from their last order that has them. */
export async function findCustomersOfOrders(
  stage: Writer,
  party: Party,
  kept: readonly ImportField[],
): Promise<void> {
  const names = (['first_name', 'last_name'] as const).filter((field) => kept.includes(field))
  const valueOf = (field: ImportField): string =>
    field === 'customer_name' && names.length > 0
      ? `coalesce(${kept.includes('customer_name') ? 'f.customer_name, ' : ''}nullif(trim(concat_ws(' ', ${names.map((name) => `f.${name}`).join(', ')})), ''))`
      : `f.${field}`
  const values = party.attributes.flatMap(({ name, type, field, soft }) => {
    const there = kept.includes(field) || (field === 'customer_name' && names.length > 0)
    const value = (text: string): string => `TRY_CAST(arg_max(${text}, f.ordinal) AS ${type})`
    return [
      there ? [name, value(valueOf(field))] : null,
      soft !== undefined && kept.includes(soft) ? [`soft_${name}`, value(`f.${soft}`)] : null,
    ].filter((pair) => pair !== null)
  })
  await stage.run(
    raw(`INSERT INTO customers_found (source, place, customer_id ${values.map(([name]) => `, ${name}`).join('')})
      SELECT 0, min(f.ordinal), f.customer_id ${values.map(([, value]) => `, ${value}`).join('')}
      FROM orders_found AS f WHERE f.customer_id IS NOT NULL GROUP BY f.customer_id`),
  )
}

/** Products named by the lines: the name most lines give, the other attributes from the last line that has them. */
export async function findProductsOfLines(
  stage: Writer,
  party: Party,
  kept: readonly ImportField[],
): Promise<void> {
  const named = kept.includes('product_name')
  const priced = party.attributes.some(({ soft }) => soft === 'unit_price')
  const values = party.attributes
    .filter(({ field }) => field !== 'product_name' && kept.includes(field))
    .map(({ name, type, field }) => [name, `TRY_CAST(arg_max(${field}, last_row) AS ${type})`])
  const fields = party.attributes
    .map(({ field }) => field)
    .filter((field) => field !== 'product_name' && kept.includes(field))
  const target = [
    'source',
    'place',
    'product_id',
    ...(priced ? ['soft_base_price'] : []),
    ...(named ? ['product_name'] : []),
    ...values.map(([name]) => name),
  ]
  // the commonest name among sales; of equals the earlier
  const best =
    'first_value(product_name) OVER (PARTITION BY product_id ORDER BY sold DESC, n DESC, first_row)'
  await stage.run(
    raw(`INSERT INTO products_found (${target.join(', ')})
      SELECT 0, min(first_row), product_id ${priced ? ', arg_max(price, last_row) FILTER (WHERE sold)' : ''}
        ${named ? ', any_value(best_name)' : ''} ${values.map(([, value]) => `, ${value}`).join('')}
      FROM (SELECT * ${named ? `, ${best} AS best_name` : ''} FROM (
        SELECT product_id, ${named ? 'product_name,' : ''} kind = 'sale' ${named ? 'AND product_name IS NOT NULL' : ''} AS sold,
          count(*) AS n, min(rowid) AS first_row, max(rowid) AS last_row,
          arg_max(unit_price, rowid) AS price ${fields.map((field) => `, arg_max(${field}, rowid) AS ${field}`).join('')}
        FROM lines WHERE issue IS NULL AND NOT is_service AND product_id IS NOT NULL GROUP BY ALL))
      GROUP BY product_id`),
  )
}
