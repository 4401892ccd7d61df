import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  actionAtRisk,
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

test('who is leaving is neither rewarded nor offered more', () => {
  for (const segment of segmentsOfScheme['rfm-11'])
    assert.ok(!['reward', 'offer_more', 'build_habit', 'welcome'].includes(actionAtRisk(segment)), segment)
  assert.equal(actionAtRisk('Champions'), 'call_personally')
  assert.equal(actionAtRisk('Dormant'), 'contact_at_low_cost')
})

test('a segment is found however it is written', () => {
  assert.equal(findSegment('at_risk', 'filter-4'), 'At-Risk')
  assert.equal(findSegment('CANNOT-LOSE-THEM', 'clusters-8'), 'Cannot Lose Them')
  assert.equal(findSegment('nobody', 'rfm-11'), undefined)
})
