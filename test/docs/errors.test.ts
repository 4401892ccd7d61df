import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { errorCatalogue } from '../../src/base/errors.ts'

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')

test('docs/errors.md lists exactly the catalogue, with its statuses', () => {
  const listed = [...page.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(
    ([, code, status]) => `${code} ${status}`,
  )
  const catalogue = Object.entries(errorCatalogue).map(([code, { status }]) => `${code} ${status}`)
  assert.deepEqual(listed.toSorted(), catalogue.toSorted())
})
