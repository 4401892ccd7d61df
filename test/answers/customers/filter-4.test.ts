import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filter4 } from '../../../src/answers/customers/filter-4.ts'
import { knownDays } from '../../../src/answers/scope.ts'
import { filter4Segments } from '../../../src/contracts/segments.ts'
import { filter4 as modelFilter4 } from '../../../src/models/customers/rfm.ts'
import { raw } from '../../../src/warehouse/sql.ts'
import { openShop } from '../../shops/open-shop.ts'
import { randomShop } from '../../shops/random-shop.ts'
import { daysFrom, plusDays } from '../reference/days.ts'
import { groupBy } from '../reference/measures.ts'
import { facts } from '../reference/selection.ts'
import { segmentsAt } from '../reference/segments.ts'

test('the segments in SQL are those of the model and of the slow reference, on any day', async (context) => {
  const shop = randomShop(41, { orders: 400, customers: 90 })
  const open = await openShop(shop)
  context.after(() => open.close())
  const all = facts(shop).filter((fact) => fact.counts && fact.customer)
  const { segments_day } = await knownDays(open.context)
  for (const day of ['2024-01-20', '2024-06-30', '2025-01-01', '2025-05-05', segments_day!, '2026-03-01']) {
    const rows = await open.context.db.rows<{ customer_key: number; segment: string }>(filter4(day, null))
    const found = new Map(rows.map((row) => [row.customer_key, row.segment]))
    assert.deepEqual(sorted(found), sorted(segmentsAt(facts(shop), day)), day)
    const people = [
      ...groupBy(
        all.filter((fact) => fact.day <= day),
        (fact) => String(fact.order.customer_key),
      ),
    ]
      .map(([key, lines]) => ({
        key: Number(key),
        lines,
        days: lines
          .filter((one) => one.is_sale)
          .map((one) => one.day)
          .sort(),
      }))
      .filter((one) => one.days.length > 0)
    const model = modelFilter4({
      recencyDays: people.map(({ days }) => daysFrom(days.at(-1)!, day)),
      firstOrderDays: people.map(({ days }) => daysFrom(days[0], day)),
      yearRevenue: people.map(({ lines }) =>
        Math.round(
          lines.filter((one) => one.day > plusDays(day, -365)).reduce((sum, one) => sum + one.revenue, 0) *
            1e4,
        ),
      ),
    })
    people.forEach(({ key }, index) =>
      assert.equal(found.get(key), filter4Segments[model[index]], `${day} ${key}`),
    )
  }
  const kept = await open.context.db.rows(raw('SELECT customer_key, segment FROM marts.segments ORDER BY 1'))
  const asked = await open.context.db.rows<{ customer_key: number }>(filter4(segments_day!, null))
  assert.deepEqual(
    kept,
    asked.sort((a, b) => a.customer_key - b.customer_key),
  )
})

const sorted = (map: Map<number, string>): [number, string][] => [...map].sort(([a], [b]) => a - b)
