import { literal } from './literal.ts'

/** What stands first in a date; the rest of its writing is found from the values. */
export type DateOrder = 'year_first' | 'day_first' | 'month_first' | 'excel_serial' | 'epoch'

/** How a column's times are written. */
export type TimeFormat = {
  order: DateOrder
  /** the engine's patterns for times that are not ISO, most frequent first */
  patterns: string[]
  /** month names stand in it, in English or Spanish */
  named: boolean
  /** a clock of twelve hours */
  twelve: boolean
  /** nothing in the column says whether day or month comes first */
  unclear: boolean
}

const iso =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?$/
const compact = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:([T ]?)(\d{4}(?:\d{2})?))?$/
const numeric =
  /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(,?[T\s]+)?(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(\s*[ap]\.?\s*m\.?)?$/i
const monthName = '(?:jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|set|oct|nov|dec|dic)[a-z]*'
const dayNamed = new RegExp(
  String.raw`^(?:[a-zá-ú]+,?\s+)?(\d{1,2})(?:\s+de)?[\s/.-]+${monthName}\.?,?(?:\s+de)?[\s/.-]+(\d{2,4})(,?[T\s]+(\d{1,2}:\d{2}(?::\d{2})?)(\s*[ap]\.?\s*m\.?)?)?(?:\s*(?:GMT|UTC))?$`,
  'i',
)
const monthNamed = new RegExp(
  String.raw`^(?:[a-z]+,?\s+)?${monthName}\.?\s+(\d{1,2}),?\s+(\d{4})(,?(?:\s+at)?\s+(\d{1,2}:\d{2}(?::\d{2})?)(\s*[ap]\.?\s*m\.?)?)?$`,
  'i',
)
const serial = /^[2-7]\d{4}(?:\.\d+)?$/
const epoch = /^1\d{9}(?:\.\d+)?$|^1\d{12}(?:\.0)?$/

/** Whether a text could be a date in some writing. */
export function looksLikeTime(text: string): boolean {
  const value = text.trim()
  return [iso, compact, numeric, dayNamed, monthNamed, epoch].some((pattern) => pattern.test(value))
}

export function looksLikeSerial(text: string): boolean {
  return serial.test(text.trim())
}

function clockPattern(clock: string | undefined, meridiem: string | undefined): string {
  if (clock === undefined) return ''
  const hour = meridiem ? '%I' : '%H'
  const parts = clock.split(':').length
  const seconds = parts === 3 ? (clock.includes('.') ? ':%S.%f' : ':%S') : ''
  return ` ${hour}:%M${seconds}${meridiem ? ' %p' : ''}`
}

type Tally = Map<string, number>

function count(tally: Tally, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1)
}

function byFrequency(tally: Tally): string[] {
  return [...tally].sort((a, b) => b[1] - a[1]).map(([key]) => key)
}

/** Which reading makes the column run through time most steadily: files are usually written in order. */
function steadierOrder(pairs: readonly [number, number, number][]): 'day_first' | 'month_first' {
  const jumps = (dayFirst: boolean): number => {
    let total = 0
    let previous: number | null = null
    for (const [first, second, year] of pairs) {
      const at = year * 372 + (dayFirst ? second * 31 + first : first * 31 + second)
      if (previous !== null) total += Math.abs(at - previous)
      previous = at
    }
    return total
  }
  return jumps(false) < jumps(true) ? 'month_first' : 'day_first'
}

function decideOrder(pairs: readonly [number, number, number][]): {
  order: 'day_first' | 'month_first'
  unclear: boolean
} {
  const dayFirst = pairs.filter(([first]) => first > 12).length
  const monthFirst = pairs.filter(([, second]) => second > 12).length
  if (dayFirst === monthFirst) return { order: steadierOrder(pairs), unclear: true }
  return { order: dayFirst > monthFirst ? 'day_first' : 'month_first', unclear: false }
}

/** Patterns of dates in figures, once it is known what stands first. */
function numericPatterns(values: readonly string[], order: DateOrder): Tally {
  const tally: Tally = new Map()
  for (const value of values) {
    const found = numeric.exec(value)
    if (!found) continue
    const [, first, separator, , last, gap, clock, meridiem] = found
    const comma = gap?.startsWith(',') ? ',' : ''
    const date =
      first.length === 4
        ? ['%Y', '%m', '%d']
        : [...(order === 'month_first' ? ['%m', '%d'] : ['%d', '%m']), last.length === 4 ? '%Y' : '%y']
    count(tally, `${date.join(separator)}${comma}${clockPattern(clock, meridiem)}`)
  }
  return tally
}

function namedPatterns(values: readonly string[], tally: Tally): void {
  for (const value of values) {
    const day = dayNamed.exec(value)
    const month = monthNamed.exec(value)
    if (day) count(tally, `%d %m ${day[2].length === 2 ? '%y' : '%Y'}${clockPattern(day[4], day[5])}`)
    else if (month) count(tally, `%m %d %Y${clockPattern(month[4], month[5])}`)
  }
}

/**
 * Finds how a column's times are written, from all values given. `given` settles what stands first; without it, a day
 * above 12 decides, and where there is none the reading under which the rows run most steadily.
 */
export function detectTimeFormat(values: readonly string[], given?: DateOrder): TimeFormat {
  const texts = values.map((value) => value.trim())
  const format: TimeFormat = {
    order: 'year_first',
    patterns: [],
    named: false,
    twelve: false,
    unclear: false,
  }
  const serials = texts.filter((text) => serial.test(text)).length
  const epochs = texts.filter((text) => epoch.test(text)).length
  if (given === 'excel_serial' || (given === undefined && serials > texts.length / 2))
    return { ...format, order: 'excel_serial' }
  if (given === 'epoch' || (given === undefined && epochs > texts.length / 2))
    return { ...format, order: 'epoch' }
  const pairs = texts.flatMap((text): [number, number, number][] => {
    const found = numeric.exec(text)
    return found && found[1].length < 3 ? [[Number(found[1]), Number(found[3]), Number(found[4])]] : []
  })
  if (pairs.length > 0) Object.assign(format, decideOrder(pairs))
  if (given !== undefined) Object.assign(format, { order: given, unclear: false })
  const tally = numericPatterns(texts, format.order)
  if (texts.some((text) => dayNamed.test(text) || monthNamed.test(text))) {
    format.named = true
    namedPatterns(texts, tally)
  }
  if (texts.some((text) => compact.test(text))) {
    for (const text of texts) {
      const found = compact.exec(text)
      if (!found) continue
      const [, gap = '', clock = ''] = found
      count(tally, `%Y%m%d${gap}${clock === '' ? '' : clock.length === 4 ? '%H%M' : '%H%M%S'}`)
    }
  }
  format.patterns = byFrequency(tally).filter(
    (pattern) => !/^%Y-%m-%d(?: %H:%M(?::%S(?:\.%f)?)?)?$/.test(pattern),
  )
  // a year of two figures is tried first: the longer pattern would take 24 for the year 24
  format.patterns.sort((a, b) => Number(b.includes('%y')) - Number(a.includes('%y')))
  format.twelve = format.patterns.some((pattern) => pattern.includes('%p'))
  return format
}

const months: [string, string][] = [
  ['(?:january|jan|enero|ene)', '01'],
  ['(?:february|febrero|feb)', '02'],
  ['(?:march|marzo|mar)', '03'],
  ['(?:april|abril|apr|abr)', '04'],
  ['(?:may|mayo)', '05'],
  ['(?:june|junio|jun)', '06'],
  ['(?:july|julio|jul)', '07'],
  ['(?:august|agosto|aug|ago)', '08'],
  ['(?:september|septiembre|setiembre|sept|sep|set)', '09'],
  ['(?:october|octubre|oct)', '10'],
  ['(?:november|noviembre|nov)', '11'],
  ['(?:december|diciembre|dec|dic)', '12'],
]

function withoutNames(column: string): string {
  const spaced = `trim(regexp_replace(regexp_replace(lower(${column}), '\\bde\\b|\\bat\\b|[,./]', ' ', 'g'), '\\s+', ' ', 'g'))`
  const weekday = `regexp_replace(${spaced}, '^(?:mon|tue|wed|thu|fri|sat|sun|lun|martes|mi[eé]|jue|vie|s[aá]b|dom)[a-zé]*\\s+([a-z]|\\d)', '\\1')`
  const dashed = `regexp_replace(${weekday}, '(\\d)-([a-z]+)-(\\d)', '\\1 \\2 \\3')`
  return months.reduce(
    (text, [name, figure]) => `regexp_replace(${text}, '\\b${name}\\b', '${figure}')`,
    dashed,
  )
}

const offset = String.raw`(?:Z|UTC|GMT|[0-9]\s*[+-][0-9]{2}(?::?[0-9]{2})?)$`

/** A text with an offset or Z at its end, as an instant in UTC. */
function zonedSql(column: string): string {
  const normal = `regexp_replace(regexp_replace(trim(${column}), '\\s*([+-][0-9]{2}):?([0-9]{2})$', '\\1:\\2'), 'GMT$', 'UTC')`
  return `TRY_CAST(${normal} AS TIMESTAMPTZ)`
}

/** SQL for a column's local time in the zone; a text that names its own offset is turned into the zone. */
export function timeSql(column: string, format: TimeFormat, zone: string): string {
  const seconds = `TRY_CAST(${column} AS DOUBLE)`
  if (format.order === 'excel_serial') {
    const micros = `CAST(round(${seconds} * 86400) AS BIGINT) * 1000000`
    return `CASE WHEN ${seconds} BETWEEN 1 AND 2958465 THEN TIMESTAMP '1899-12-30' + to_microseconds(${micros}) END`
  }
  if (format.order === 'epoch') {
    const micros = `CAST(round(${seconds} * CASE WHEN ${seconds} > 1e11 THEN 1e3 ELSE 1e6 END) AS BIGINT)`
    const instant = `make_timestamp(${micros})`
    return `CASE WHEN ${seconds} BETWEEN 0 AND 4102444800000 THEN timezone(${literal(zone)}, ${instant} AT TIME ZONE 'UTC') END`
  }
  const isoSql = `CASE WHEN length(${column}) > 16 AND regexp_matches(${column}, '${offset}')
    THEN timezone(${literal(zone)}, ${zonedSql(column)}) ELSE TRY_CAST(${column} AS TIMESTAMP) END`
  if (format.patterns.length === 0) return isoSql
  const plain = format.named ? `regexp_replace(${column}, '\\s*(?:GMT|UTC)$', '')` : column
  const clean = format.named ? withoutNames(plain) : `trim(${column})`
  const clock = format.twelve ? `regexp_replace(${clean}, '(?i)\\s*([ap])\\.?\\s*m\\.?$', ' \\1M')` : clean
  const spaced = `regexp_replace(${clock}, '([0-9],?)[T\\s]+([0-9]{1,2}:)', '\\1 \\2')`
  const patterns = `[${format.patterns.map(literal).join(', ')}]`
  const parsed = `try_strptime(${spaced}, ${patterns})`
  // names of months may stand in a time of Greenwich, as the web's own dates have them
  const local = format.named
    ? `CASE WHEN regexp_matches(${column}, '(?:GMT|UTC)$') THEN timezone(${literal(zone)}, ${parsed} AT TIME ZONE 'UTC') ELSE ${parsed} END`
    : parsed
  return `coalesce(${local}, ${isoSql})`
}
