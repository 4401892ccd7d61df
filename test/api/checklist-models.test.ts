import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDemo } from '../house/add-demo.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'
import { clientOf, itemsOf, spellings } from './client.ts'
import type { Client, Loose } from './client.ts'
import * as replies from './replies.ts'
import { hasShape } from './shape.ts'

/** Rows A38 to A46: groups of customers, and who may leave. */

let house: TestHouse
let ask: Client['ask']
let good: Client['good']
let refused: Client['refused']
before(async () => {
  house = await openHouse({ trains: true })
  await addDemo(house, 'boutique')
  ;({ ask, good, refused } = clientOf(house, 'boutique'))
})
after(async () => house.close())

describe('what a shop is too small for', () => {
  test('is told with what is needed and what there is', async () => {
    const error = await refused('/api/ml/clustering/customers?n_clusters=5', 'shop')
    assert.deepEqual(
      [error.status, error.code, error.message],
      [422, 'not_enough_data', 'groups need at least 5 distinct customers, found 2'],
    )
    const trained = await ask({ method: 'POST', url: '/api/ml/train-customer-segmentation' }, 'empty')
    assert.deepEqual([trained.statusCode, trained.data.status], [200, 'completed'])
    const summary = await refused('/api/segment/clusters/summary', 'empty')
    assert.equal(summary.message, 'customer-segmentation needs at least 1 day with an order, found 0')
    const moved = await refused('/api/analytics/segment-migration?from=2030-01-01', 'shop')
    assert.deepEqual([moved.status, moved.details[0].allowed], [422, 'on or before 2025-10-28'])
  })
})

describe('groups of customers', () => {
  test('before any training the answers say so', async () => {
    for (const url of [
      '/api/ml/customer-segment/1/',
      '/api/v1/segment/clusters/summary',
      '/api/ml/churn/at-risk',
    ]) {
      const error = await refused(url)
      assert.deepEqual([error.status, error.code], [409, 'model_not_trained'], url)
    }
  })

  test('A38 and A32’s manner: training waits for its run', async () => {
    const reply = await ask({ method: 'POST', url: '/api/ml/train-customer-segmentation/' })
    assert.equal(reply.statusCode, 200, reply.body)
    hasShape(reply.data, replies.trained)
    assert.equal(reply.data.status, 'completed')
  })

  test('A39: the segment of a customer, whose id is a number or its text', async () => {
    for (const url of spellings('/api/ml/customer-segment/1'))
      hasShape(await good(url), replies.customerSegment)
    const rfm = await good('/api/ml/customer-segment/1?scheme=rfm-11')
    assert.ok(replies.rfmWords.has(rfm.segment as string))
    hasShape(rfm.scores, { recency: 'whole', frequency: 'whole', monetary: 'whole' })
    assert.equal((await refused('/api/ml/customer-segment/nobody')).status, 404)
  })

  test('A40 to A42: trains in the background, tells how far it is, and what came of it', async () => {
    const started = await ask({ method: 'POST', url: '/api/v1/segment/train', payload: { n_clusters: 5 } })
    assert.equal(started.statusCode, 202, started.body)
    hasShape(started.data, { job_id: 'text', status: 'text' })
    const id = started.data.job_id as string
    let status = await good(`/api/v1/segment/status/${id}`)
    if (status.status !== 'completed') {
      const early = await ask(`/api/v1/segment/results/${id}`)
      assert.ok([200, 409].includes(early.statusCode), early.body)
    }
    for (let tries = 0; tries < 200 && !['completed', 'failed'].includes(status.status as string); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      status = await good(`/api/v1/segment/status/${id}/`)
    }
    hasShape(status, replies.job)
    assert.equal(status.status, 'completed', JSON.stringify(status.error))
    const results = await good(`/api/v1/segment/results/${id}`)
    hasShape(results, replies.clusterResults)
    assert.deepEqual([results.job_id, results.n_clusters, (results.clusters as []).length], [id, 5, 5])
    for (const bounds of [1, 11, 2.5])
      assert.ok(
        [400, 422].includes(
          (
            await refused(
              { method: 'POST', url: '/api/v1/segment/train', payload: { n_clusters: bounds } },
              'boutique',
            )
          ).status,
        ),
      )
    assert.equal((await refused('/api/v1/segment/status/none')).code, 'job_not_found')
    assert.equal((await refused('/api/v1/segment/results/none')).code, 'job_not_found')
  })

  test('A43: a bare array of numbers or texts, answered in its order', async () => {
    const data = await good({ method: 'POST', url: '/api/v1/segment/predict/', payload: [3, '1', 2, 99_999] })
    hasShape(data, replies.predicted)
    const ids = (data.predictions as Loose[]).map((row) => row.customer_id)
    assert.deepEqual([ids, data.unknown], [['3', '1', '2'], ['99999']])
    assert.deepEqual(
      (await good({ method: 'POST', url: '/api/v1/segment/predict', payload: [] })).predictions,
      [],
    )
    const wrong = await refused({ method: 'POST', url: '/api/v1/segment/predict', payload: [{ id: 1 }] })
    assert.equal(wrong.status, 400)
  })

  test('A44 and A45: the groups, trained or of any number from 3 to 10', async () => {
    hasShape(await good('/api/v1/segment/clusters/summary'), replies.clusters)
    for (const k of [3, 10]) {
      const data = await good(`/api/ml/clustering/customers?n_clusters=${k}`)
      hasShape(data, replies.clusters)
      assert.deepEqual([data.n_clusters, (data.clusters as []).length], [k, k])
    }
    for (const k of [2, 11]) {
      const error = await refused(`/api/ml/clustering/customers?n_clusters=${k}`)
      assert.deepEqual(
        [error.status, error.details[0].allowed],
        [422, { type: 'integer', minimum: 3, maximum: 10 }],
      )
    }
  })

  test('A46: customers at risk, threshold from 0.5 to 0.9', async () => {
    const { job_id } = await good({ method: 'POST', url: '/api/v1/models/churn/train' })
    for (let tries = 0; tries < 300; tries++) {
      const { status } = await good(`/api/v1/jobs/${job_id as string}`)
      if (status === 'completed' || status === 'failed') break
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const data = await good('/api/ml/churn/at-risk')
    hasShape(data, replies.atRisk)
    assert.deepEqual([data.threshold, data.limit], [0.5, 100])
    for (const row of itemsOf(data)) assert.ok((row.churn_probability as number) >= 0.5)
    for (const threshold of [0.4, 0.95]) {
      const error = await refused(`/api/ml/churn/at-risk?threshold=${threshold}`)
      assert.deepEqual(
        [error.status, error.details[0].allowed],
        [422, { type: 'number', minimum: 0.5, maximum: 0.9 }],
      )
    }
    hasShape(await good('/api/ml/dashboard-summary/'), replies.mlSummary)
  })
})
