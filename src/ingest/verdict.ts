import type { ImportField } from '../contracts/import-fields.ts'
import type { FileMapping, ImportNote, ImportVerdict } from '../contracts/imports.ts'
import type { Reader } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { repeatedExamples, setAsideExamples, withLines } from './examples.ts'
import type { FilePlan } from './file-plan.ts'
import { judge } from './quality.ts'
import type { Settings, Staged } from './stage-files.ts'
import { lineFigures } from './verdict-figures.ts'
import type { Figures } from './verdict-figures.ts'

/** The mapping as it was used, in the shape in which it can be given again. */
export function mappingOf(plan: FilePlan): FileMapping {
  const first = Object.values(plan.numbers)[0]
  return {
    role: plan.role,
    columns: plan.columns,
    ...(Object.keys(plan.constants).length > 0 ? { constants: plan.constants } : {}),
    ...(first ? { numbers: first } : {}),
    ...(plan.times.ordered_at ? { dates: plan.times.ordered_at.order } : {}),
    layout: plan.layout,
  }
}

function describeFile(plan: FilePlan, rows: number): ImportVerdict['files'][number] {
  const used = new Set(Object.values(plan.columns))
  return {
    name: plan.source.file.name,
    role: plan.role,
    layout: plan.layout,
    sheet: plan.source.sheet,
    encoding: plan.source.file.encoding,
    delimiter: plan.source.dialect?.delimiter ?? null,
    rows,
    mapping: mappingOf(plan),
    unused_columns: plan.source.header.filter((name) => !used.has(name)),
  }
}

const noFigures: Figures = {
  kinds: [],
  documents: [],
  setAside: [],
  currencies: [],
  whole: { rows: 0, amount: 0 },
  addsUp: true,
  withoutRate: [],
  specialCodes: [],
  statuses: [],
  orders: 0,
  customers: 0,
  products: 0,
  guestOrders: 0,
  firstDay: null,
  lastDay: null,
  repeated: 0,
}

async function coverageOf(db: Reader, staged: Staged): Promise<ImportVerdict['coverage']> {
  if (staged.linePlans.length === 0) return []
  const orderLevel = new Set<string>(staged.linePlans.some(({ rules }) => rules.fill_down) ? staged.kept : [])
  const fields: (ImportField | 'product_id' | 'customer_id')[] = ['customer_id', 'product_id', ...staged.kept]
  const counts = await db.row<Record<string, number>>(
    raw(
      `SELECT count(*) AS all_rows, ${fields.map((field) => `count(${field}) AS ${field}`).join(', ')} FROM lines`,
    ),
  )
  return fields
    .filter((field) => !orderLevel.has(field) || counts[field] > 0)
    .map((field) => ({
      field,
      rows: counts[field],
      share: counts.all_rows === 0 ? 0 : counts[field] / counts.all_rows,
    }))
}

async function othersSetAside(db: Reader, staged: Staged): Promise<ImportVerdict['set_aside']> {
  const found: ImportVerdict['set_aside'] = []
  for (const { plan, table } of staged.others) {
    const reasons = await db.rows<{ reason: string; rows: number; first: number[] }>(
      raw(
        `SELECT issue AS reason, count(*) AS rows, min(row_no, 5) AS first FROM ${table} WHERE issue IS NOT NULL GROUP BY issue`,
      ),
    )
    for (const { reason, rows, first } of reasons) {
      const field = reason.replace(/^(?:missing|impossible)_/, '') as ImportField
      const examples = first.map((row) => ({
        file: 0,
        row,
        column: plan.columns[field] ?? null,
        value: null,
      }))
      found.push({ reason, rows, amount: 0, examples: await withLines([plan], examples) })
    }
  }
  return found
}

/** Rows that are rightly no sales: what they are is no fault of the data. */
function asideByDesign({ setAside }: Figures): number {
  return setAside
    .filter(({ reason }) => ['test_order', 'known_from_shop', 'repeated_order'].includes(reason))
    .reduce((sum, { rows }) => sum + rows, 0)
}

/** Whether the catalogue, as it is or as it comes with these files, has costs: lines take them from there. */
async function knowsCosts(db: Reader, { parties }: Staged): Promise<boolean> {
  const found = parties.some(
    ({ table, attributes }) => table === 'products' && attributes.some(({ field }) => field === 'cost_price'),
  )
  const tables = ['facts.products', ...(found ? ['products_found'] : [])]
  const any = tables.map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE cost_price IS NOT NULL)`)
  const { known } = await db.row<{ known: boolean }>(raw(`SELECT ${any.join(' OR ')} AS known`))
  return known
}

/** What was taken for granted of the amounts of orders, with the share of orders it was for. */
function amountNotes({ amounts }: Staged, orders: number): ImportNote[] {
  const note = (code: string, n: number): ImportNote[] =>
    n === 0 || orders === 0 ? [] : [{ code, value: null, share: Math.min(1, n / orders) }]
  return [
    ...note('taxes_included', amounts.taxes_included),
    ...note('refunds_on_order_day', amounts.paid_back),
  ]
}

/** Puts the verdict together from the staged tables; nothing has been changed yet. */
export async function assembleVerdict(
  db: Reader,
  staged: Staged,
  settings: Settings,
  assumed: readonly ImportNote[],
): Promise<ImportVerdict> {
  const { linePlans, offsets } = staged
  const hasLines = linePlans.length > 0
  const hasStatus = staged.kept.includes('status') || staged.kept.includes('payment_status')
  const figures = hasLines
    ? await lineFigures(db, {
        hasStatus,
        named: staged.kept.includes('product_name'),
        numbered: staged.numbered,
      })
    : noFigures
  const examples = hasLines
    ? await setAsideExamples(
        db,
        linePlans,
        offsets,
        figures.setAside.map(({ reason }) => reason),
      )
    : new Map<string, never[]>()
  const setAside = [
    ...figures.setAside.map((group) => ({ ...group, examples: examples.get(group.reason) ?? [] })),
    ...(await othersSetAside(db, staged)),
  ]
  const rowsSetAside = setAside.reduce((sum, { rows }) => sum + rows, 0)
  const coverage = await coverageOf(db, staged)
  const judged = {
    rows_read: staged.rows,
    rows_loaded: staged.rows - rowsSetAside,
    rows_set_aside: rowsSetAside,
    rows_repeated: figures.repeated,
    kinds: figures.kinds,
    orders: figures.orders,
    guest_orders: figures.guestOrders,
    coverage,
    adds_up: figures.addsUp,
  }
  return {
    import_id: null,
    outcome: 'checked',
    applied_at: null,
    ...judge(judged, staged.unknownStatuses, {
      byDesign: asideByDesign(figures),
      twice: staged.twice,
      costs: await knowsCosts(db, staged),
    }),
    assumed: [...assumed, ...amountNotes(staged, figures.orders)],
    currency: settings.currency,
    time_zone: settings.zone,
    files: staged.plans.map((plan) => describeFile(plan, staged.rowsOf.get(plan) ?? 0)),
    ...judged,
    repeated_examples: figures.repeated > 0 ? await repeatedExamples(db, linePlans, offsets) : [],
    set_aside: setAside,
    documents: figures.documents,
    whole: figures.whole,
    currencies: figures.currencies,
    without_rate: figures.withoutRate,
    special_codes: figures.specialCodes,
    statuses: figures.statuses,
    first_day: figures.firstDay,
    last_day: figures.lastDay,
    customers: figures.customers,
    products: figures.products,
    other_rows: { visits: 0, reviews: 0, stock: 0 },
    changes: {
      orders_new: 0,
      orders_replaced: 0,
      orders_unchanged: 0,
      customers_new: 0,
      customers_changed: 0,
      products_new: 0,
      products_changed: 0,
    },
  }
}
