import { seededRandom } from '../../src/base/random.ts'
import type { LineKind } from '../../src/contracts/words.ts'
import type { Shop, ShopCustomer, ShopLine, ShopOrder, ShopProduct } from './shop.ts'

export type RandomShopOptions = {
  orders?: number
  customers?: number
  /** on every line, nowhere, or partly on lines, partly on products, partly unknown */
  costs?: 'all' | 'none' | 'some'
  visits?: boolean
}

const dayMs = 86_400_000
const firstMoment = Date.UTC(2024, 0, 3)
const isoDay = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** Places an order can come from: names with commas and quotes, nulls, and what only codes can find. */
const places: [string | null, string | null, string | null][] = [
  ['United Kingdom', 'England', 'London'],
  ['United Kingdom', null, 'Stow-on-the-Wold'],
  ['USA', 'District of Columbia', 'Washington, D.C.'],
  ['USA', 'Texas', "O'Fallon"],
  ['Bolivia', 'Chuquisaca', 'Sucre'],
  ['Bolivia', null, null],
  ['España', 'Andalucía', 'Cádiz'],
  ['EIRE', null, 'Dublin'],
  ['Korea, South', null, 'Seoul'],
  [null, null, null],
  [null, null, 'Nowhere'],
]
const payments = ['card', 'cash', 'bank, transfer', null]
const devices = ['mobile', 'desktop', null]
const sources = ['search', 'email', 'direct', null]
const categories: [string | null, string | null][] = [
  ['Home', 'Kitchen'],
  ['Home', 'Garden, patio'],
  ['Books, comics', 'Novels'],
  ['Toys', null],
  [null, null],
]
const names = [
  "Siobhan O'Brien",
  'Ruiz, Ana',
  '=cmd()',
  'Zoë 🎈',
  'الياس',
  'Robert"); DROP TABLE orders;--',
  '100% %_~',
]

/** A small shop with every kind of dirt that real exports hold; the same for the same seed. */
export function randomShop(seed: number, options: RandomShopOptions = {}): Shop {
  const random = seededRandom(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]
  const chance = (share: number): boolean => random() < share
  const costs = options.costs ?? 'some'
  const orderCount = options.orders ?? 220
  const customerCount = options.customers ?? 40
  const span = 540

  const customers = Array.from({ length: customerCount }, (_, index): ShopCustomer => {
    const [country, region, city] = pick(places)
    return {
      customer_key: index + 1,
      customer_id: index % 7 === 0 ? `C ${index}, "x"` : String(17000 + index),
      name: chance(0.1) ? null : `${pick(names)} ${index}`,
      email: chance(0.2) ? null : `c${index}@example.com`,
      phone: chance(0.3) ? null : `+591 7${index}-55 ${index}`,
      country,
      region,
      city,
      age: chance(0.5) ? null : 18 + below(60),
      gender: pick(['f', 'm', null]),
      registration_date: chance(0.4) ? null : isoDay(firstMoment + below(span) * dayMs),
      archived_at: chance(0.1) ? firstMoment + span * dayMs : null,
    }
  })

  const products = Array.from({ length: 18 }, (_, index): ShopProduct => {
    const [category, subcategory] = pick(categories)
    const base_price = chance(0.1) ? null : 1 + below(9000) / 100
    const known = costs !== 'none' && (costs === 'all' || chance(0.6))
    return {
      product_key: index + 1,
      product_id: index % 5 === 0 ? `P,${index}` : `P${index}`,
      product_name: chance(0.1) ? null : `${pick(names)} ${index}`,
      category,
      subcategory,
      brand: pick(['Acme', 'Ñandú', null]),
      base_price,
      cost_price: known ? Math.round((base_price ?? 10) * 55) / 100 : null,
      stock_quantity: chance(0.5) ? null : below(500),
      rating: chance(0.5) ? null : 1 + below(40) / 10,
      archived_at: chance(0.1) ? firstMoment : null,
    }
  })

  const orders: ShopOrder[] = []
  const order_lines: ShopLine[] = []
  for (let index = 0; index < orderCount; index++) {
    const moment = firstMoment + below(span) * dayMs + below(dayMs)
    const [country, region, city] = pick(places)
    const [currency, exchange_rate] = pick([
      ['BOB', 1],
      ['BOB', 1],
      ['USD', 6.91],
      ['EUR', 7.4512345],
    ] as [string, number][])
    const state = chance(0.1) ? 'cancelled' : chance(0.15) ? 'open' : 'counted'
    orders.push({
      order_key: index + 1,
      order_id: String(536000 + index),
      // a few never buy, some buy often, some orders are guests'
      customer_key: chance(0.15) ? 0 : 1 + Math.floor(customerCount * 0.9 * random() ** 2),
      ordered_at: moment,
      day: isoDay(moment),
      status: state === 'counted' ? 'delivered' : state,
      state,
      currency,
      exchange_rate,
      country,
      region,
      city,
      payment_method: pick(payments),
      device_type: pick(devices),
      traffic_source: pick(sources),
      shipping_cost: chance(0.5) ? null : below(900) / 100,
      delivery_time: chance(0.5) ? null : below(12),
    })
    addLines(orders[index], index)
  }

  function addLines(order: ShopOrder, index: number): void {
    let line_no = 0
    const add = (kind: LineKind, quantity: number, price: number, more: Partial<ShopLine> = {}): void => {
      const product =
        kind === 'shipping' || kind === 'fee' ? 0 : chance(0.03) ? 0 : 1 + below(products.length)
      const known = costs === 'all' || (costs === 'some' && chance(0.4))
      order_lines.push({
        order_key: order.order_key,
        line_no: ++line_no,
        transaction_id: chance(0.3) ? `T${index}-${line_no}` : null,
        product_key: product,
        kind,
        quantity,
        unit_price: price,
        discount: 0,
        tax: null,
        cost_price: known ? Math.round(price * 61) / 100 : null,
        line_at: null,
        line_day: null,
        ...more,
      })
    }
    const price = (): number => (1 + below(12_000)) / 100
    const amount = (): number => (chance(0.15) ? (1 + below(4000)) / 1000 : 1 + below(6))
    if (chance(0.06)) {
      // a credit note that no order is known for
      for (let n = 1 + below(2); n > 0; n--) add('refund', -amount(), price())
      return
    }
    if (chance(0.03)) {
      add('free', 1, 0)
      return
    }
    for (let n = 1 + below(4); n > 0; n--) {
      add('sale', amount(), price(), { discount: chance(0.25) ? below(90) / 100 : 0 })
      const last = order_lines[order_lines.length - 1]
      // the same product again, as another line of the order
      if (chance(0.15)) add('sale', amount(), price(), { product_key: last.product_key })
      if (chance(0.12)) {
        const later = order.ordered_at + below(70) * dayMs
        const other = isoDay(later) !== order.day
        add('refund', -last.quantity, last.unit_price, {
          product_key: last.product_key,
          discount: -last.discount,
          line_at: other ? later : null,
          line_day: other ? isoDay(later) : null,
        })
      }
    }
    if (chance(0.3)) add('shipping', 1, price())
    if (chance(0.05)) add('fee', 1, price())
    if (chance(0.04)) add('adjustment', -1, price())
    if (chance(0.06)) add('free', 2, 0)
  }

  const visits =
    options.visits === false
      ? []
      : Array.from({ length: 300 }, () => ({
          day: isoDay(firstMoment + below(span) * dayMs),
          source: pick(sources),
          device: pick(devices),
          country: pick(places)[0],
          visits: 1 + below(400),
        }))

  return {
    currency: 'BOB',
    time_zone: 'America/La_Paz',
    // some orders are dated after this
    now: new Date(firstMoment + (span - 12) * dayMs).toISOString(),
    customers,
    products,
    orders,
    order_lines,
    visits,
    reviews: Array.from({ length: 30 }, (_, index) => ({
      review_id: `R${index}`,
      product_key: 1 + below(products.length),
      customer_key: below(customerCount),
      rating: 1 + below(5),
      text: pick(['muy bueno', "it's <b>bad</b>", null]),
      written_at: firstMoment + below(span) * dayMs,
    })),
    stock_levels: products
      .filter(() => chance(0.6))
      .flatMap(({ product_key }) =>
        [100, 300].map((offset) => ({
          product_key,
          day: isoDay(firstMoment + offset * dayMs),
          on_hand: below(90),
        })),
      ),
    exchange_rates: [
      { currency: 'USD', day: '2024-01-01', rate: 6.86 },
      { currency: 'USD', day: '2025-01-01', rate: 6.91 },
    ],
  }
}
