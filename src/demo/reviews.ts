import type { Random } from '../base/random.ts'
import { normalDraw } from '../math/normal-distribution.ts'
import { freeText, integers, numbers, text, times } from './demo-table.ts'
import type { DemoTable } from './demo-table.ts'
import type { LineList } from './line-list.ts'
import { isSettled } from './order-list.ts'
import type { OrderDraws, OrderList } from './order-list.ts'
import { dailyStream } from './random-stream.ts'
import type { Tally } from './tally.ts'
import { reviewPhrases } from './words/reviews.ts'
import type { World } from './world.ts'

/** However large the shop, about this many reviews are enough. */
const mostReviews = 60_000

export type Reviewing = {
  clock: OrderDraws['clock']
  customerKey: (buyer: number) => number
  tally: Tally
}

/** Some customers write what they think of what they received: the text matches the rating. */
export function reviewTable(
  world: World,
  orders: OrderList,
  lines: LineList,
  { clock, customerKey, tally }: Reviewing,
): DemoTable {
  const { plan, calendar, catalogue } = world
  const share = Math.min(plan.review_share, mostReviews / (plan.size.lines * world.scale))
  const product_key: number[] = []
  const customer_key: number[] = []
  const rating: number[] = []
  const words: string[] = []
  const written_at: number[] = []
  const before = tally.reviews.reduce((sum, count) => sum + count, 0)
  const daily = dailyStream(world.seed, 'reviews')
  for (let line = 0; line < lines.count; line++) {
    const order = lines.order[line]
    const random = daily(orders.day[order])
    if (random() >= share) continue
    const buyer = orders.buyer[order]
    const day = orders.day[order] + orders.delivery_days[order] + 1 + Math.floor(random() * 14)
    if (buyer === 0 || !isSettled(orders.status[order]) || day >= calendar.days) continue
    const product = lines.product[line]
    const stars = drawRating(random, catalogue.products[product].quality, lines.refund_after[line] > 0)
    product_key.push(product + 1)
    customer_key.push(customerKey(buyer - 1))
    rating.push(stars)
    words.push(
      writeReview(random, stars, catalogue.products[product].product_name, languageOf(world, orders, order)),
    )
    written_at.push(clock(day, Math.floor((8 + random() * 14) * 3600)))
    tally.rating_sum[product] += stars
    tally.reviews[product] += 1
  }
  return {
    rows: rating.length,
    columns: {
      review_id: text('R', { numbers: rating.map((_, index) => before + index + 1), digits: 6 }),
      product_key: integers(Int32Array.from(product_key)),
      customer_key: integers(Int32Array.from(customer_key)),
      rating: numbers(Float64Array.from(rating)),
      text: freeText(words),
      written_at: times(Int32Array.from(written_at)),
    },
  }
}

function drawRating(random: Random, quality: number, sentBack: boolean): number {
  const centre = 1.3 + 3.6 * quality - (sentBack ? 2 : 0)
  return Math.min(5, Math.max(1, Math.round(centre + 0.9 * normalDraw(random))))
}

function languageOf({ plan }: World, orders: OrderList, order: number): 'en' | 'es' {
  return plan.countries[orders.country[order]].language === 'es' ? 'es' : 'en'
}

function writeReview(random: Random, stars: number, product: string, language: 'en' | 'es'): string {
  const { openings, endings } = reviewPhrases[language]
  const choose = (list: readonly string[]): string => list[Math.floor(random() * list.length)]
  return `${choose(openings[stars - 1])} ${choose(endings[stars - 1])}`.trim().replace('{product}', product)
}
