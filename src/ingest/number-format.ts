import { literal } from './literal.ts'

/** How numbers are written: the sign before the fraction, and the one between thousands (' ' stands for any space). */
export type NumberFormat = { decimal: '.' | ','; thousands: '' | ',' | '.' | ' ' | "'" }

const currencies =
  'US|R|RD|C|A|S/|Bs|BOB|CLP|COP|ARS|MXN|PEN|UYU|PYG|USD|EUR|GBP|BRL|VES|CRC|GTQ|HNL|DOP|CAD|AUD|NZD|CHF|kr|SEK|NOK|DKK|PLN|Rs|INR|JPY|CNY|Gs|Q|L'
const spaces = String.raw`\s\x{00A0}\x{202F}\x{2009}`
const mark = String.raw`(?:(?i:${currencies})?[.]?\p{Sc}?)`

function thousandsClass(format: NumberFormat): string {
  return format.thousands === ' '
    ? `[${spaces}]`
    : format.thousands === "'"
      ? "['’]"
      : `[${format.thousands}]`
}

/** The part of the text that is the number itself, in its own writing: digits, separators. */
function bodyPattern(format: NumberFormat): string {
  const group = thousandsClass(format)
  const whole =
    format.thousands === '' ? '[0-9]+' : `(?:[0-9]{1,3}(?:${group}[0-9]{2,3})*${group}[0-9]{3}|[0-9]+)`
  const number = `(${whole}(?:[${format.decimal}][0-9]*)?|[${format.decimal}][0-9]+)`
  const sign = '[-+−]'
  const before = `(?:${sign}?[${spaces}]*${mark}|${mark}[${spaces}]*${sign}?)[${spaces}]*`
  return `^[${spaces}]*[(]?${before}${number}[${spaces}]*(?:%|${mark})[${spaces}]*[-−]?[)]?[${spaces}]*$`
}

/**
 * An SQL expression that reads a text column as a number, null where it is none: currency marks, thousands, a minus on
 * either side or parentheses are understood; a thousands sign out of its place is not.
 */
export function numberSql(column: string, format: NumberFormat, type: string): string {
  const body = `regexp_extract(${column}, ${literal(bodyPattern(format))}, 1)`
  const bare =
    format.thousands === ''
      ? body
      : format.thousands === ' ' || format.thousands === "'"
        ? `regexp_replace(${body}, ${literal(thousandsClass(format))}, '', 'g')`
        : `replace(${body}, ${literal(format.thousands)}, '')`
  const point = format.decimal === ',' ? `replace(${bare}, ',', '.')` : bare
  const sign = `CASE WHEN regexp_matches(${column}, '[-−]|^[${spaces}]*[(]') THEN '-' ELSE '' END`
  const general = `TRY_CAST(${sign} || ${point} AS ${type})`
  return format.decimal === '.' ? `coalesce(TRY_CAST(${column} AS ${type}), ${general})` : general
}

type Evidence = {
  decimalComma: number
  decimalPoint: number
  thousands: Map<string, number>
  unclearComma: number
  unclearPoint: number
  plain: number
}

function weigh(text: string, evidence: Evidence): void {
  const digits = text.replaceAll(/[^\d.,'’\s\u00A0\u202F]/g, '').trim()
  if (/\d[\s\u00A0\u202F]\d{3}(?!\d)/.test(digits)) note(evidence.thousands, ' ')
  if (/\d['’]\d{3}(?!\d)/.test(digits)) note(evidence.thousands, "'")
  const comma = digits.lastIndexOf(',')
  const point = digits.lastIndexOf('.')
  if (comma < 0 && point < 0) {
    evidence.plain++
  } else if (comma >= 0 && point >= 0) {
    if (comma > point) {
      evidence.decimalComma++
      note(evidence.thousands, '.')
    } else {
      evidence.decimalPoint++
      note(evidence.thousands, ',')
    }
  } else {
    weighOne(digits, comma >= 0 ? ',' : '.', evidence)
  }
}

function weighOne(digits: string, separator: ',' | '.', evidence: Evidence): void {
  const parts = digits.split(separator)
  if (parts.length > 2) note(evidence.thousands, separator)
  else if (parts[1].length !== 3 || parts[0].length > 3 || /^0?$/.test(parts[0])) {
    if (separator === ',') evidence.decimalComma++
    else evidence.decimalPoint++
  } else if (separator === ',') evidence.unclearComma++
  else evidence.unclearPoint++
}

function note(tally: Map<string, number>, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1)
}

/**
 * How the numbers of a column are written, and whether the values themselves prove it. `1.234` alone proves nothing:
 * it is read by what the other columns of the file use, else as thousands where whole numbers stand beside it.
 */
export function detectNumberFormat(
  values: readonly string[],
  habit: NumberFormat | null,
): { format: NumberFormat; proven: boolean } {
  const evidence: Evidence = {
    decimalComma: 0,
    decimalPoint: 0,
    thousands: new Map(),
    unclearComma: 0,
    unclearPoint: 0,
    plain: 0,
  }
  for (const value of values) weigh(value, evidence)
  const spaced = evidence.thousands.has("'") ? "'" : evidence.thousands.has(' ') ? ' ' : ''
  const groups = (sign: ',' | '.'): NumberFormat['thousands'] =>
    evidence.thousands.has(sign) ? sign : spaced
  const comma = evidence.decimalComma + (evidence.thousands.get('.') ?? 0)
  const point = evidence.decimalPoint + (evidence.thousands.get(',') ?? 0)
  if (comma > point) {
    return {
      format: { decimal: ',', thousands: evidence.unclearPoint > 0 ? '.' : groups('.') },
      proven: true,
    }
  }
  if (point > 0) {
    return {
      format: { decimal: '.', thousands: evidence.unclearComma > 0 ? ',' : groups(',') },
      proven: true,
    }
  }
  if (evidence.unclearComma > 0) {
    const format: NumberFormat =
      habit?.decimal === ',' ? { decimal: ',', thousands: spaced } : { decimal: '.', thousands: ',' }
    return { format, proven: false }
  }
  if (evidence.unclearPoint > 0) {
    const asThousands = habit === null ? evidence.plain > 0 : habit.decimal === ','
    return {
      format: asThousands ? { decimal: ',', thousands: '.' } : { decimal: '.', thousands: spaced },
      proven: false,
    }
  }
  return { format: habit ?? { decimal: '.', thousands: spaced }, proven: spaced !== '' }
}

/** Whether a text could be a number in some writing. */
export function looksNumeric(text: string): boolean {
  return /^[\s(]*[-+−]?\s*[\p{Sc}A-Za-z/.]{0,5}\s*[-+−]?\s*[\d.,'’\s\u00A0\u202F]*\d[\d.,'’\s\u00A0\u202F]*([eE][-+]?\d+)?\s*(%|[\p{Sc}A-Za-z.]{0,5})\s*[-−]?\)?\s*$/u.test(
    text,
  )
}
