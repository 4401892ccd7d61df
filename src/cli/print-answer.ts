type Loose = Record<string, unknown>

/** An answer as a person reads it: single figures in a column, lists as tables, and what the figures rest on below. */
export function printAnswer(title: string, output: Loose): string {
  const { as_of, currency, reasons, items, limit, offset, ...others } = output
  // of a list it is how many there are, of a forecast what all comes to
  const total = typeof others.total === 'number' ? others.total : undefined
  const rest = Object.fromEntries(
    Object.entries(others).filter(([name]) => name !== 'total' || total === undefined),
  )
  const figures = Object.entries(rest).filter(
    ([name, value]) => !isPlain(value) && !Array.isArray(value) && !besides.includes(name),
  )
  const inside = Object.entries(rest).filter(([name, value]) => isPlain(value) && !besides.includes(name))
  const lists = Object.entries({ items, ...rest }).filter(
    ([, value]) => Array.isArray(value) && value.length > 0,
  )
  const parts = [
    title,
    compared(output) ??
      (figures.length > 0 ? table(figures.map(([name, value]) => [label(name), shown(name, value)])) : ''),
    ...(compared(output) ? [] : inside.map(([name, value]) => printInside(label(name), value as Loose))),
    ...lists.map(([name, rows]) =>
      section(name === 'items' ? '' : label(name), printRows(rows as unknown[])),
    ),
    ...(compared(output) ? [] : inside.flatMap(([name, value]) => printRecords(label(name), value as Loose))),
    total === undefined ? '' : pageNote(total, Number(limit), Number(offset ?? 0), items),
    footnotes({ as_of, currency, reasons: reasons as Loose | undefined }),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Fields that only make sense beside the figures they belong to. */
const besides = ['previous', 'change', 'period']

/** Figures with the period before and the change between them, side by side. */
function compared({ previous, change, period, ...now }: Loose): string | undefined {
  if (!isPlain(previous) || !isPlain(change)) return undefined
  const names = Object.keys(change).filter((name) => name in now)
  const rows = names.map((name) => [
    label(name),
    shown(name, now[name]),
    shown(name, previous[name]),
    change[name] === null ? '–' : signed(Number(change[name])),
  ])
  return table([['', days(period), days(previous.period), 'change'], ...rows])
}

function days(period: unknown): string {
  if (!isPlain(period)) return ''
  return `${shown('', period.start_date)} – ${shown('', period.end_date)}`
}

function signed(fraction: number): string {
  return `${fraction > 0 ? '+' : ''}${(fraction * 100).toFixed(1)}%`
}

function section(title: string, body: string): string {
  return title === '' ? body : `${title}\n${body}`
}

/** The fields of an object. */
function printInside(title: string, value: Loose): string {
  return section(
    title,
    printFields(Object.fromEntries(Object.entries(value).filter(([, each]) => !isRecords(each)))),
  )
}

/** The lists of records in an object as tables. */
function printRecords(title: string, value: Loose): string[] {
  return Object.entries(value)
    .filter(([, each]) => isRecords(each))
    .map(([name, rows]) => section(`${title}: ${label(name)}`, printRows(rows as unknown[])))
}

/** Objects of more than a value and its count. */
function isRecords(value: unknown): boolean {
  return Array.isArray(value) && isPlain(value[0]) && Object.keys(value[0]).length > 2
}

/** Fields in a column; those of an object inside stand in lines of their own. */
function printFields(fields: Loose): string {
  const lines = Object.entries(fields).flatMap<string[]>(([name, value]) =>
    isPlain(value) && !isWords(value)
      ? Object.entries(value).map(([inner, each]) => [
          `${label(name)} ${label(inner)}`,
          shown(inner, each, value),
        ])
      : [[label(name), shown(name, value, fields)]],
  )
  return lines.length === 0 ? '' : table(lines, widestField)
}

/** Widest a cell may be before it is cut: a table is to be taken in, not to hold everything. */
const widest = 40
const widestField = 80

function printRows(rows: unknown[]): string {
  if (!isPlain(rows[0])) return rows.map(String).join('\n')
  const names = Object.keys(rows[0]).filter((name) => rows.some((row) => (row as Loose)[name] !== null))
  const cells = (rows as Loose[]).map((row) => names.map((name) => shown(name, row[name], row)))
  return table([names.map(label), ...cells])
}

/** Lines of cells in columns; what begins like a number stands to the right. */
export function table(lines: string[][], widestCell = widest): string {
  const cut = lines.map((line) =>
    line.map((cell) => (cell.length > widestCell ? `${cell.slice(0, widestCell - 1)}…` : cell)),
  )
  const widths = cut[0].map((_, column) => Math.max(...cut.map((line) => line[column].length)))
  const right = cut[0].map((_, column) => cut.slice(1).some((line) => numeric.test(line[column])))
  return cut
    .map((line) =>
      line
        .map((cell, column) =>
          right[column] && column > 0 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const numeric = /^[-+]?[\d,]+(\.\d+)?%?$/
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const money = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const fractions = /(^change_|(^|_)(rate|margin|share|change|retention|probability)$)/

/** One value, beside the others of its row. Control characters could drive the terminal, so they are shown and not sent. */
export function shown(name: string, value: unknown, row: Loose = {}): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return shownNumber(name, value, row)
  if (Array.isArray(value)) return value.map((each) => shown(name, each)).join(', ')
  if (isPlain(value)) return shownObject(value)
  return harmless(typeof value === 'string' ? value : JSON.stringify(value))
}

function shownNumber(name: string, value: number, row: Loose): string {
  // beside its rate a margin is money
  const isFraction = fractions.test(name) && !(`${name}_rate` in row)
  if (isFraction) return `${(value * 100).toFixed(1)}%`
  return Number.isInteger(value) ? whole.format(value) : money.format(value)
}

/** A text in several languages as its English, a value with its count as both, anything else field by field. */
function shownObject(value: Loose): string {
  if (isWords(value)) return harmless(String(value.en))
  const filled = Object.entries(value).filter(([, each]) => each !== null)
  const [first, second] = filled
  if (filled.length === 2 && typeof first[1] === 'string' && typeof second[1] === 'number')
    return `${harmless(first[1])} ${shown(second[0], second[1], value)}`
  return filled.map(([inner, each]) => `${label(inner)} ${shown(inner, each, value)}`).join(', ')
}

function isWords(value: Loose): boolean {
  return typeof value.en === 'string' && typeof value.es === 'string'
}

function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '·')
}

function pageNote(total: number, limit: number, offset: number, items: unknown): string {
  const here = Array.isArray(items) ? items.length : 0
  if (here === 0) return 'nothing found'
  if (here === total) return `${whole.format(total)} in all`
  return `${offset + 1} to ${offset + here} of ${whole.format(total)}; --offset ${offset + limit} shows the next`
}

function footnotes({
  as_of,
  currency,
  reasons,
}: {
  as_of?: unknown
  currency?: unknown
  reasons?: Loose
}): string {
  const why = Object.entries(reasons ?? {}).map(
    ([field, reason]) => `${field}: ${String(reason).replaceAll('_', ' ')}`,
  )
  const base = [as_of ? `as of ${shown('', as_of)}` : '', currency ? `in ${shown('', currency)}` : ''].filter(
    Boolean,
  )
  return [...(base.length > 0 ? [base.join(', ')] : []), ...why].join('\n')
}

function label(name: string): string {
  return name.replaceAll('_', ' ')
}

function isPlain(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
