import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filter as serverFilter } from '../../src/contracts/filter.ts'
import { askedFilter, chipsOf, choiceNames, filterNames, readFilter } from '../../src/web/hooks/filter.ts'
import { parseSearch, writeSearch } from '../../src/web/hooks/search.ts'

test('an address is read as it was written', () => {
  const search = { period: 'last_7_days', country: ['Chile', 'A, B & C'], min_price: '5' }
  assert.deepEqual(parseSearch(writeSearch(search)), search)
})

test('what an address cannot mean is left out', () => {
  assert.deepEqual(
    readFilter(parseSearch('period=never&start_date=2025-02-31x&min_price=-1&compare=x&country=')),
    {},
  )
})

test('chosen days win over a preset', () => {
  const filter = readFilter(parseSearch('period=today&start_date=2025-01-01&end_date=2025-01-31'))
  assert.deepEqual(filter, { start_date: '2025-01-01', end_date: '2025-01-31' })
  assert.equal(askedFilter(filter).period, undefined)
  assert.equal(askedFilter({}).period, 'last_30_days')
})

test('each value is a chip, prices are one', () => {
  const chips = chipsOf(readFilter(parseSearch('country=Chile&country=Peru&device_type=Mobile&max_price=10')))
  assert.deepEqual(
    chips.map(({ name, value }) => `${name}=${value}`),
    ['country=Chile', 'country=Peru', 'device_type=Mobile', 'price='],
  )
})

test('the server takes every field of the filter', () => {
  for (const name of [...filterNames, ...choiceNames]) assert.ok(name in serverFilter.shape, name)
})
