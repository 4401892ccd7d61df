import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { layouts } from '../../src/ingest/layouts/recognise-layout.ts'

test('the page of layouts names each of them, and what its columns become', async () => {
  const page = await readFile('docs/layouts.md', 'utf8')
  const wanted = layouts.map(({ name, columns }) => {
    const fields = Object.entries(columns).map(([field, from]) => `\`${field}\` ${from.join(' or ')}`)
    return `- **${name}**: ${fields.join('; ')}`
  })
  const missing = wanted.filter((line) => !page.includes(`${line}\n`))
  assert.deepEqual(missing, [], 'these lines belong on the page')
  for (const { name } of layouts) assert.ok(page.includes(`\`${name}\``), name)
})
