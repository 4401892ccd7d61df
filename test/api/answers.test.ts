import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

let house: TestHouse
before(async () => {
  house = await openHouse()
})
after(async () => house.close())

test('kpis answers under both addresses, with and without a slash at the end', async () => {
  for (const url of ['/api/v1/kpis', '/api/kpis', '/api/v1/kpis/', '/api/kpis/']) {
    const reply = await house.ask(url)
    assert.equal(reply.statusCode, 200, reply.body)
    assert.equal(reply.json<{ total_revenue: number }>().total_revenue, 360)
  }
})
