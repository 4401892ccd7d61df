import type { ImportExample, ImportNote, ImportVerdict } from '../contracts/imports.ts'
import { shown, table } from './print-answer.ts'

/** What came of an import, for a person: what was read, what it was, what was set aside and why, and what was assumed. */
export function printVerdict(verdict: ImportVerdict): string {
  const parts = [
    outcome(verdict),
    recognised(verdict),
    table([
      ['', 'rows', `quantity × price`],
      ...verdict.kinds.map(({ kind, rows, amount }) => [kind, shown('', rows), money(amount)]),
      ...verdict.set_aside.map(({ reason, rows, amount }) => [
        `set aside: ${words(reason)}`,
        shown('', rows),
        money(amount),
      ]),
      ['in all', shown('', verdict.whole.rows), money(verdict.whole.amount)],
    ]),
    verdict.adds_up ? '' : 'these do not add up to the whole: please report this file',
    verdict.set_aside
      .flatMap(({ reason, examples }) => examples.slice(0, 3).map((each) => example(reason, each)))
      .join('\n'),
    reach(verdict),
    notes('assumed', verdict.assumed),
    notes(`quality: ${verdict.quality}`, verdict.reasons),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** What each file was taken for. */
function recognised({ files }: ImportVerdict): string {
  return files
    .map(({ name, layout, role, rows }) => {
      const known = layout === 'postgres' ? '' : `, recognised as ${layout}`
      const what = layout === 'generic' ? `${role}, by its columns` : `${role}${known}`
      return `${shown('', name)}: ${shown('', rows)} rows of ${what}`
    })
    .join('\n')
}

function outcome({
  outcome: came,
  import_id,
  rows_read,
  rows_loaded,
  rows_set_aside,
  changes,
}: ImportVerdict): string {
  const taken = came === 'checked' ? 'to load' : 'loaded'
  const read = `${shown('', rows_read)} rows read, ${shown('', rows_loaded)} ${taken}, ${shown('', rows_set_aside)} set aside`
  if (came === 'checked') return `Checked, nothing was changed: ${read}`
  if (came === 'unchanged')
    return `Nothing to change: all of it was here already (${shown('', rows_read)} rows read)`
  const orders = `${shown('', changes.orders_new)} orders new, ${shown('', changes.orders_replaced)} replaced`
  return `Loaded as ${import_id}: ${read}; ${orders}`
}

function reach({
  first_day,
  last_day,
  orders,
  customers,
  products,
  guest_orders,
  currency,
  time_zone,
}: ImportVerdict): string {
  if (!first_day || !last_day) return ''
  const counts = [
    `${shown('', orders)} orders`,
    `${shown('', customers)} customers`,
    `${shown('', products)} products`,
  ]
  const guests = guest_orders > 0 ? `, ${shown('', guest_orders)} orders without a customer` : ''
  return `${first_day} to ${last_day}: ${counts.join(', ')}${guests}; in ${currency}, ${time_zone}`
}

function example(reason: string, { file, line, column, value }: ImportExample): string {
  const where = `${shown('', file)} line ${line}`
  return `  ${words(reason)}: ${where}${column ? `, ${shown('', column)}` : ''}${value === null ? '' : ` "${shown('', value)}"`}`
}

function notes(title: string, list: readonly ImportNote[]): string {
  if (list.length === 0) return title.startsWith('quality') ? title : ''
  const lines = list.map(({ code, value, share }) => {
    const what = value === null ? '' : ` ${shown('', value)}`
    return `  ${words(code)}${what}${share === null ? '' : ` (${(share * 100).toFixed(1)}%)`}`
  })
  return [title, ...lines].join('\n')
}

function words(code: string): string {
  return code.replaceAll('_', ' ')
}

function money(amount: number): string {
  return amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
