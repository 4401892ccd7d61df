import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cell } from '../../src/demo/demo-table.ts'
import { generateShop } from '../../src/demo/generate-shop.ts'
import type { Shop } from '../../src/demo/generate-shop.ts'
import { shopNames } from '../../src/demo/shop-plan.ts'
import type { Truth } from '../../src/demo/truth.ts'
import { dayNumber } from '../../src/warehouse/read-values.ts'

type Planted = Truth['anomalies'][number]

/** Orders of the scope on the day, or units where the scope is a category or a product. */
function cameOn({ tables }: Shop, { day, scope, scope_id }: Planted): number {
  const { orders, order_lines, products } = tables
  const open = new Set<number>()
  let found = 0
  for (let row = 0; row < orders.rows; row++) {
    if (cell(orders, 'day', row) !== dayNumber(day) || cell(orders, 'state', row) === 'cancelled') continue
    open.add(row + 1)
    if (
      scope === 'all' ||
      ((scope === 'country' || scope === 'traffic_source') && cell(orders, scope, row) === scope_id)
    )
      found += 1
  }
  if (scope !== 'category' && scope !== 'product') return found
  const name = scope === 'product' ? 'product_id' : 'category'
  for (let row = 0; row < order_lines.rows; row++) {
    if (!open.has(Number(cell(order_lines, 'order_key', row)))) continue
    const quantity = Number(cell(order_lines, 'quantity', row))
    const product = Number(cell(order_lines, 'product_key', row)) - 1
    if (quantity > 0 && cell(products, name, product) === scope_id) found += quantity
  }
  return found
}

for (const name of shopNames) {
  test(`each odd day of ${name} shows what was planted`, () => {
    for (const seed of name === 'global' ? [3] : [3, 4]) {
      const shop = generateShop(name, { seed })
      for (const planted of shop.truth.anomalies) {
        const { kind, scope, day, size, usual, came } = planted
        if (kind === 'bulk_order') continue
        assert.equal(cameOn(shop, planted), came, `${seed} ${day} ${kind} ${scope}`)
        const off = came - size * usual
        // where guests come from is drawn later
        const room = scope === 'country' ? 3 : kind === 'drop' ? 2 : 1
        assert.ok(Math.abs(off) <= room, `${seed} ${day} ${kind} ${scope}: ${came} for ${size * usual}`)
      }
    }
  })
}
