import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../src/base/random.ts'
import { clusters8Segments } from '../../../src/contracts/segments.ts'
import { nameClusters } from '../../../src/models/customers/cluster-names.ts'
import { clusterCustomers, placeCustomers } from '../../../src/models/customers/customer-clusters.ts'
import type { CustomerClusters } from '../../../src/models/customers/customer-clusters.ts'
import type { RfmColumns } from '../../../src/models/customers/rfm.ts'

function shop(customers: number, seed: number): RfmColumns {
  const random = seededRandom(seed)
  const kinds = [
    [5, 30, 9000],
    [10, 1, 40],
    [300, 1, 30],
    [250, 20, 6000],
  ]
  const column = (j: number): number[] =>
    Array.from({ length: customers }, (_, i) =>
      Math.max(1, Math.round(kinds[i % 4][j] * (0.8 + 0.4 * random()))),
    )
  return { recencyDays: column(0), frequency: column(1), monetary: column(2) }
}

function cluster(columns: RfmColumns, options = {}): CustomerClusters {
  const result = clusterCustomers(columns, options)
  assert.ok(result.kind === 'clusters')
  return result
}

const columns = shop(400, 1)
const found = cluster(columns)

test('four planted kinds are found, named for what they are, and stable', () => {
  assert.equal(found.model.k, 4)
  assert.deepEqual(
    found.clusters.map(({ segment }) => segment),
    ['Champions', 'Cannot Lose Them', 'New Customers', 'Hibernating'],
  )
  assert.ok(found.silhouette > 0.7 && found.stability > 0.95)
  assert.deepEqual(
    found.candidates.map(({ k }) => k),
    [2, 3, 4, 5, 6, 7, 8, 9, 10],
  )
})

test('sizes, shares and sums of the clusters are those of the customers', () => {
  const total = found.clusters.reduce((sum, { size }) => sum + size, 0)
  const money = found.clusters.reduce((sum, { total_monetary }) => sum + total_monetary, 0)
  assert.equal(total, 400)
  assert.equal(
    money,
    Array.from(columns.monetary).reduce((a, b) => a + b, 0),
  )
  assert.ok(found.clusters.every(({ size, share }) => Math.abs(share - size / 400) < 1e-12))
  assert.equal(found.coordinates.length, 800)
})

test('k given is kept, the same seed gives the same output, money in cents gives the same clusters', () => {
  const six = cluster(columns, { k: 6 })
  assert.equal(six.model.k, 6)
  assert.deepEqual(cluster(columns, { k: 6 }), six)
  const cents = cluster(
    { ...columns, monetary: Array.from(columns.monetary, (value) => value * 100) },
    { k: 4 },
  )
  assert.deepEqual(cents.cluster, cluster(columns, { k: 4 }).cluster)
})

test('no fewer and no more clusters are tried than asked for', () => {
  const { model, candidates } = cluster(columns, { minClusters: 5, maxClusters: 7 })
  assert.ok(model.k >= 5 && model.k <= 7)
  assert.deepEqual(
    candidates.map(({ k }) => k),
    [5, 6, 7],
  )
})

test('customers never seen are placed where their like are, also after a trip through JSON', () => {
  const model = JSON.parse(JSON.stringify(found.model)) as typeof found.model
  const placed = placeCustomers(model, { recencyDays: [4, 290], frequency: [33, 1], monetary: [9500, 25] })
  assert.deepEqual(placed.segments, ['Champions', 'Hibernating'])
  assert.deepEqual(placeCustomers(model, columns).cluster, found.cluster)
  assert.equal(placed.coordinates.length, 4)
})

test('too few, identical, or fewer distinct customers than clusters give a defined result', () => {
  assert.deepEqual(clusterCustomers({ recencyDays: [1], frequency: [1], monetary: [1] }), {
    kind: 'not_enough_data',
    what: 'customers',
    need: 2,
    have: 1,
  })
  const same = cluster({ recencyDays: [3, 3, 3], frequency: [1, 1, 1], monetary: [9, 9, 9] })
  assert.equal(same.model.k, 1)
  assert.equal(same.inertia, 0)
  assert.equal(same.silhouette, 0)
  assert.deepEqual(same.model.pca.explained_variance, [0, 0])
  const three = { recencyDays: [3, 3, 90], frequency: [1, 1, 4], monetary: [9, 9, -5] }
  assert.deepEqual(clusterCustomers(three, { k: 8 }), {
    kind: 'not_enough_data',
    what: 'distinct customers',
    need: 8,
    have: 2,
  })
  const two = cluster(three)
  assert.equal(two.model.k, 2)
  assert.ok(Number.isFinite(two.stability))
})

test('up to eight clusters have different names, ten use some twice', () => {
  const random = seededRandom(9)
  for (const k of [1, 2, 5, 8]) {
    const names = nameClusters(Float64Array.from({ length: 3 * k }, () => random()))
    assert.equal(new Set(names).size, k)
  }
  const ten = nameClusters(Float64Array.from({ length: 30 }, () => random()))
  assert.equal(ten.length, 10)
  assert.ok(ten.every((name) => clusters8Segments.includes(name)))
})
