import { importFields, roleFields } from '../contracts/import-fields.ts'
import type { ImportField, ImportRole } from '../contracts/import-fields.ts'
import { columnNames, normalName, withoutCents } from './column-names.ts'
import { isStatusWord } from './status-words.ts'
import { looksNumeric } from './number-format.ts'
import { looksLikeSerial, looksLikeTime } from './time-format.ts'

/** What a column holds, by a sample: shares of its filled cells. */
export type ColumnProfile = {
  name: string
  filled: number
  numeric: number
  time: number
  serial: number
  distinct: number
  /** share of the different values that are words for an order's state */
  states: number
}

export type Columns = Partial<Record<ImportField, string>>

export function profileColumns(
  header: readonly string[],
  rows: readonly (string | null)[][],
): ColumnProfile[] {
  return header.map((name, index) => {
    const values = rows.map((row) => row[index] ?? '').filter((value) => value.trim() !== '')
    const different = [...new Set(values)]
    const share = (test: (value: string) => boolean): number =>
      values.length === 0 ? 0 : values.filter(test).length / values.length
    return {
      name,
      filled: rows.length === 0 ? 0 : values.length / rows.length,
      numeric: share(looksNumeric),
      time: share(looksLikeTime),
      serial: share(looksLikeSerial),
      distinct: different.length,
      states: different.length === 0 ? 0 : different.filter(isStatusWord).length / different.length,
    }
  })
}

/** Short names that mean something only once it is known what the file holds. */
const roleNames: Partial<Record<ImportRole, Columns>> = {
  lines: {
    transaction_id: 'id',
    product_name: 'name nombre descripcion description',
    line_total: 'total importe monto',
  },
  orders: { order_id: 'id number numero nro name', ordered_at: 'created creado', customer_name: 'nombre' },
  customers: {
    customer_id: 'id codigo code',
    customer_name: 'name nombre nombres',
    customer_country: 'country pais country_code',
    customer_region: 'region state province provincia departamento estado',
    customer_city: 'city ciudad localidad',
    registration_date: 'created_at date_created created fecha_creacion date fecha',
  },
  products: {
    product_id: 'id code handle codigo',
    product_name: 'name nombre title titulo description descripcion',
    base_price: 'price precio unit_price precio_unitario precio_venta',
    category: 'type tipo',
    product_rating: 'rating calificacion',
    launch_date: 'created_at',
  },
  reviews: { review_id: 'id', customer_id: 'author autor reviewer', product_id: 'product producto' },
  stock: { product_id: 'product producto id' },
}

function fits(field: ImportField, profile: ColumnProfile): boolean {
  if (profile.filled === 0) return true
  const type = importFields[field]
  if (type === 'number') return profile.numeric >= 0.6
  if (type === 'time' || type === 'day') return profile.time >= 0.6 || profile.serial >= 0.6
  if (field === 'order_time') return profile.time < 0.6
  // a state can be an order's or a country's: its values tell
  if (field === 'status' && /^(?:state|estado)$/.test(normalName(profile.name))) return profile.states >= 0.5
  return true
}

function rankOf(field: ImportField, role: ImportRole, full: string): number {
  const name = importFields[field] === 'number' ? withoutCents(full) : full
  const known = columnNames[field].split(' ')
  const at = known.indexOf(name)
  if (at >= 0) return at
  const short = roleNames[role]?.[field]?.split(' ').indexOf(name) ?? -1
  if (short >= 0) return 40 + short
  const part = known.findIndex(
    (word) => word.includes('_') && (name.startsWith(`${word}_`) || name.endsWith(`_${word}`)),
  )
  return part < 0 ? Infinity : 200 + part
}

/** The columns that a role's fields are most likely read from: surest names first, each column once. */
export function guessColumns(role: ImportRole, profiles: readonly ColumnProfile[]): Columns {
  const pairs = roleFields[role].flatMap((field) =>
    profiles
      .map((profile) => ({ field, profile, rank: rankOf(field, role, normalName(profile.name)) }))
      .filter(({ rank, profile }) => rank < Infinity && fits(field, profile)),
  )
  pairs.sort((a, b) => a.rank - b.rank)
  const columns: Columns = {}
  const taken = new Set<string>()
  for (const { field, profile } of pairs) {
    if (columns[field] !== undefined || taken.has(profile.name)) continue
    columns[field] = profile.name
    taken.add(profile.name)
  }
  return columns
}

const fileHints: [RegExp, ImportRole][] = [
  [/order_?(lines|items|details)|line_?items|detalle|lineas|lines|items|transac/, 'lines'],
  [/product|catalog|articulo|inventario_productos|items_master/, 'products'],
  [/customer|client|cliente|usuario|users/, 'customers'],
  [/review|resena|opinion|comentario/, 'reviews'],
  [/visit|session|sesion|traffic|trafico|funnel/, 'visits'],
  [/stock|inventory|inventario|existencia/, 'stock'],
  [/order|pedido|venta|sales|factura|invoice|orden/, 'orders'],
]

const identity: Record<ImportRole, (has: (...fields: ImportField[]) => boolean) => number> = {
  lines: (has) =>
    has('product_id', 'product_name')
      ? (has('order_id') ? 6 : 3) +
        (has('quantity') ? 2 : 0) +
        (has('unit_price', 'line_total') ? 2 : 0) +
        (has('ordered_at') ? 1 : -1)
      : has('order_id') && has('quantity') && has('unit_price')
        ? 6
        : 0,
  orders: (has) =>
    has('ordered_at')
      ? (has('order_id') ? 5 : 1) +
        (has('order_total', 'order_subtotal', 'line_total', 'unit_price') ? 3 : 0) +
        (has('customer_id', 'email') ? 1 : 0)
      : 0,
  customers: (has) =>
    has('customer_id', 'email')
      ? 2 +
        (has('customer_name', 'first_name') ? 2 : 0) +
        (has('email') ? 2 : 0) +
        (has('phone', 'age', 'gender', 'registration_date') ? 2 : 0)
      : 0,
  products: (has) =>
    has('product_id', 'product_name')
      ? 2 +
        (has('product_name') ? 1 : 0) +
        (has('category') ? 2 : 0) +
        (has('base_price', 'cost_price') ? 2 : 0) +
        (has('brand', 'stock_quantity', 'images', 'description') ? 1 : 0)
      : 0,
  visits: (has) => (has('day') && has('visits') ? 7 : 0),
  reviews: (has) =>
    has('rating') && has('product_id', 'product_name')
      ? 4 + (has('text') ? 4 : 0) + (has('review_id') ? 2 : 0)
      : 0,
  stock: (has) =>
    has('product_id') && has('on_hand')
      ? 3 + (has('day') ? 3 : 0) + (has('lead_time_days', 'on_order') ? 4 : 0)
      : 0,
}

/** Signs that a file is not of a role, whatever else it has. */
function contradicts(role: ImportRole, columns: Columns, all: Record<ImportRole, Columns>): boolean {
  if (role === 'customers' || role === 'products') {
    return (
      all.lines.order_id !== undefined &&
      (all.lines.quantity !== undefined || all.lines.ordered_at !== undefined)
    )
  }
  if (role === 'stock')
    return (
      columns.day === undefined &&
      columns.lead_time_days === undefined &&
      all.products.base_price !== undefined
    )
  if (role === 'visits') return all.lines.order_id !== undefined
  return false
}

export type Guess = { role: ImportRole; columns: Columns; score: number }

/** What a file holds and which column is which, by names, by content, and a little by the file's own name. */
export function guessMapping(fileName: string, profiles: readonly ColumnProfile[]): Guess {
  const roles = Object.keys(roleFields) as ImportRole[]
  const all = Object.fromEntries(roles.map((role) => [role, guessColumns(role, profiles)])) as Record<
    ImportRole,
    Columns
  >
  const hint = fileHints.find(([pattern]) => pattern.test(normalName(fileName)))?.[1]
  const guesses = roles.map((role): Guess => {
    const columns = all[role]
    const has = (...fields: ImportField[]): boolean => fields.some((field) => columns[field] !== undefined)
    // a lone column says nothing about what the file holds
    const score = contradicts(role, columns, all) || Object.keys(columns).length < 2 ? 0 : identity[role](has)
    return { role, columns, score: score > 0 && role === hint ? score + 2 : score }
  })
  return guesses.sort((a, b) => b.score - a.score)[0]
}
