import type { FilterInput, Period } from '../../contracts/filter.ts'
import { amountOf, dayOf, oneOf, textsOf } from './search.ts'
import type { SearchValues } from './search.ts'

export const periodNames = [
  'today',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'this_month',
  'last_month',
  'last_year',
  'all_time',
] as const satisfies readonly Period[]

export const comparisonNames = ['previous_period', 'previous_year', 'none'] as const
export type Comparison = (typeof comparisonNames)[number]

/** Those of the filter's fields that take several values. */
export const choiceNames = [
  'country',
  'region',
  'city',
  'category',
  'subcategory',
  'segment',
  'payment_method',
  'device_type',
  'traffic_source',
  'product_id',
  'customer_id',
] as const
export type ChoiceName = (typeof choiceNames)[number]

/** The filter of a page as its address holds it; every panel of the page asks with it. */
export type ViewFilter = {
  period?: Period
  start_date?: string
  end_date?: string
  compare?: Comparison
  min_price?: number
  max_price?: number
} & { [Name in ChoiceName]?: string[] }

export const filterNames: readonly string[] = [
  'period',
  'start_date',
  'end_date',
  'compare',
  'min_price',
  'max_price',
  ...choiceNames,
]

export function readFilter(search: SearchValues): ViewFilter {
  const start = dayOf(search.start_date)
  const end = dayOf(search.end_date)
  const custom = start !== undefined || end !== undefined
  const filter: ViewFilter = {
    ...(custom ? { start_date: start, end_date: end } : { period: oneOf(search.period, periodNames) }),
    compare: oneOf(search.compare, comparisonNames),
    min_price: amountOf(search.min_price),
    max_price: amountOf(search.max_price),
  }
  for (const name of choiceNames) {
    const values = textsOf(search[name])
    if (values.length > 0) filter[name] = values
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** What is asked of the server: the period and the comparison are always said. */
export function askedFilter(filter: ViewFilter, usual: Period = 'last_30_days'): FilterInput {
  const custom = filter.start_date !== undefined || filter.end_date !== undefined
  return { ...(custom ? {} : { period: usual }), compare: 'previous_period', ...filter }
}

export type Chip = { name: ChoiceName | 'price'; value: string }

/** Whatever narrows the view besides its days, each removable by itself. */
export function chipsOf(filter: ViewFilter): Chip[] {
  const chips: Chip[] = choiceNames.flatMap((name) => (filter[name] ?? []).map((value) => ({ name, value })))
  if (filter.min_price !== undefined || filter.max_price !== undefined)
    chips.push({ name: 'price', value: '' })
  return chips
}
