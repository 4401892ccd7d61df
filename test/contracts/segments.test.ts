import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  actionOfSegment,
  findSegment,
  mapSegment,
  segmentSchemes,
  segmentsOfScheme,
} from '../../src/contracts/segments.ts'

test('every segment of every scheme has an action and, prospects apart, a counterpart in every other scheme', () => {
  for (const from of segmentSchemes) {
    for (const segment of segmentsOfScheme[from]) {
      assert.ok(actionOfSegment[segment])
      for (const to of segmentSchemes) {
        const counterpart = mapSegment(segment, from, to)
        if (segment === 'Prospects') continue
        assert.ok(counterpart && segmentsOfScheme[to].includes(counterpart), `${segment} of ${from} in ${to}`)
      }
    }
  }
})

test('a segment is found however it is written', () => {
  assert.equal(findSegment('at_risk', 'filter-4'), 'At-Risk')
  assert.equal(findSegment('CANNOT-LOSE-THEM', 'clusters-8'), 'Cannot Lose Them')
  assert.equal(findSegment('nobody', 'rfm-11'), undefined)
})
