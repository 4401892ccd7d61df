import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDemo } from '../house/add-demo.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'
import { clientOf, itemsOf, spellings } from './client.ts'
import type { Client } from './client.ts'
import * as replies from './replies.ts'
import { hasShape } from './shape.ts'

/** Rows A14 to A17 and A19 to A22: products and customers, one by one. */

let house: TestHouse
let ask: Client['ask']
let good: Client['good']
let refused: Client['refused']
before(async () => {
  house = await openHouse()
  await addDemo(house, 'global', 1000)
  ;({ ask, good, refused } = clientOf(house, 'global'))
})
after(async () => house.close())

describe('the catalogue', () => {
  for (const [kind, path, shape, name, some] of [
    ['product', '/api/v1/products', replies.product, 'product_name', { category: 'Toys', base_price: 12.5 }],
    [
      'customer',
      '/api/v1/customers',
      replies.customer,
      'name',
      { country: 'Bolivia', phone: '+591 70012345' },
    ],
  ] as const) {
    const id = `${kind}_id`

    test(`A14/A19: one ${kind} with its figures, or 404`, async () => {
      const [first] = itemsOf(await good(`${path}?limit=1`))
      for (const url of spellings(`${path}/${first[id] as string}`)) {
        const data = await good(url)
        hasShape(data, shape)
        hasShape(data, replies.figures)
      }
      const error = await refused(`${path}/nobody`)
      assert.deepEqual([error.status, error.code], [404, `${kind}_not_found`])
    })

    test(`A15/A20 to A17/A22: a ${kind} is made, changed, found and removed`, async () => {
      for (const url of spellings(path)) {
        const made = await ask({ method: 'POST', url, payload: { name: `Made by ${url}`, ...some } })
        assert.equal(made.statusCode, 201, made.body)
        assert.equal(typeof made.data[id], 'string')
        assert.equal(made.data[name], `Made by ${url}`)
        const one = `${url.replace(/\/$/, '')}/${made.data[id] as string}${url.endsWith('/') ? '/' : ''}`
        const [field, value] = Object.entries(some)[0]
        const changed = await ask({ method: 'PUT', url: one, payload: { name: 'Renamed' } })
        assert.deepEqual(
          [changed.statusCode, changed.data[name], changed.data[field]],
          [200, 'Renamed', value],
        )
        assert.equal((await good(one))[name], 'Renamed')
        const removed = await ask({ method: 'DELETE', url: one })
        hasShape(removed.data, { id: 'text', archived: 'yes/no', deleted: 'yes/no' })
        assert.deepEqual([removed.data.archived, removed.data.deleted], [false, true])
        assert.equal((await refused(one)).status, 404)
        assert.equal((await refused({ method: 'DELETE', url: one })).status, 404)
        assert.equal((await refused({ method: 'PUT', url: one, payload: { name: 'x' } })).status, 404)
      }
    })

    test(`a ${kind} needs a name, an id of its own, and fields that exist`, async () => {
      const post = (payload: object) => ({ method: 'POST' as const, url: path, payload })
      const unnamed = await refused(post(some))
      assert.ok([400, 422].includes(unnamed.status) && /name/.test(unnamed.message), unnamed.message)
      const taken = itemsOf(await good(`${path}?limit=1`))[0][id]
      const twice = await refused(post({ [id]: taken, name: 'Again' }))
      assert.deepEqual([twice.status, twice.code], [409, 'already_exists'])
      const unknown = await refused(post({ name: 'Odd', colour: 'red' }))
      assert.deepEqual(
        [unknown.status, unknown.code, unknown.details[0].parameter],
        [422, 'unknown_parameter', 'colour'],
      )
      const whole = await ask(post({ [id]: 990_017, name: 'By number' }))
      assert.deepEqual([whole.statusCode, whole.data[id]], [201, '990017'], whole.body)
      assert.equal((await good(`${path}/990017`))[name], 'By number')
    })

    test(`a ${kind} with orders is archived: out of the list unless asked for, still answered`, async () => {
      const [first] = itemsOf(await good(`${path}?limit=1`))
      const one = `${path}/${first[id] as string}`
      const before = (await good('/api/kpis')).total_revenue
      const removed = await good({ method: 'DELETE', url: one })
      assert.deepEqual([removed.id, removed.archived, removed.deleted], [first[id], true, false])
      const found = await good(one)
      assert.equal(typeof found.archived_at, 'string')
      const ids = async (query: string) =>
        itemsOf(await good(`${path}?limit=10${query}`)).map((row) => row[id])
      assert.ok(!(await ids('')).includes(first[id]))
      assert.ok((await ids('&include_archived=true')).includes(first[id]))
      assert.equal((await good('/api/kpis')).total_revenue, before)
      await good({ method: 'POST', url: `/api/v1/edits/${removed.edit_id as string}/undo` })
      assert.ok((await ids('')).includes(first[id]))
    })
  }
})
