import type { ImportNote, ImportVerdict } from '../contracts/imports.ts'

type Judged = Pick<
  ImportVerdict,
  | 'rows_read'
  | 'rows_loaded'
  | 'rows_set_aside'
  | 'rows_repeated'
  | 'kinds'
  | 'orders'
  | 'guest_orders'
  | 'coverage'
  | 'adds_up'
>

const note = (code: string, share: number | null, value: string | null = null): ImportNote => ({
  code,
  value,
  share,
})

/** What rows alone do not tell: how many were rightly set aside, whether a third party told of orders before, and whether the catalogue has costs. */
type Known = { byDesign: number; twice: boolean; costs?: boolean }

/** Reasons that make the data less than good; each with the share of rows it touches, gravest first. */
function findReasons(
  verdict: Judged,
  unknownStatuses: readonly string[],
  { byDesign, twice, costs = false }: Known,
): { grave: ImportNote[]; light: ImportNote[] } {
  const grave: ImportNote[] = []
  const light: ImportNote[] = []
  const share = (rows: number): number => (verdict.rows_read === 0 ? 0 : rows / verdict.rows_read)
  const covered = (field: string): number => verdict.coverage.find((item) => item.field === field)?.share ?? 0
  const add = (code: string, part: number, graveFrom: number, lightFrom: number): void => {
    if (part >= graveFrom) grave.push(note(code, part))
    else if (part > lightFrom) light.push(note(code, part))
  }
  if (twice) grave.push(note('told_twice', null))
  if (!verdict.adds_up) grave.push(note('does_not_add_up', null))
  add('rows_set_aside', share(verdict.rows_set_aside - byDesign), 0.1, 0)
  add('rows_repeated', share(verdict.rows_repeated), 0.2, 0)
  if (verdict.orders > 0) {
    add('without_customer', verdict.guest_orders / verdict.orders, 0.8, 0.02)
    const free = verdict.kinds.find(({ kind }) => kind === 'free')?.rows ?? 0
    add('free_lines', share(free), 0.3, 0.02)
    if (covered('product_id') < 0.5) light.push(note('without_product', 1 - covered('product_id')))
    if (covered('cost_price') === 0 && !costs) light.push(note('without_cost', 1))
  }
  for (const status of unknownStatuses) light.push(note('unknown_status', null, status))
  return { grave, light }
}

/** Reasons that say something is missing which most shops do not have: they do not make good data less good. */
const harmless = new Set(['without_cost', 'without_product', 'unknown_status'])

/** The plain verdict: poor where figures would mislead, usable where something is to be known first, else good. */
export function judge(
  verdict: Judged,
  unknownStatuses: readonly string[],
  known: Known = { byDesign: 0, twice: false },
): Pick<ImportVerdict, 'quality' | 'reasons'> {
  const { grave, light } = findReasons(verdict, unknownStatuses, known)
  const reasons = [...grave, ...light]
  if (grave.length > 0) return { quality: 'poor', reasons }
  return { quality: light.some(({ code }) => !harmless.has(code)) ? 'usable' : 'good', reasons }
}
