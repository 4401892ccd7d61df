import { importFields, roleFields } from '../contracts/import-fields.ts'
import type { ImportField, ImportRole } from '../contracts/import-fields.ts'
import type { FileMapping, ImportMapping } from '../contracts/imports.ts'
import { guessColumns, guessMapping, profileColumns } from './guess-mapping.ts'
import type { ColumnProfile, Columns } from './guess-mapping.ts'
import type { Layout, LayoutRules } from './layouts/layout.ts'
import { normalName } from './column-names.ts'
import { columnsOf, layoutNamed, recogniseLayout } from './layouts/recognise-layout.ts'
import { detectNumberFormat } from './number-format.ts'
import type { NumberFormat } from './number-format.ts'
import { rejected } from './rejection.ts'
import type { Source } from './source.ts'
import { detectTimeFormat } from './time-format.ts'
import type { DateOrder, TimeFormat } from './time-format.ts'

/** Everything decided about one file: what it is, which column is which, how its numbers and times are written. */
export type FilePlan = {
  source: Source
  role: ImportRole
  layout: string
  rules: LayoutRules
  columns: Columns
  constants: Partial<Record<ImportField, string>>
  numbers: Partial<Record<ImportField, NumberFormat>>
  times: Partial<Record<ImportField, TimeFormat>>
  /** id columns whose whole numbers are written 17850.0 */
  floating: ReadonlySet<ImportField>
  /** percentages are written as fractions of one */
  fractions: boolean
  given: { numbers?: NumberFormat; dates?: DateOrder }
}

/** A column of the file by its normal name, as the engine knows it; null where there is none. */
export function columnNamed({ source }: Pick<FilePlan, 'source'>, name: string | undefined): string | null {
  const index = source.header.findIndex((each) => normalName(each) === name)
  return index < 0 ? null : `c${index + 1}`
}

/** The filled cells of a field in the sample; a clock in a column of its own is joined to its date. */
export function sampleValues(plan: Pick<FilePlan, 'source' | 'columns'>, field: ImportField): string[] {
  const index = plan.source.header.indexOf(plan.columns[field] ?? '')
  const clock = field === 'ordered_at' ? plan.source.header.indexOf(plan.columns.order_time ?? '') : -1
  if (index < 0) return []
  return plan.source.sample
    .map((row) => (clock >= 0 && row[clock] ? `${row[index] ?? ''} ${row[clock]}` : (row[index] ?? '')))
    .filter((value) => value.trim() !== '')
}

function checkMapping(source: Source, mapping: FileMapping): void {
  for (const [field, column] of Object.entries(mapping.columns)) {
    if (!source.header.includes(column)) {
      throw rejected(
        { file: source.file.name, column, code: 'no_such_column', fields: [field] },
        `the mapping reads ${field} from it, but the file has no such column`,
      )
    }
    if (!roleFields[mapping.role].includes(field as ImportField)) {
      throw rejected(
        { file: source.file.name, column, code: 'not_of_this_kind', fields: [field] },
        `a file of ${mapping.role} has no ${field}`,
      )
    }
  }
}

const required: Record<ImportRole, readonly (readonly ImportField[])[]> = {
  lines: [
    ['order_id', 'ordered_at'],
    ['unit_price', 'line_total', 'order_total'],
  ],
  orders: [['order_id', 'ordered_at']],
  customers: [['customer_id', 'email']],
  products: [['product_id', 'product_name']],
  visits: [['day'], ['visits']],
  reviews: [['rating'], ['product_id', 'product_name']],
  stock: [['product_id'], ['on_hand']],
}

function checkComplete(
  source: Source,
  role: ImportRole,
  columns: Columns,
  constants: FilePlan['constants'],
): void {
  for (const choice of required[role]) {
    if (choice.some((field) => columns[field] !== undefined || constants[field] !== undefined)) continue
    const shown = source.header.slice(0, 12).join(', ')
    throw rejected(
      { file: source.file.name, code: 'missing_field', fields: choice },
      `no column for ${choice.join(' or ')} was recognised among ${shown}: give a mapping`,
    )
  }
}

/** The mapping that the user gave for this file, if any. */
function givenMapping(name: string, mapping: ImportMapping | undefined): FileMapping | undefined {
  if (mapping === undefined) return undefined
  return 'files' in mapping ? mapping.files[name] : mapping
}

/** What a database has typed is written in one way, whatever its texts are like. */
function exactly({ source, columns, rules }: FilePlan, field: ImportField, kind: 'number' | 'time'): boolean {
  return rules.sums?.[field] !== undefined || source.exact?.get(columns[field] ?? '') === kind
}

/** The habit of the file: how its columns that leave no doubt write their numbers. */
function numberHabit(plan: FilePlan, fields: readonly ImportField[]): NumberFormat | null {
  for (const field of fields) {
    const { format, proven } = detectNumberFormat(sampleValues(plan, field), null)
    if (proven) return format
  }
  return plan.source.dialect?.delimiter === ';' ? { decimal: ',', thousands: '' } : null
}

/** Settles how numbers and times are written, from the sample and whatever values proved hard to read later. */
export function detectFormats(
  plan: FilePlan,
  hard: Partial<Record<ImportField, readonly string[]>> = {},
): void {
  const fields = Object.keys(plan.columns) as ImportField[]
  const numbers = fields.filter((field) => importFields[field] === 'number')
  const numeric = numbers.filter((field) => !exactly(plan, field, 'number'))
  const habit = plan.given.numbers ?? numberHabit(plan, numeric)
  for (const field of numbers) plan.numbers[field] = { decimal: '.', thousands: '' }
  for (const field of numeric) {
    const values = [...sampleValues(plan, field), ...(hard[field] ?? [])]
    plan.numbers[field] = plan.given.numbers ?? detectNumberFormat(values, habit).format
  }
  for (const field of fields) {
    if (importFields[field] !== 'time' && importFields[field] !== 'day') continue
    plan.times[field] = detectTimeFormat(
      [...sampleValues(plan, field), ...(hard[field] ?? [])],
      exactly(plan, field, 'time') ? 'year_first' : plan.given.dates,
    )
  }
  const percents = sampleValues(plan, 'discount_percent').map((value) =>
    Number.parseFloat(value.replace(',', '.')),
  )
  plan.fractions = percents.length > 0 && percents.every((value) => Math.abs(value) <= 1)
}

function floatingIds(plan: FilePlan): Set<ImportField> {
  const ids = (Object.keys(plan.columns) as ImportField[]).filter((field) => importFields[field] === 'id')
  return new Set(
    ids.filter((field) => {
      const values = sampleValues(plan, field)
      return values.length > 0 && values.every((value) => /^\d+\.0$/.test(value))
    }),
  )
}

/** A layout's columns in this file. One that was renamed is looked for by its name and content; without it the file is refused. */
function knownColumns(
  source: Source,
  layout: Layout,
  profiles: readonly ColumnProfile[],
  currency: string | undefined,
): Columns {
  const columns = columnsOf(layout, source.header, currency)
  const missing = (layout.needs ?? []).filter((field) => columns[field] === undefined)
  if (missing.length === 0) return columns
  const used = new Set(Object.values(columns))
  const others = guessColumns(
    layout.role,
    profiles.filter(({ name }) => !used.has(name)),
  )
  for (const field of missing) {
    if (others[field] === undefined) {
      throw rejected(
        { file: source.file.name, code: 'layout_changed', fields: [field] },
        `this is the layout ${layout.name}, but its column "${layout.columns[field]?.[0].replaceAll('_', ' ')}" is missing or renamed: export it again with all columns, or give a mapping`,
      )
    }
    columns[field] = others[field]
  }
  return columns
}

/** Decides what a file is and how it is read: the user's mapping first, then a known platform, then a guess by name and content. */
export function planFile(source: Source, mapping: ImportMapping | undefined, currency?: string): FilePlan {
  const given = givenMapping(source.file.name, mapping)
  if (given) checkMapping(source, given)
  const known = given
    ? null
    : source.layout === undefined
      ? recogniseLayout(source.header)
      : layoutNamed(source.layout)
  const profiles = profileColumns(source.header, source.sample)
  const guess = given || known ? null : guessMapping(source.file.name, profiles)
  const role = given?.role ?? known?.role ?? guess?.role ?? 'lines'
  const columns = {
    ...(given?.columns ?? (known ? knownColumns(source, known, profiles, currency) : guess?.columns)),
  }
  if (guess && role === 'lines' && columns.product_name === undefined) {
    const other = guessColumns(
      'products',
      profiles.filter(({ name }) => !Object.values(columns).includes(name)),
    )
    if (other.description !== undefined) columns.product_name = other.description
  }
  if (guess && guess.score === 0) {
    throw rejected(
      { file: source.file.name, code: 'unclear' },
      `it is not clear what ${source.header.slice(0, 12).join(', ')} are: give a mapping`,
    )
  }
  const constants = given?.constants ?? {}
  checkComplete(source, role, columns, constants)
  const layout = known ?? layoutNamed(given?.layout)
  const plan: FilePlan = {
    source,
    role,
    layout: layout?.name ?? 'generic',
    rules: layout?.rules ?? {},
    columns,
    constants,
    numbers: {},
    times: {},
    floating: new Set(),
    fractions: false,
    given: { numbers: given?.numbers, dates: given?.dates },
  }
  plan.floating = floatingIds(plan)
  detectFormats(plan)
  return plan
}
