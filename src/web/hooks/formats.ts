import type { Language } from '../words/dictionary.ts'

/** How one reader's numbers and days are written: locale of the reader, currency of the workspace. */
export type Formats = {
  locale: string
  currency: string
  money: (value: number) => string
  moneyExact: (value: number) => string
  moneyCompact: (value: number) => string
  /** three digits at most, for axes */
  moneyAxis: (value: number) => string
  number: (value: number, decimals?: number) => string
  compact: (value: number) => string
  percent: (fraction: number, decimals?: number) => string
  change: (fraction: number) => string
  points: (difference: number) => string
  day: (day: string) => string
  dayWithYear: (day: string) => string
  range: (start: string, end: string) => string
  month: (day: string) => string
  moment: (iso: string) => string
  ago: (iso: string, now: number) => string
  country: (code: string) => string | undefined
  /** one, two and three */
  list: (names: readonly string[]) => string
}

type Kind = Intl.NumberFormatOptions

const noBreak = '\u00a0'

/** A day without a zone: read as UTC and written as UTC, so that no browser's zone moves it. */
const utc = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`)

export function createFormats(locale: string, language: Language, currency: string): Formats {
  const kept = new Map<string, Intl.NumberFormat>()
  const write = (value: number, kind: Kind): string => {
    const key = JSON.stringify(kind)
    const format = kept.get(key) ?? new Intl.NumberFormat(locale, kind)
    kept.set(key, format)
    // -0 and the rounding of -0.001 would otherwise show a sign before nothing
    const written = format.format(Object.is(value, -0) ? 0 : value)
    // the Spanish of the Americas writes 9,5 K beside 20 k
    return kind.notation === 'compact' && language === 'es' ? written.replace(/(?<=\s)K\b/, 'k') : written
  }
  const coin: Kind = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
  const dates = dateFormats(locale)
  const regions = new Intl.DisplayNames(language, { type: 'region' })
  const signed: Kind = { signDisplay: 'exceptZero' }

  const money = (value: number): string => {
    const whole = Math.abs(value) >= 1000
    return write(value, whole ? { ...coin, maximumFractionDigits: 0, minimumFractionDigits: 0 } : coin)
  }
  return {
    locale,
    currency,
    money,
    moneyExact: (value) => write(value, coin),
    moneyAxis: (value) =>
      write(value, { ...coin, notation: 'compact', minimumFractionDigits: 0, maximumSignificantDigits: 3 }),
    moneyCompact: (value) =>
      Math.abs(value) < 10_000
        ? money(value)
        : write(value, { ...coin, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }),
    number: (value, decimals) => write(value, { maximumFractionDigits: decimals ?? 0 }),
    compact: (value) =>
      Math.abs(value) < 10_000
        ? write(value, { maximumFractionDigits: 1 })
        : write(value, { notation: 'compact', maximumFractionDigits: 1 }),
    percent: (fraction, decimals = 1) =>
      write(fraction, { style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    change: (fraction) =>
      write(fraction, {
        ...signed,
        style: 'percent',
        minimumFractionDigits: Math.abs(fraction) < 10 ? 1 : 0,
        maximumFractionDigits: Math.abs(fraction) < 10 ? 1 : 0,
      }),
    points: (difference) =>
      `${write(difference * 100, { ...signed, minimumFractionDigits: 1, maximumFractionDigits: 1 })}${noBreak}pp`,
    ...dates,
    list: (names) => new Intl.ListFormat(locale).format(names),
    country: (code) => {
      try {
        return regions.of(code.toUpperCase())
      } catch {
        return undefined
      }
    },
  }
}

function dateFormats(locale: string) {
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const short = make({ day: 'numeric', month: 'short', timeZone: 'UTC' })
  const long = make({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const month = make({ month: 'short', year: 'numeric', timeZone: 'UTC' })
  const moment = make({ dateStyle: 'medium', timeStyle: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return {
    day: (day: string) => short.format(utc(day)),
    dayWithYear: (day: string) => long.format(utc(day)),
    range: (start: string, end: string) => long.formatRange(utc(start), utc(end)),
    month: (day: string) => month.format(utc(day)),
    moment: (iso: string) => moment.format(new Date(iso)),
    ago: (iso: string, now: number) => {
      // the clocks of two machines differ: what was is never still to come
      const seconds = Math.min(0, (new Date(iso).getTime() - now) / 1000)
      const [size, unit] = relativeUnits.find(([size]) => Math.abs(seconds) >= size) ?? [1, 'second']
      return relative.format(Math.round(seconds / size), unit)
    },
  }
}

const relativeUnits: [number, Intl.RelativeTimeFormatUnit][] = [
  [31_536_000, 'year'],
  [2_592_000, 'month'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
]
