import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printAnswer, shown } from '../../src/cli/print-answer.ts'

test('rates are percentages, and a margin is money where its rate stands beside it', () => {
  assert.equal(shown('churn_rate', 0.293), '29.3%')
  assert.equal(shown('margin', 0.478), '47.8%')
  assert.equal(shown('churn_probability', 0.004), '0.4%')
  assert.equal(shown('margin', 367739.75, { margin: 367739.75, margin_rate: 0.497 }), '367,739.75')
  assert.equal(shown('total_revenue', 9792708.88), '9,792,708.88')
})

test('what stands inside a field is read out, never as JSON', () => {
  assert.equal(shown('title', { en: 'Customer groups', es: 'Grupos' }), 'Customer groups')
  const values = [
    { value: 'La Paz', count: 9375 },
    { value: 'Oruro', count: 2 },
  ]
  assert.equal(shown('region', values), 'La Paz 9,375, Oruro 2')
  assert.equal(shown('reasons', ['overdue', 'irregular']), 'overdue, irregular')
  assert.equal(shown('range', { low: 1.5, high: null }), 'low 1.50')
})

test('an answer is printed figure by figure, its rows first among the lists', () => {
  const printed = printAnswer('Sales', {
    as_of: '2025-10-31',
    currency: 'BOB',
    reasons: { profit: 'no_cost_data' },
    total_revenue: 12.5,
    outlook: { made_as_of: '2025-10-31', revenue_90: { expected: 1200, low: 800, high: 1600.25 } },
    items: [{ day: '2025-10-31', revenue: 12.5 }],
    previous: [{ day: '2025-10-30', revenue: 1 }],
  })
  assert.equal(
    printed,
    `Sales

total revenue  12.50

outlook
made as of           2025-10-31
revenue 90 expected       1,200
revenue 90 low              800
revenue 90 high        1,600.25

day         revenue
2025-10-31    12.50

previous
day         revenue
2025-10-30        1

as of 2025-10-31, in BOB
profit: no cost data
`,
  )
})

test('records inside an object are tables below it', () => {
  const kinds = [{ kind: 'sale', rows: 2, amount: 3.5 }]
  assert.equal(
    printAnswer('Quality', { verdict: { quality: 'good', kinds } }),
    'Quality\n\nverdict\nquality  good\n\nverdict: kinds\nkind  rows  amount\nsale     2    3.50\n',
  )
})

test('text that would drive the terminal is shown, not sent', () => {
  assert.equal(shown('name', '\u001b[31mred\u202e'), '·[31mred·')
  assert.equal(shown('names', ['\u0007']), '·')
})

test('a total of several figures is told before the lists, and is no count of them', () => {
  const printed = printAnswer('Sales forecast', {
    total: { value: 625_680.11, lower_80: 574_458.61, change_from_year_before: -0.2 },
    backtest: { origins: 8, items: [{ date: '2025-10-31', actual: 1, forecast: 2 }] },
    predictions: [{ date: '2025-11-01', value: 28_030.14 }],
  })
  assert.match(printed, /total\nvalue +625,680\.11/)
  assert.match(printed, /change from year before +-20\.0%/)
  assert.doesNotMatch(printed, /nothing found/)
  const places = ['total\n', 'predictions\n', 'backtest: items\n'].map((part) => printed.indexOf(part))
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
})
