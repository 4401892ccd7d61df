import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

let house: TestHouse
before(async () => {
  house = await openHouse({ trains: true })
})
after(async () => house.close())

const ended = async (jobId: string): Promise<void> => {
  for (;;) {
    const job = await house.store.jobs.byId(jobId, 'shop')
    if (job && !['queued', 'running'].includes(job.status)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const post = async (url: string, payload?: unknown) =>
  house.ask({ method: 'POST', url, ...(payload === undefined ? {} : { payload: payload as object }) })

test('groups that were never trained are refused with their own code', async () => {
  for (const url of ['/api/segment/clusters/summary', '/api/ml/customer-segment/C1']) {
    const reply = await house.ask(url)
    assert.equal(reply.statusCode, 409, reply.body)
    assert.equal(reply.json<{ error: { code: string } }>().error.code, 'model_not_trained')
  }
  assert.equal((await house.ask('/api/ml/customer-segment/C1?scheme=rfm-11')).statusCode, 200)
})

test('training groups waits for the result', async () => {
  const reply = await post('/api/ml/train-customer-segmentation/')
  assert.equal(reply.statusCode, 200, reply.body)
  const { job_id, status, model_run } = reply.json<{
    job_id: string
    status: string
    model_run: { state: string }
  }>()
  assert.equal(status, 'completed')
  assert.equal(model_run.state, 'model_served')
  const results = await house.ask(`/api/v1/segment/results/${job_id}`)
  assert.equal(results.statusCode, 200, results.body)
  const found = results.json<{ n_clusters: number; pca: { points: { customer_id: string }[] } }>()
  assert.equal(found.n_clusters, 2)
  assert.deepEqual(found.pca.points.map((point) => point.customer_id).sort(), ['C1', 'C2'])
})

test('training in the background answers with a job that can be followed', async () => {
  const reply = await post('/api/v1/segment/train', { n_clusters: 2 })
  assert.equal(reply.statusCode, 202, reply.body)
  const { job_id } = reply.json<{ job_id: string }>()
  await ended(job_id)
  const status = await house.ask(`/api/v1/segment/status/${job_id}`)
  assert.equal(status.json<{ status: string }>().status, 'completed')
  assert.equal(await groupsServed(), 2)
  assert.equal((await house.ask('/api/v1/segment/results/job_none')).statusCode, 404)
})

test('more groups than customers differ are told, and what is served stays', async () => {
  const { job_id } = (await post('/api/v1/segment/train', { n_clusters: 3 })).json<{ job_id: string }>()
  await ended(job_id)
  const { status, error } = (await house.ask(`/api/v1/segment/status/${job_id}`)).json<{
    status: string
    error: { code: string; message: string }
  }>()
  assert.deepEqual([status, error.code], ['failed', 'not_enough_data'])
  assert.equal(error.message, 'groups need at least 3 distinct customers, found 2')
  assert.equal((await house.ask(`/api/v1/segment/results/${job_id}`)).statusCode, 422)
  assert.equal(await groupsServed(), 2)
})

async function groupsServed(): Promise<number> {
  return (await house.ask('/api/v1/segment/clusters/summary')).json<{ n_clusters: number }>().n_clusters
}

test('n_clusters outside its range is refused, never clamped', async () => {
  assert.equal((await post('/api/v1/segment/train', { n_clusters: 11 })).statusCode, 422)
  assert.equal((await house.ask('/api/ml/clustering/customers?n_clusters=2')).statusCode, 422)
  assert.equal((await post('/api/v1/models/churn/train', { n_clusters: 3 })).statusCode, 422)
  assert.equal((await post('/api/v1/models/nothing/train')).statusCode, 404)
})

test('predict takes a bare array, answers in its order and lists whom it does not know', async () => {
  const reply = await post('/api/v1/segment/predict', ['C2', 7, 'C1', 'C2'])
  assert.equal(reply.statusCode, 200, reply.body)
  const { predictions, unknown } = reply.json<{ predictions: { customer_id: string }[]; unknown: string[] }>()
  assert.deepEqual(
    predictions.map((each) => each.customer_id),
    ['C2', 'C1', 'C2'],
  )
  assert.deepEqual(unknown, ['7'])
  assert.equal((await post('/api/v1/segment/predict', [])).statusCode, 200)
  assert.equal((await post('/api/v1/segment/predict', [{ id: 1 }])).statusCode, 400)
})

test('groups that cannot be are not worked out', async () => {
  const reply = await house.ask('/api/ml/clustering/customers?n_clusters=3')
  assert.equal(reply.statusCode, 422, 'of two customers')
  const empty = await house.ask({ url: '/api/ml/clustering/customers', headers: { 'x-workspace': 'empty' } })
  assert.equal(empty.json<{ error: { code: string } }>().error.code, 'not_enough_data')
})

test('too little to learn churn from is an outcome, with what is needed and what there is', async () => {
  const reply = await post('/api/v1/models/churn/train')
  assert.equal(reply.statusCode, 202, reply.body)
  await ended(reply.json<{ job_id: string }>().job_id)
  const { state, needed } = (await house.ask('/api/v1/models/churn')).json<{
    state: string
    needed: object
  }>()
  assert.equal(state, 'not_enough_data')
  assert.deepEqual(needed, { what: 'days of history', need: 120, have: 7 })
  const summary = (await house.ask('/api/ml/dashboard-summary/')).json<{
    models: { name: string; state: string }[]
  }>()
  assert.equal(summary.models.find((model) => model.name === 'churn')?.state, 'not_enough_data')
})
