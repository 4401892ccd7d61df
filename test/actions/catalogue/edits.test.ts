import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse } from '../../house/open-house.ts'
import type { TestHouse } from '../../house/open-house.ts'

let house: TestHouse
before(async () => {
  house = await openHouse()
})
after(async () => house.close())

type Reply = Record<string, unknown> & { edit_id: string; edited_fields: string[]; error: { code: string } }

async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
  const reply = await house.ask({ method, url: `/api/v1${path}`, ...(payload ? { payload } : {}) })
  return { status: reply.statusCode, body: reply.json<Reply>() }
}

test('a product is added with an id made for it, found, changed, and the change taken back', async () => {
  const made = await send('POST', '/products', {
    name: 'Reloj',
    category: 'Home',
    base_price: 30,
    cost_price: 12,
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(made.body.product_name, 'Reloj')
  assert.equal(made.body.margin_percentage, 60)
  const id = String(made.body.product_id)
  const changed = await send('PUT', `/products/${id}`, { base_price: 40 })
  assert.equal(changed.status, 200)
  assert.equal((await send('GET', `/products/${id}`)).body.base_price, 40)
  assert.equal((await send('GET', `/products/${id}`)).body.product_name, 'Reloj', 'the others stay')
  assert.equal((await send('POST', `/edits/${changed.body.edit_id}/undo`)).status, 200)
  assert.equal((await send('GET', `/products/${id}`)).body.base_price, 30)
})

test('an id that is taken is refused and changes nothing', async () => {
  const before = await send('GET', '/products/P1')
  const again = await send('POST', '/products', { product_id: 'P1', name: 'Other' })
  assert.equal(again.status, 409)
  assert.equal(again.body.error.code, 'already_exists')
  assert.deepEqual((await send('GET', '/products/P1')).body, before.body)
})

test('a product that has orders is archived, and stays reachable by its id', async () => {
  const removed = await send('DELETE', '/products/P2')
  assert.deepEqual([removed.body.archived, removed.body.deleted], [true, false])
  const shown = await send('GET', '/products/P2')
  assert.equal(shown.status, 200)
  assert.notEqual(shown.body.archived_at, null)
  const ids = (body: Reply) => (body.items as { product_id: string }[]).map((item) => item.product_id)
  assert.ok(!ids((await send('GET', '/products')).body).includes('P2'))
  assert.ok(ids((await send('GET', '/products?include_archived=true')).body).includes('P2'))
  assert.equal((await send('POST', `/edits/${removed.body.edit_id}/undo`)).status, 200)
  assert.ok(ids((await send('GET', '/products')).body).includes('P2'))
})

test('a customer without orders is deleted, and comes back whole by undo', async () => {
  const made = await send('POST', '/customers', { name: 'Inés O’Hara 🙂', phone: '+591 700 11 222', age: 33 })
  const id = String(made.body.customer_id)
  const removed = await send('DELETE', `/customers/${id}`)
  assert.deepEqual([removed.body.archived, removed.body.deleted], [false, true])
  assert.equal((await send('GET', `/customers/${id}`)).status, 404)
  await send('POST', `/edits/${removed.body.edit_id}/undo`)
  const back = await send('GET', `/customers/${id}`)
  assert.deepEqual(
    [back.body.name, back.body.phone, back.body.age],
    ['Inés O’Hara 🙂', '+591 700 11 222', 33],
  )
})

test('only the last edit of a record can be undone', async () => {
  const first = await send('PUT', '/customers/C1', { city: 'Sucre' })
  const second = await send('PUT', '/customers/C1', { city: 'Potosí' })
  const refused = await send('POST', `/edits/${first.body.edit_id}/undo`)
  assert.equal(refused.status, 409)
  assert.equal(refused.body.error.code, 'not_undoable')
  assert.equal((await send('POST', `/edits/${second.body.edit_id}/undo`)).status, 200)
  assert.equal((await send('POST', `/edits/${first.body.edit_id}/undo`)).status, 200)
  assert.equal((await send('GET', '/customers/C1')).body.city, null)
})

test('fields edited by hand are named, and can be released', async () => {
  const changed = await send('PUT', '/products/P1', { category: 'Light', brand: 'Luz' })
  assert.deepEqual(changed.body.edited_fields, ['brand', 'category'])
  const released = await send('POST', '/products/P1/release', { fields: ['brand'] })
  assert.deepEqual(released.body.edited_fields, ['category'])
})

test('a new category shows at once in every answer, history included', async () => {
  await send('PUT', '/products/P1', { category: 'Rooms' })
  const { body } = await send('GET', '/analytics/categories')
  assert.ok((body.items as { category: string }[]).some((item) => item.category === 'Rooms'))
})

test('an edit is audited without the contact data of a customer', async () => {
  await send('PUT', '/customers/C2', { email: 'nuevo@example.com' })
  const { body } = await send('GET', '/audit?action=update-customer&limit=1')
  const [entry] = body.items as { subject: string }[]
  assert.equal(entry.subject, 'customer C2')
  assert.ok(!JSON.stringify(entry).includes('nuevo@example.com'))
})

test('what cannot be is refused by name', async () => {
  const cases: [object, string][] = [
    [{ base_price: -1 }, 'base_price'],
    [{ rating: 6 }, 'rating'],
    [{ launch_date: '2025-02-30' }, 'launch_date'],
    [{ colour: 'red' }, 'colour'],
  ]
  for (const [fields, parameter] of cases) {
    const { status, body } = await send('PUT', '/products/P1', fields)
    assert.equal(status, 422, parameter)
    assert.equal(
      (body.error as unknown as { details: { parameter: string }[] }).details[0].parameter,
      parameter,
    )
  }
})
