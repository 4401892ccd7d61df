import type { FilterInput } from '../../../src/contracts/filter.ts'
import type { Shop, ShopCustomer, ShopLine, ShopOrder, ShopProduct } from '../../shops/shop.ts'
import { lastDays } from './days.ts'
import type { Days } from './days.ts'
import { toFour } from './measures.ts'
import { segmentsAt } from './segments.ts'

/** A line with all it belongs to and what it adds to each measure: computed one by one, from the definitions. */
export type Fact = {
  line: ShopLine
  order: ShopOrder
  product: ShopProduct | null
  customer: ShopCustomer | null
  day: string
  counts: boolean
  is_sale: boolean
  unit_price: number
  amount: number
  revenue: number
  units: number
  cost: number | null
}

export type Selection = {
  shop: Shop
  all: Fact[]
  as_of: string | null
  first_day: string
  range: Days
  previous: Days | null
  /** counted lines of a range that the filter selects */
  within: (range: Days) => Fact[]
  /** whether a line passes the filter, days and state aside */
  passes: (fact: Fact) => boolean
  visits: (range: Days) => { value: number | null; rows: Shop['visits'] }
}

export function facts(shop: Shop): Fact[] {
  const orders = new Map(shop.orders.map((order) => [order.order_key, order]))
  const products = new Map(shop.products.map((product) => [product.product_key, product]))
  const customers = new Map(shop.customers.map((customer) => [customer.customer_key, customer]))
  return shop.order_lines.map((line): Fact => {
    const order = orders.get(line.order_key)!
    const product = products.get(line.product_key) ?? null
    const counts = order.state !== 'cancelled'
    const earns = counts && (line.kind === 'sale' || line.kind === 'refund')
    const amount = toFour((line.quantity * line.unit_price - line.discount) * order.exchange_rate)
    const units = earns ? line.quantity : 0
    const own = line.cost_price === null ? null : line.quantity * line.cost_price * order.exchange_rate
    const present = product?.cost_price == null ? null : line.quantity * product.cost_price
    return {
      line,
      order,
      product,
      customer: customers.get(order.customer_key) ?? null,
      // only what is paid back has a day of its own
      day: line.kind === 'refund' ? (line.line_day ?? order.day) : order.day,
      counts,
      is_sale: counts && line.kind === 'sale',
      unit_price: toFour(line.unit_price * order.exchange_rate),
      amount,
      revenue: earns ? amount : 0,
      units,
      cost: earns ? (own ?? present) : null,
    }
  })
}

const codes: Record<string, string[]> = {
  'United Kingdom': ['gb', 'gbr', 'uk', 'reino unido', 'united kingdom'],
  USA: ['us', 'usa', 'united states', 'estados unidos'],
  Bolivia: ['bo', 'bol', 'bolivia'],
  España: ['es', 'esp', 'spain', 'españa'],
  EIRE: ['ie', 'irl', 'ireland', 'eire', 'irlanda'],
}

type Wanted = string | number | (string | number)[] | undefined

/** One, several, or several in one text; a text with a comma that is itself a value means that value. */
function asked(wanted: Wanted, stored: (string | null)[]): string[] | null {
  if (wanted === undefined) return null
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map(String)
  return list.flatMap((text) => (stored.includes(text) ? [text] : text.split(',').map((part) => part.trim())))
}

function matcher(
  wanted: Wanted,
  stored: (string | null)[],
  byCode = false,
): (value: string | null) => boolean {
  const list = asked(wanted, stored)
  if (list === null) return () => true
  return (value) =>
    value !== null &&
    list.some(
      (text) =>
        text === value ||
        (byCode &&
          (text.toLowerCase() === value.toLowerCase() || (codes[value] ?? []).includes(text.toLowerCase()))),
    )
}

/** Reads a filter against a shop, with no help from the code under test. */
export function select(shop: Shop, filter: FilterInput): Selection {
  const all = facts(shop)
  const days = lastDays(shop, all, filter)
  const of = <K extends keyof ShopOrder>(key: K) => shop.orders.map((order) => order[key])
  const places = (['region', 'city'] as const).map((key) => [key, matcher(filter[key], of(key))] as const)
  const country = matcher(filter.country, of('country'), true)
  const channels = (['payment_method', 'device_type', 'traffic_source'] as const).map(
    (key) => [key, matcher(filter[key], of(key))] as const,
  )
  const catalogue = (['category', 'subcategory', 'product_id'] as const).map(
    (key) =>
      [
        key,
        filter[key] === undefined
          ? null
          : matcher(
              filter[key],
              shop.products.map((product) => product[key]),
            ),
      ] as const,
  )
  const customerId =
    filter.customer_id === undefined
      ? null
      : matcher(
          filter.customer_id,
          shop.customers.map((customer) => customer.customer_id),
        )
  const segments = asked(filter.segment, [])
  const segmentOf = segments && segmentsAt(all, days.range.end)
  const lowest = filter.min_price as number | undefined
  const highest = filter.max_price as number | undefined

  const passes = (fact: Fact): boolean =>
    country(fact.order.country) &&
    places.every(([key, fits]) => fits(fact.order[key])) &&
    channels.every(([key, fits]) => fits(fact.order[key])) &&
    catalogue.every(([key, fits]) => fits === null || (fact.product !== null && fits(fact.product[key]))) &&
    (customerId === null || (fact.customer !== null && customerId(fact.customer.customer_id))) &&
    (segments === null ||
      segments.includes(
        fact.customer === null ? 'guest' : (segmentOf!.get(fact.customer.customer_key) ?? 'none'),
      )) &&
    (lowest === undefined || fact.unit_price >= lowest) &&
    (highest === undefined || fact.unit_price <= highest)

  const beyondVisits = Object.keys(filter).some((key) =>
    [
      'region',
      'city',
      'category',
      'subcategory',
      'segment',
      'payment_method',
      'min_price',
      'max_price',
      'product_id',
      'customer_id',
    ].includes(key),
  )
  const fitsVisit = {
    country: matcher(filter.country, [...of('country'), ...shop.visits.map((v) => v.country)], true),
    device: matcher(filter.device_type, of('device_type')),
    source: matcher(filter.traffic_source, of('traffic_source')),
  }
  return {
    shop,
    all,
    ...days,
    passes,
    within: ({ start, end }) =>
      all.filter((fact) => fact.counts && fact.day >= start && fact.day <= end && passes(fact)),
    visits({ start, end }) {
      const rows = shop.visits.filter(
        (row) =>
          row.day >= start &&
          row.day <= end &&
          fitsVisit.country(row.country) &&
          fitsVisit.device(row.device) &&
          fitsVisit.source(row.source),
      )
      const known = !beyondVisits && rows.length > 0
      return {
        rows: known ? rows : [],
        value: known ? rows.reduce((sum, row) => sum + row.visits, 0) : null,
      }
    },
  }
}
