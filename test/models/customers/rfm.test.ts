import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { filter4Segments, rfm11Segments, rules7Segments } from '../../../src/contracts/segments.ts'
import {
  filter4,
  quantileCutOffs,
  quintileScores,
  rfm11,
  rfm11Segment,
  rfmScores,
  rules7,
  rules7Segment,
  segmentMigration,
  spaCutOffs,
} from '../../../src/models/customers/rfm.ts'

const columns = {
  recencyDays: [3, 10, 40, 200, 400, 3, 60, 120],
  frequency: [20, 1, 6, 12, 1, 2, 1, 3],
  monetary: [9000, 50, 800, 4000, 20, 90, 70, 300],
}

test('quintiles of distinct values are the fifths, and low may be best', () => {
  assert.deepEqual([...quintileScores([10, 50, 30, 20, 40])], [1, 5, 3, 2, 4])
  assert.deepEqual([...quintileScores([10, 50, 30, 20, 40], 'low')], [5, 1, 3, 4, 2])
})

test('equal values have equal scores whatever the order of the rows and the unit of money', () => {
  const random = seededRandom(3)
  const values = Array.from({ length: 300 }, () => Math.floor(random() * 12))
  const scores = quintileScores(values)
  const order = values.map((_, i) => i).sort((i, j) => values[j] - values[i])
  const shuffled = quintileScores(order.map((i) => values[i] * 1000))
  for (const [place, i] of order.entries()) assert.equal(shuffled[place], scores[i])
  assert.ok([1, 2, 3, 4, 5].every((score) => scores.includes(score)))
})

test('identical customers share the middle score, and one order is never a loyal history', () => {
  assert.deepEqual([...quintileScores([7, 7, 7])], [3, 3, 3])
  const scores = rfmScores({ recencyDays: [5, 5], frequency: [1, 1], monetary: [9, 9] })
  assert.deepEqual([...scores.frequency], [1, 1])
  assert.deepEqual([...quintileScores([])], [])
})

test('each corner of the grid of eleven has its group', () => {
  assert.equal(rfm11Segment(5, 5, 5), 'Champions')
  assert.equal(rfm11Segment(4, 5, 4), 'Loyal')
  assert.equal(rfm11Segment(5, 3, 3), 'Active')
  assert.equal(rfm11Segment(5, 1, 1), 'New')
  assert.equal(rfm11Segment(4, 1, 2), 'Promising')
  assert.equal(rfm11Segment(3, 3, 4), 'Need Attention')
  assert.equal(rfm11Segment(3, 1, 1), 'Almost Lost')
  assert.equal(rfm11Segment(1, 5, 5), 'Previously Loyal')
  assert.equal(rfm11Segment(2, 3, 4), 'At Risk')
  assert.equal(rfm11Segment(1, 1, 1), 'Dormant')
  assert.equal(rfm11Segment(0, 1, 1), 'Prospects')
  const { segments } = rfm11(columns)
  assert.equal(rfm11Segments[segments[0]], 'Champions')
  assert.equal(rfm11Segments[segments[4]], 'Dormant')
})

test('the seven rules are tried in order and leave nobody out', () => {
  const names = [3, 2, 1].flatMap((r) =>
    [3, 2, 1].flatMap((f) => [3, 2, 1].map((m) => `${r}${f}${m} ${rules7Segment(r, f, m)}`)),
  )
  assert.equal(names.length, 27)
  assert.ok(names.includes('333 VIP') && names.includes('322 Champions') && names.includes('321 Loyal'))
  assert.ok(
    names.includes('313 Promising') && names.includes('212 Need Attention') && names.includes('131 At Risk'),
  )
  assert.ok(names.includes('112 Hibernating') && names.includes('111 Lost'))
})

test('the cut-offs of the spa give its segments, borders included', () => {
  const { segments } = rules7(
    { recencyDays: [90, 180, 181, 91], frequency: [10, 5, 4, 1], monetary: [1e6, 4e5, 5e5, 0] },
    spaCutOffs,
  )
  assert.deepEqual(
    [...segments].map((i) => rules7Segments[i]),
    ['VIP', 'Loyal', 'Hibernating', 'Need Attention'],
  )
})

test('cut-offs by quantiles are ordered even where all bought once', () => {
  for (const frequency of [columns.frequency, columns.frequency.map(() => 1)]) {
    const cutOffs = quantileCutOffs({ ...columns, frequency })
    assert.ok(cutOffs.recency_days[0] <= cutOffs.recency_days[1])
    assert.ok(cutOffs.frequency[0] > cutOffs.frequency[1] && cutOffs.frequency[1] >= 2)
    assert.ok(cutOffs.monetary[0] >= cutOffs.monetary[1])
  }
  assert.equal(quantileCutOffs({ recencyDays: [], frequency: [], monetary: [] }), spaCutOffs)
})

test('the four filter segments follow their order of precedence', () => {
  const segments = filter4({
    recencyDays: [200, 10, 10, 10, 180],
    firstOrderDays: [900, 89, 300, 300, 180],
    yearRevenue: [1e6, 5e5, 9000, 10, 0],
  })
  assert.deepEqual(
    [...segments].map((i) => filter4Segments[i]),
    ['At-Risk', 'New', 'Regular', 'Regular', 'At-Risk'],
  )
  const top = filter4({ recencyDays: [1, 1], firstOrderDays: [99, 99], yearRevenue: [5, 7] })
  assert.deepEqual(
    [...top].map((i) => filter4Segments[i]),
    ['Regular', 'VIP'],
  )
})

test('migration counts every customer once', () => {
  assert.deepEqual([...segmentMigration([0, 0, 1], [1, 0, 1], 2)], [1, 1, 0, 1])
})
