import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { layouts } from '../../src/ingest/layouts/recognise-layout.ts'

test('the page of layouts lists exactly those that are recognised', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/layouts.md'), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  const listed = rows.flatMap((row) => [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  assert.deepEqual(new Set(listed), new Set(layouts.map(({ name }) => name)))
})
