import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { generateShop } from '../../src/demo/generate-shop.ts'
import { cell } from '../../src/demo/demo-table.ts'
import type { DemoTable } from '../../src/demo/demo-table.ts'
import type { Truth } from '../../src/demo/truth.ts'
import { dayNumber, isoDay } from '../../src/warehouse/read-values.ts'

function values(table: DemoTable, name: string): Int32Array | Float64Array {
  const column = table.columns[name]
  assert.ok(column.type !== 'text' && column.type !== 'free_text')
  return column.values
}

/** Orders and units that count, by day from the first; units also by product (place from 0). */
function measure(shop: ReturnType<typeof generateShop>) {
  const { orders, order_lines, products } = shop.tables
  const start = dayNumber(shop.truth.first_day)
  const days = dayNumber(shop.truth.last_day) - start + 1
  const daily = new Float64Array(days)
  const revenue = new Float64Array(days)
  const units = Array.from({ length: products.rows }, () => new Float64Array(days))
  const day = values(orders, 'day')
  const counts = Array.from({ length: orders.rows }, (_, row) => cell(orders, 'state', row) !== 'cancelled')
  for (let row = 0; row < orders.rows; row++) if (counts[row]) daily[day[row] - start] += 1
  const [key, product] = [values(order_lines, 'order_key'), values(order_lines, 'product_key')]
  const [quantity, price] = [values(order_lines, 'quantity'), values(order_lines, 'unit_price')]
  const rate = values(orders, 'exchange_rate')
  for (let row = 0; row < order_lines.rows; row++) {
    const order = key[row] - 1
    if (quantity[row] <= 0 || !counts[order]) continue
    units[product[row] - 1][day[order] - start] += quantity[row]
    revenue[day[order] - start] += quantity[row] * price[row] * rate[order]
  }
  return { start, days, daily, revenue, units }
}

const sum = (from: Float64Array, days: readonly number[]): number =>
  days.reduce((total, day) => total + from[day], 0)

function daysBetween(start: number, from: string, to: string): number[] {
  const first = dayNumber(from) - start
  return Array.from({ length: dayNumber(to) - start - first + 1 }, (_, index) => first + index)
}

/** Days without a promotion, and without an anomaly near. */
function quietDays(truth: Truth, start: number, days: number): number[] {
  const loud = new Set([
    ...truth.promotions.flatMap(({ from, to }) => daysBetween(start, from, to)),
    ...truth.anomalies.map(({ day }) => dayNumber(day) - start),
  ])
  return Array.from({ length: days }, (_, day) => day).filter((day) => !loud.has(day))
}

describe('a large boutique', () => {
  const shop = generateShop('boutique', { lines: 500_000, seed: 11 })
  const { truth } = shop
  const { start, days, daily, units, revenue } = measure(shop)
  const quiet = quietDays(truth, start, days)
  const place = (id: string): number => Number(id) - 1

  test('sells by the weekday as planned', () => {
    const found = truth.seasons.weekly.factors.map((_, weekday) => {
      const same = quiet.filter((day) => (start + day + 3) % 7 === weekday)
      return sum(daily, same) / same.length
    })
    const mean = found.reduce((a, b) => a + b) / 7
    truth.seasons.weekly.factors.forEach((factor, weekday) => {
      assert.ok(Math.abs(found[weekday] / mean / factor - 1) < 0.05)
    })
    const amplitude = (Math.max(...found) - Math.min(...found)) / 2 / mean
    assert.ok(Math.abs(amplitude / truth.seasons.weekly.amplitude - 1) < 0.1)
  })

  test('moves with the price by the planted elasticity, against products whose price stays', () => {
    const still = truth.elasticities.filter(({ price_changes }) => price_changes === 0)
    const reference = Float64Array.from({ length: days }, (_, day) =>
      still.reduce((total, { product_id }) => total + units[place(product_id)][day], 0),
    )
    const out = (id: string): Set<number> =>
      new Set(
        truth.stock_outs
          .filter(({ product_id }) => product_id === id || still.some((one) => one.product_id === product_id))
          .flatMap(({ from, to }) => daysBetween(start, from, to)),
      )
    let [off, weights] = [0, 0]
    for (const { product_id, elasticity } of truth.elasticities) {
      const empty = out(product_id)
      for (const { day, from, to } of truth.price_changes.filter(
        (change) => change.product_id === product_id,
      )) {
        // the days just before and after, so that seasons play little part
        const at = dayNumber(day) - start
        const near = quiet.filter((on) => Math.abs(on - at + 0.5) < 20 && !empty.has(on))
        const [before, after] = [near.filter((on) => on < at), near.filter((on) => on >= at)]
        if (Math.min(before.length, after.length) < 8) continue
        const sold = units[place(product_id)]
        const share = (on: number[]): number => sum(sold, on) / sum(reference, on)
        const move = Math.log(to / from)
        const found = Math.log(share(after) / share(before)) / move
        const chance = Math.sqrt(1 / sum(sold, after) + 1 / sum(sold, before))
        const drift = 0.12
        assert.ok(
          Math.abs(found - elasticity) < (4 * chance + drift) / Math.abs(move),
          `${product_id} ${day}: ${found}`,
        )
        off += (found - elasticity) * move ** 2
        weights += move ** 2
      }
    }
    assert.ok(weights > 0.5)
    assert.ok(Math.abs(off / weights) < 0.2, `on average off by ${off / weights}`)
  })

  test('shows each promotion’s lift', () => {
    for (const promotion of truth.promotions) {
      if (promotion.category === null) continue
      const during = daysBetween(start, promotion.from, promotion.to)
      const around = quiet.filter((day) => day > during[0] - 25 && day < during[0] + during.length + 25)
      const inside = promotion.product_ids.map(place)
      const outside = units.map((_, product) => product).filter((product) => !inside.includes(product))
      const share = (on: number[]): number =>
        inside.reduce((total, product) => total + sum(units[product], on), 0) /
        outside.reduce((total, product) => total + sum(units[product], on), 0)
      const found = share(during) / share(around)
      assert.ok(Math.abs(found / promotion.units_lift - 1) < 0.35, `${promotion.name}: ${found}`)
    }
  })

  test('sells nothing that is out of stock, and its stock levels say so', () => {
    const { stock_levels } = shop.tables
    for (const { product_id, from, to } of truth.stock_outs) {
      const out = daysBetween(start, from, to)
      assert.equal(sum(units[place(product_id)], out), 0)
      let [seen, row] = [0, 0]
      for (; row < stock_levels.rows; row++) {
        if (cell(stock_levels, 'product_key', row) !== place(product_id) + 1) continue
        if (!out.includes(values(stock_levels, 'day')[row] - start)) continue
        seen += 1
        assert.equal(cell(stock_levels, 'on_hand', row), 0)
      }
      assert.ok(seen > 0)
    }
    for (const on_hand of values(stock_levels, 'on_hand')) assert.ok(on_hand >= 0)
  })

  test('stands out on the days of its anomalies', () => {
    for (const { day, kind, scope, size } of truth.anomalies) {
      if (kind === 'bulk_order' || scope !== 'all') continue
      const at = dayNumber(day) - start
      const wanted = size * truth.expected.orders[at]
      assert.ok(Math.abs(daily[at] - wanted) < 4 * Math.sqrt(wanted) + 0.05 * wanted, `${day}: ${daily[at]}`)
    }
  })

  test('expects what it sells', () => {
    for (const [found, wanted] of [
      [daily, truth.expected.orders],
      [revenue, truth.expected.revenue],
    ] as const) {
      const weeks = Math.floor(days / 28)
      for (let week = 0; week < weeks; week++) {
        const stretch = quiet.filter((day) => Math.floor(day / 28) === week)
        const ratio = sum(found, stretch) / sum(Float64Array.from(wanted), stretch)
        // so few customers are not what is expected of many: who they are moves all of them
        assert.ok(Math.abs(ratio - 1) < 0.15, `stretch ${week}: ${ratio}`)
      }
    }
  })
})

describe('a large global store', () => {
  const shop = generateShop('global', { lines: 250_000, seed: 12 })
  const { truth } = shop
  const { orders, order_lines, visits } = shop.tables
  const { start, days, daily } = measure(shop)

  test('keeps to its yearly season', () => {
    const quiet = quietDays(truth, start, days)
    const months = truth.seasons.yearly.orders.factors.map((factor, month) => {
      const same = quiet.filter((day) => new Date((start + day) * 86_400_000).getUTCMonth() === month)
      const grown = same.map((day) => 1 + (truth.growth * day) / days)
      return { factor, found: sum(daily, same) / grown.reduce((a, b) => a + b) }
    })
    const mean = months.reduce((total, { found }) => total + found, 0) / 12
    const found = months.map((month) => month.found / mean)
    const amplitude = (Math.max(...found) - Math.min(...found)) / 2
    assert.ok(Math.abs(amplitude / truth.seasons.yearly.orders.amplitude - 1) < 0.1)
  })

  test('sells companions together with their planted chance', () => {
    const baskets = new Map<number, Set<number>>()
    const [key, product] = [values(order_lines, 'order_key'), values(order_lines, 'product_key')]
    for (let row = 0; row < order_lines.rows; row++) {
      baskets.set(key[row], (baskets.get(key[row]) ?? new Set()).add(product[row]))
    }
    let [leaders, together, wanted] = [0, 0, 0]
    for (const { product_id, companion_id, chance } of truth.bought_together) {
      const [lead, follow] = [Number(product_id.slice(1)), Number(companion_id.slice(1))]
      for (const basket of baskets.values()) {
        if (!basket.has(lead)) continue
        leaders += 1
        wanted += chance
        if (basket.has(follow)) together += 1
      }
    }
    assert.ok(leaders > 1000)
    assert.ok(Math.abs(together / wanted - 1) < 0.15)
  })

  test('has visits that fit its orders and its conversion rates', () => {
    let [all, checkouts] = [0, 0]
    for (let row = 0; row < visits.rows; row++) {
      const [seen, carts, paid] = ['visits', 'carts', 'checkouts'].map((name) => values(visits, name)[row])
      assert.ok(seen >= carts && carts >= paid && paid >= 0)
      all += seen
      checkouts += paid
    }
    const real = daily.reduce((a, b) => a + b)
    assert.ok(checkouts >= real && real / all > 0.015 && real / all < 0.04)
  })

  test('hears from customers what their rating says', () => {
    const { reviews } = shop.tables
    for (let row = 0; row < reviews.rows; row++) {
      const words = String(cell(reviews, 'text', row))
      const happy = /love|Excellent|Perfect|encantó|Excelente/.test(words)
      if (happy) assert.equal(cell(reviews, 'rating', row), 5)
      assert.ok(!words.includes('{'))
    }
    assert.ok(reviews.rows > 5000)
  })

  test('stands out in the country of an anomaly on its day', () => {
    const day = values(orders, 'day')
    for (const { day: on, kind, scope, scope_id, size, usual } of truth.anomalies) {
      if (scope !== 'country' && scope !== 'traffic_source') continue
      let found = 0
      for (let row = 0; row < orders.rows; row++) {
        if (isoDay(day[row]) !== on || cell(orders, 'state', row) === 'cancelled') continue
        if (cell(orders, scope, row) === scope_id) found += 1
      }
      const wanted = size * usual
      assert.ok(
        Math.abs(found - wanted) < 5 * Math.sqrt(wanted),
        `${kind} ${on} ${scope_id}: ${found} for ${wanted}`,
      )
    }
  })
})
