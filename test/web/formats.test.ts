import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFormats } from '../../src/web/hooks/formats.ts'
import { localeOf } from '../../src/web/hooks/locale.ts'

const bolivian = createFormats('es-BO', 'es', 'BOB')
const american = createFormats('en-US', 'en', 'USD')
const chilean = createFormats('es-CL', 'es', 'CLP')
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

test('money is compact in cards and exact elsewhere', () => {
  assert.equal(american.moneyCompact(1_234_567), '$1.2M')
  assert.equal(american.moneyExact(1_234_567.5), '$1,234,567.50')
  assert.equal(american.moneyCompact(192.49), '$192.49')
  assert.equal(american.moneyAxis(0), '$0')
  assert.equal(plain(bolivian.moneyCompact(1_234_567)), 'Bs 1,2 M')
})

test('thousands are short in one way, whatever their number', () => {
  assert.equal(plain(bolivian.moneyAxis(9500)), 'Bs 9,5 k')
  assert.equal(plain(bolivian.moneyAxis(20_000)), 'Bs 20 k')
})

test('pesos have no decimals', () => {
  assert.equal(plain(chilean.moneyExact(1234.4)), '$1.234')
})

test('amounts of nothing and of ten million millions stay readable', () => {
  assert.equal(american.money(0), '$0.00')
  assert.equal(american.moneyExact(10_000_000_000_000), '$10,000,000,000,000.00')
  assert.equal(american.moneyCompact(10_000_000_000_000), '$10T')
})

test('minus nothing has no sign', () => {
  assert.equal(american.number(-0), '0')
  assert.equal(american.money(-0), '$0.00')
})

test('changes carry a sign, rates change by points', () => {
  assert.equal(american.change(0.1234), '+12.3%')
  assert.equal(american.change(-0.5), '-50.0%')
  assert.equal(american.change(25), '+2,500%')
  assert.equal(plain(american.points(-0.013)), '-1.3 pp')
  assert.equal(plain(bolivian.percent(0.0512)), '5,1%')
})

test('a day is the same day in every zone', () => {
  assert.equal(american.dayWithYear('2025-10-31'), 'Oct 31, 2025')
  assert.equal(american.range('2025-10-02', '2025-10-31').replace(/\s/g, ' '), 'Oct 2 – 31, 2025')
})

test('a country is named in the language of the reader', () => {
  assert.equal(bolivian.country('de'), 'Alemania')
  assert.equal(american.country('not a code'), undefined)
})

test('the locale is the reader’s own where the browser names one', () => {
  assert.equal(localeOf('es', ['en-GB', 'es-BO']), 'es-BO')
  assert.equal(localeOf('es', ['en-GB']), 'es-419')
  assert.equal(localeOf('en', ['es']), 'en-US')
})
