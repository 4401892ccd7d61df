import fc from 'fast-check'
import type { FilterInput } from '../../src/contracts/filter.ts'
import { comparisons, customerSegments, periods } from '../../src/contracts/filter.ts'
import type { Shop } from '../shops/shop.ts'

const known = (values: (string | null)[]): string[] => [
  ...new Set(values.filter((value): value is string => value !== null)),
]

/** One of the values, several as a list, or several in one text (those that hold no comma themselves). */
function some(values: string[], strange: string): fc.Arbitrary<string | string[]> {
  const one = fc.constantFrom(...values, strange)
  const simple = [...values.filter((value) => !value.includes(',')), strange]
  return fc.oneof(
    { weight: 3, arbitrary: one },
    { weight: 2, arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(...simple), { minLength: 2, maxLength: 3 })
        .map((list) => list.join(', ')),
    },
  )
}

/** Filters that a person might set on a shop: mostly one or two things at once. */
export function randomFilter(shop: Shop): fc.Arbitrary<FilterInput> {
  const of = <Row, K extends keyof Row>(rows: Row[], key: K): string[] =>
    known(rows.map((row) => row[key] as string | null))
  const days = known(shop.orders.map((order) => order.day)).sort()
  const day = fc.constantFrom('2023-12-01', ...days, '2026-02-01')
  const fields: { [K in keyof FilterInput]-?: fc.Arbitrary<NonNullable<FilterInput[K]>> } = {
    period: fc.constantFrom(...periods),
    start_date: day,
    end_date: day,
    as_of: day,
    compare: fc.constantFrom(...comparisons),
    country: some([...of(shop.orders, 'country'), 'GB', 'usa', 'ESP', 'uk', 'bolivia'], 'XX'),
    region: some(of(shop.orders, 'region'), 'nowhere'),
    city: some(of(shop.orders, 'city'), 'nowhere'),
    category: some(of(shop.products, 'category'), 'nothing'),
    subcategory: some(of(shop.products, 'subcategory'), 'nothing'),
    segment: some([...customerSegments, 'guest'], 'VIP'),
    payment_method: some(of(shop.orders, 'payment_method'), 'shells'),
    device_type: some(of(shop.orders, 'device_type'), 'abacus'),
    traffic_source: some(of(shop.orders, 'traffic_source'), 'rumour'),
    min_price: fc.integer({ min: 0, max: 200 }),
    max_price: fc.integer({ min: 0, max: 400 }),
    product_id: some(of(shop.products, 'product_id'), 'P-none'),
    customer_id: some(of(shop.customers, 'customer_id'), 'C-none'),
  }
  const names = Object.keys(fields) as (keyof FilterInput)[]
  return fc
    .oneof(
      { weight: 1, arbitrary: fc.constant([] as (keyof FilterInput)[]) },
      {
        weight: 3,
        arbitrary: fc.subarray(['period', 'as_of', 'start_date', 'end_date', 'compare'] as const),
      },
      { weight: 6, arbitrary: fc.subarray(names, { minLength: 1, maxLength: 3 }) },
    )
    .chain(
      (chosen) =>
        fc.record(
          Object.fromEntries(chosen.map((name) => [name, fields[name]])),
        ) as fc.Arbitrary<FilterInput>,
    )
    .filter(
      ({ start_date, end_date }) =>
        start_date === undefined || end_date === undefined || start_date <= end_date,
    )
}
