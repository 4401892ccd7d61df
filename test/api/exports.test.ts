import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

let house: TestHouse
before(async () => {
  house = await openHouse()
})
after(async () => house.close())

async function exported(format: string): Promise<Record<string, Uint8Array>> {
  const reply = await house.ask(`/api/v1/export/data?format=${format}`)
  assert.equal(reply.statusCode, 200, reply.body)
  assert.match(String(reply.headers['content-disposition']), /filename="shop-2025-10-31\.zip"/)
  return unzipSync(reply.rawPayload)
}

test('everything leaves as CSV that a spreadsheet will not run', async () => {
  const files = await exported('csv')
  assert.deepEqual(Object.keys(files), ['customers.csv', 'products.csv', 'orders.csv', 'order_lines.csv'])
  const customers = strFromU8(files['customers.csv'])
  assert.match(customers, /"'=HYPERLINK\(""http:\/\/evil""\)"/)
  assert.match(customers, /'\+591 70012345/)
  assert.match(customers, /Miles O'Brien/)
  assert.equal(strFromU8(files['order_lines.csv']).trim().split('\n').length, 9)
})

test('everything leaves as Parquet, and nothing stays behind', async () => {
  const files = await exported('parquet')
  for (const file of Object.values(files)) assert.equal(strFromU8(file.slice(0, 4)), 'PAR1')
  assert.deepEqual(readdirSync(join(house.folder, 'workspaces', 'shop', 'staging')), [])
})

test('the list of transactions leaves as CSV, whole or as the page that was asked for', async () => {
  const whole = await house.ask('/api/v1/transactions.csv?country=Bolivia')
  assert.equal(whole.body.trim().split('\r\n').length, 5)
  assert.equal((await house.ask('/api/transactions?format=csv&limit=2')).body.trim().split('\r\n').length, 3)
  const customers = await house.ask('/api/v1/customers.csv')
  assert.match(customers.body, /"'=HYPERLINK/)
  const refused = await house.ask('/api/v1/transactions.csv?contry=x')
  assert.equal(refused.statusCode, 422)
})
