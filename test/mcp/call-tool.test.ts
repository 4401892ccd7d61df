import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capped } from '../../src/mcp/call-tool.ts'

const point = { date: '2025-01-01', revenue: 1234.5, orders: 3, average_order_value: 411.5 }

test('a short result is left alone', () => {
  const output = { total: 1, items: [point] }
  assert.deepEqual(capped(output), { result: output })
})

test('a long list anywhere is cut, and what was cut is told', () => {
  const output = {
    kpis: { total_revenue: 1 },
    pca: { points: Array.from({ length: 5000 }, () => point) },
    few: [1, 2, 3],
  }
  const { result, hint } = capped(output)
  assert.ok(JSON.stringify(result).length <= 60_000)
  const { points } = result.pca as { points: unknown[] }
  assert.deepEqual([result.kpis, result.few], [{ total_revenue: 1 }, [1, 2, 3]])
  assert.equal(hint, `pca.points: ${points.length} of 5000 are shown. Narrow the question for the rest.`)
  assert.equal(output.pca.points.length, 5000)
})

test('a page of a list says where the next begins', () => {
  const output = { items: Array.from({ length: 2000 }, () => point), total: 9000, limit: 2000, offset: 1000 }
  const { result, hint } = capped(output)
  const shown = (result.items as unknown[]).length
  assert.match(
    hint ?? '',
    new RegExp(`^${shown} of 9000 are shown, from 1001 to ${1000 + shown}: ask again with offset`),
  )
})
