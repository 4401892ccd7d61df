import type { FilterInput } from '../../../src/contracts/filter.ts'
import type { Shop } from '../../shops/shop.ts'
import type { Fact } from './selection.ts'

export type Days = { start: string; end: string }

const dayMs = 86_400_000

export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10)
}

export const daysFrom = (start: string, end: string): number =>
  Math.round((Date.parse(end) - Date.parse(start)) / dayMs)

/** The same day some months later, or the last day that month has. */
export function plusMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number)
  const target = (y: number, m: number, d: number): string =>
    new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10)
  const lastOfMonth = Number(target(year, month - 1 + count + 1, 0).slice(8))
  return target(year, month - 1 + count, Math.min(date, lastOfMonth))
}

/** What days a filter means: presets count back from the last counted day that is not after the clock. */
export function lastDays(
  shop: Shop,
  all: Fact[],
  filter: FilterInput,
): { as_of: string | null; first_day: string; range: Days; previous: Days | null } {
  const today = new Date(Date.parse(shop.now) - 4 * 3_600_000).toISOString().slice(0, 10)
  const sold = all.filter((fact) => fact.is_sale).map((fact) => fact.day)
  const moved = all.filter((fact) => fact.revenue !== 0).map((fact) => fact.day)
  const first_day = [...sold, ...moved].sort()[0] ?? '1970-01-01'
  const as_of =
    filter.as_of ??
    sold
      .filter((day) => day <= today)
      .sort()
      .at(-1) ??
    null
  const now = as_of ?? '1970-01-01'
  const month = `${now.slice(0, 7)}-01`
  const presets: Record<string, Days> = {
    today: { start: now, end: now },
    last_7_days: { start: plusDays(now, -6), end: now },
    last_30_days: { start: plusDays(now, -29), end: now },
    last_90_days: { start: plusDays(now, -89), end: now },
    this_month: { start: month, end: now },
    last_month: { start: plusMonths(month, -1), end: plusDays(month, -1) },
    last_year: { start: plusDays(now, -364), end: now },
    all_time: { start: first_day < now ? first_day : now, end: now },
  }
  const preset = presets[filter.period ?? 'all_time']
  const range =
    filter.start_date === undefined && filter.end_date === undefined
      ? preset
      : {
          start: filter.start_date ?? (filter.period === undefined ? first_day : preset.start),
          end: filter.end_date !== undefined && filter.end_date < now ? filter.end_date : now,
        }
  return { as_of, first_day, range, previous: before(filter, range, first_day) }
}

function before(filter: FilterInput, range: Days, first_day: string): Days | null {
  const kind = filter.compare ?? 'previous_period'
  if (kind === 'none') return null
  const custom = filter.start_date !== undefined || filter.end_date !== undefined
  let previous: Days
  if (kind === 'previous_year') {
    previous = { start: plusMonths(range.start, -12), end: plusMonths(range.end, -12) }
  } else if (!custom && filter.period === 'this_month') {
    previous = { start: plusMonths(range.start, -1), end: plusMonths(range.end, -1) }
  } else if (!custom && filter.period === 'last_month') {
    previous = { start: plusMonths(range.start, -1), end: plusDays(range.start, -1) }
  } else {
    const length = daysFrom(range.start, range.end) + 1
    previous = { start: plusDays(range.start, -length), end: plusDays(range.start, -1) }
  }
  return previous.end < first_day ? null : previous
}
