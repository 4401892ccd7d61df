import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { levelsOf } from '../../src/web/charts/levels-of.ts'
import { joined } from '../../src/web/hooks/joined-forecast.ts'
import { horizonOf } from '../../src/web/pages/forecasts/horizon.ts'
import {
  changeKinds,
  isComplete,
  newChange,
  readChanges,
} from '../../src/web/pages/forecasts/scenario-changes.ts'
import { sureness } from '../../src/web/pages/forecasts/sureness.ts'

describe('the forecast that follows on a series', () => {
  const days = [{ date: '2025-01-01' }, { date: '2025-01-02' }]

  test('begins the day after', () => {
    const ahead = [{ date: '2025-01-03' }]
    assert.deepEqual(joined(days, ahead, 'day'), { points: days, predicted: ahead })
  })

  test('takes the place of a point that is not over', () => {
    const ahead = [{ date: '2025-01-02' }, { date: '2025-01-03' }]
    assert.deepEqual(joined(days, ahead, 'day'), { points: days.slice(0, 1), predicted: ahead })
  })

  test('is left out after a period that ended long before', () => {
    assert.deepEqual(joined(days, [{ date: '2025-01-09' }], 'day').predicted, [])
    assert.equal(joined(days, [{ date: '2025-01-09' }], 'week').predicted.length, 1)
  })

  test('is left out where there is nothing to follow on', () => {
    assert.deepEqual(joined([], [{ date: '2025-01-09' }], 'day').predicted, [])
  })
})

test('a horizon is what the server takes, whatever the address says', () => {
  assert.equal(horizonOf(undefined), 90)
  assert.equal(horizonOf('6'), 7)
  assert.equal(horizonOf('30.4'), 30)
  assert.equal(horizonOf('181'), 180)
  assert.equal(horizonOf('soon'), 90)
})

test('a forecast is called the less sure the wider its range is', () => {
  const of = (half: number) => sureness({ value: 100, lower_80: 100 - half, upper_80: 100 + half })
  assert.deepEqual([5, 20, 40, 80].map(of), ['very_sure', 'fairly_sure', 'rough', 'unsure'])
  assert.equal(sureness({ value: 0, lower_80: 0, upper_80: 0 }), 'unsure')
})

describe('the changes of a scenario', () => {
  test('are read back as they were written', () => {
    const changes = changeKinds.map(newChange)
    assert.deepEqual(readChanges(JSON.stringify(changes)), changes)
  })

  test('are none where the address holds something else', () => {
    for (const text of [
      undefined,
      '',
      '{',
      '7',
      '{"kind":"price"}',
      '[null,7,{"kind":"miracle"},{"kind":"price"}]',
    ])
      assert.deepEqual(readChanges(text), [])
  })

  test('are asked about once they say enough', () => {
    assert.deepEqual(changeKinds.map(newChange).map(isComplete), [true, true, false, true])
    assert.equal(isComplete({ kind: 'closure', dimension: 'country', value: 'Peru' }), true)
    assert.equal(
      isComplete({ kind: 'growth', change: 0.1, start_date: '2025-02-02', end_date: '2025-02-01' }),
      false,
    )
  })
})

test('a waterfall ends where its steps sum to', () => {
  assert.deepEqual(levelsOf([{ value: 3 }, { value: -1 }, { value: 2 }]), [0, 3, 2, 4])
  assert.deepEqual(levelsOf([]), [0])
})
