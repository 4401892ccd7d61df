import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const source = new URL('../../src/', import.meta.url).pathname

function files(room: string): string[] {
  return readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(room, name))
}

/** What may stand in a piece of raw SQL: names out of this code's own lists, never a value of a request or a row. */
const unsafe = /\b(input|filter|record|question|request|params|body)\b(\.|\[)/

/** The pieces given to `raw(...)`, each up to the bracket that closes it. */
function rawPieces(text: string): string[] {
  return [...text.matchAll(/\braw\(/g)].map(({ index }) => {
    let depth = 0
    for (let at = index + 3; at < text.length; at++) {
      if (text[at] === '(') depth++
      if (text[at] === ')' && --depth === 0) return text.slice(index, at + 1)
    }
    return text.slice(index)
  })
}

test('answers never make SQL text of what a caller sent', () => {
  for (const file of files('answers')) {
    for (const piece of rawPieces(readFileSync(join(source, file), 'utf8'))) {
      const inserts = [...piece.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1])
      const bare = /^raw\(\s*[`']/.test(piece) ? inserts : [piece]
      for (const insert of bare) {
        // a look-up in a table of columns gives a word of this code, whatever the key; a granularity is one of three words
        const lookedUp = insert.replaceAll(/sortColumns\[[^\]]*\]+|input\.granularity/g, 'column')
        assert.ok(!unsafe.test(lookedUp), `${file}: ${piece}`)
      }
    }
  }
})

test('no value is put between quotes of a statement', () => {
  for (const file of [...files('answers'), ...files('warehouse')]) {
    const text = readFileSync(join(source, file), 'utf8')
    for (const [statement] of text.matchAll(/sql`[^`]*`/g)) {
      assert.ok(!/'\$\{(?!granularity)/.test(statement), `${file}: ${statement.slice(0, 200)}`)
    }
  }
})
