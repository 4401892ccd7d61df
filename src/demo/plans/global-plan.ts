import type { Random } from '../../base/random.ts'
import type { ProductPlan } from '../catalogue.ts'
import { between, integerBetween, picker } from '../random-stream.ts'
import { anomalies } from '../anomalies.ts'
import { promotion } from '../promotions.ts'
import type { ShopPlan } from '../shop-plan.ts'
import { adjectives, globalGoods } from '../words/global-goods.ts'
import type { Goods } from '../words/global-goods.ts'
import { worldCountries } from '../words/places.ts'

const productCount = 500
const newProducts = 25

/** 499 becomes 499.99 or so: what stands on a label. */
function labelPrice(price: number): number {
  return price < 20 ? Math.round(price * 20) / 20 : Math.max(1, Math.round(price)) - 0.01
}

function catalogue(random: Random): ProductPlan[] {
  const pickGoods = picker(globalGoods.map(({ share }) => share ** 0.5))
  const made = Array.from({ length: productCount }, (_, index) => {
    const goods = globalGoods[index < globalGoods.length ? index : pickGoods(random)]
    return product(random, goods, index)
  })
  spreadShares(made)
  return made
}

function product(random: Random, goods: Goods, index: number): ProductPlan {
  const lines = Object.entries(goods.lines)
  const [subcategory, { price: range, nouns }] = lines[integerBetween(random, 0, lines.length - 1)]
  const choose = <T>(list: readonly T[]): T => list[integerBetween(random, 0, list.length - 1)]
  const brand = choose(goods.brands)
  const price = labelPrice(range[0] * (range[1] / range[0]) ** random())
  const launched = index % Math.floor(productCount / newProducts) === 7
  return {
    product_id: `P${String(index + 1).padStart(5, '0')}`,
    product_name: `${brand} ${choose(adjectives)} ${choose(nouns)}`,
    category: goods.category,
    subcategory,
    brand,
    price,
    cost: Math.round(price * between(random, ...goods.cost) * 100) / 100,
    // a few sell much, most sell little
    share: (1 + random() * productCount * 0.5) ** -0.95,
    elasticity: Math.round(between(random, ...goods.elasticity) * 100) / 100,
    seasons: goods.seasons,
    launch_date: launched
      ? monthAt(integerBetween(random, 3, 20))
      : `20${integerBetween(random, 19, 22)}-0${integerBetween(random, 1, 9)}-15`,
    extra_quantity: goods.extra_quantity,
    quality: between(random, 0.45, 0.95),
    lead_time_days: integerBetween(random, 4, 35),
    supplier_country: choose(goods.makers),
    weight: Math.round(between(random, ...goods.weight) * 100) / 100,
    target_gender: subcategory === 'Women' ? 'female' : subcategory === 'Men' ? 'male' : 'unisex',
    season: null,
  }
}

function monthAt(months: number): string {
  return new Date(Date.UTC(2023, 10 + months, 5)).toISOString().slice(0, 10)
}

/** Gives each category its share of demand, whatever its products drew. */
function spreadShares(products: ProductPlan[]): void {
  for (const { category, share } of globalGoods) {
    const members = products.filter((one) => one.category === category)
    const total = members.reduce((sum, one) => sum + one.share, 0)
    for (const one of members) one.share *= share / total
  }
}

const refundShares = new Map(globalGoods.map(({ category, refund_share }) => [category, refund_share]))

export const globalPlan: ShopPlan = {
  name: 'global',
  salt: 19,
  currency: 'USD',
  time_zone: 'America/New_York',
  first_day: '2023-11-01',
  last_day: '2025-10-31',
  size: { customers: 50_000, buyers: 24_000, orders: 60_000, lines: 100_000 },
  exact: { orders: false, revenue: null },
  season_by: 'arrivals',
  process: { r: 0.4, alpha_days: 60, a: 0.9, b: 1.6 },
  arrival_density: () => 1,
  guest_share: 0.06,
  cancelled_share: 0.025,
  growth: 0.25,
  weekdays: [1.1, 0.84, 0.8, 0.88, 1.06, 1.4, 0.92],
  closed: [],
  orders_season: [
    { times: 1, height: 0.22, peak_day: 343 },
    { times: 2, height: 0.14, peak_day: 343 },
    { times: 3, height: 0.06, peak_day: 343 },
  ],
  basket_season: [],
  hours: [8, 4, 2, 1, 1, 2, 6, 14, 24, 34, 40, 42, 44, 42, 40, 38, 38, 40, 46, 54, 58, 52, 36, 18],
  basket: { draws: 0.96, merge: true, size_shape: 4, loyalty: 0.5, coupon_share: 0.06 },
  catalogue,
  label_price: labelPrice,
  price_changes: { products: 80, each: 3 },
  stock_outs: { products: 24, each: 2, days: [6, 24] },
  companions: { pairs: 40, chance: [0.15, 0.4] },
  promotions: [
    promotion('Black Friday', {
      from: '11-24',
      days: 5,
      category: null,
      discount_rate: 0.25,
      units_lift: 1.15,
      orders_lift: 1.6,
    }),
    promotion('Boxing Week', {
      from: '12-26',
      days: 5,
      category: null,
      discount_rate: 0.15,
      units_lift: 1.05,
      orders_lift: 1.25,
    }),
    promotion('Spring Beauty', {
      from: '03-10',
      days: 10,
      category: 'Beauty',
      discount_rate: 0.2,
      units_lift: 1.8,
      orders_lift: 1,
    }),
    promotion('Summer Sports', {
      from: '06-15',
      days: 14,
      category: 'Sports',
      discount_rate: 0.15,
      units_lift: 1.6,
      orders_lift: 1,
    }),
    promotion('Back to School', {
      from: '08-18',
      days: 12,
      category: 'Books',
      discount_rate: 0.15,
      units_lift: 1.9,
      orders_lift: 1,
    }),
    promotion('Home Refresh', {
      from: '09-20',
      days: 9,
      category: 'Home',
      discount_rate: 0.2,
      units_lift: 1.7,
      orders_lift: 1,
    }),
    promotion('Toy Fair', {
      from: '02-05',
      days: 7,
      category: 'Toys',
      discount_rate: 0.2,
      units_lift: 2.1,
      orders_lift: 1,
    }),
  ],
  anomalies: [
    ...anomalies('surge', 'all', ['high', 'critical', 'medium', 'high']),
    ...anomalies('drop', 'all', ['high', 'high', 'medium']),
    ...anomalies('surge', 'country', ['high', 'critical', 'low']),
    ...anomalies('drop', 'country', ['medium']),
    ...anomalies('surge', 'category', ['critical', 'high', 'medium']),
    ...anomalies('surge', 'product', ['critical', 'critical', 'high']),
    ...anomalies('surge', 'traffic_source', ['high', 'critical']),
    ...anomalies('bulk_order', 'product', ['high', 'critical']),
  ],
  countries: worldCountries,
  payment_methods: [
    ['Credit Card', 42],
    ['PayPal', 24],
    ['Debit Card', 16],
    ['Apple Pay', 9],
    ['Google Pay', 6],
    ['Bank Transfer', 3],
  ],
  devices: [
    ['Mobile', 55],
    ['Desktop', 37],
    ['Tablet', 8],
  ],
  sources: [
    ['Organic Search', 32],
    ['Direct', 20],
    ['Paid Search', 17],
    ['Social Media', 14],
    ['Email', 11],
    ['Referral', 6],
  ],
  conversion: {
    base: 0.026,
    sources: {
      'Organic Search': 1,
      Direct: 1.25,
      'Paid Search': 0.85,
      'Social Media': 0.5,
      Email: 1.7,
      Referral: 1.1,
    },
    devices: { Mobile: 0.8, Desktop: 1.4, Tablet: 1 },
  },
  refund_share: (category) => refundShares.get(category) ?? 0.02,
  statuses: {
    by: 'age',
    settled: [
      ['delivered', 85],
      ['completed', 15],
    ],
  },
  review_share: 0.06,
  women_share: 0.52,
  customer_ids: { prefix: 'C', digits: 6 },
  order_ids: { prefix: 'O', digits: 7 },
  transaction_ids: { prefix: 'T', digits: 8 },
}
