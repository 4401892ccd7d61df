import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvText } from '../../src/web/hooks/csv.ts'
import { narrowed } from '../../src/web/hooks/narrowed.ts'

test('fields are quoted where they must be, and no formula gets out', () => {
  const text = csvText(
    [
      {
        key: 'a',
        title: 'Name, first',
        kind: 'text',
        value: ({ name }: { name: string; amount: number | null }) => name,
      },
      { key: 'b', title: 'Amount', kind: 'money', value: ({ amount }) => amount },
    ],
    [
      { name: 'say "hi"', amount: -3.5 },
      { name: '=1+1', amount: null },
    ],
  )
  assert.equal(text, '\ufeff"Name, first",Amount\r\n"say ""hi""",-3.5\r\n\'=1+1,\r\n')
})

test('days of what is opened take the place of the preset', () => {
  assert.deepEqual(
    narrowed(
      { period: 'last_30_days', country: ['Chile'] },
      { start_date: '2025-01-01', end_date: '2025-01-01' },
    ),
    {
      country: ['Chile'],
      start_date: '2025-01-01',
      end_date: '2025-01-01',
    },
  )
})
