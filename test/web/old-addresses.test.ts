import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movedTo } from '../../src/web/app/old-addresses.ts'

const place = (path: string, search = {}): string => {
  const found = movedTo(path, search)
  return found ? `${found.to} ${JSON.stringify(found.search)}` : 'stays'
}

test('addresses of the program before lead to where the same is now', () => {
  assert.equal(place('/ventas/'), '/sales {}')
  assert.equal(place('/ventas/crm/'), '/customers {}')
  assert.equal(place('/ventas/crm/buscar/', { query: 'rosa' }), '/customers {"search":"rosa"}')
  assert.equal(place('/ventas/crm/cliente/12/'), '/customers/12 {}')
  assert.equal(place('/ventas/crm/cliente/12/preview/'), '/customers/12 {}')
  assert.equal(
    place('/ventas/crm/cliente/a%2Fb/historial'),
    '/orders {"customer_id":"a/b","period":"all_time"}',
  )
  assert.equal(place('/crm/customers/7/history'), '/orders {"customer_id":"7","period":"all_time"}')
})

test('addresses of our own stay', () => {
  for (const path of ['/', '/customers/12', '/sales', '/ventas/otra', '/crm/otra/cosa']) {
    assert.equal(place(path), 'stays', path)
  }
})
