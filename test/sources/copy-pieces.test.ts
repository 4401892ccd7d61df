import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { endOfRow, oddQuotes } from '../../src/ingest/postgres/rows-in-bytes.ts'

/** Rows as PostgreSQL writes them, with line feeds and quotes inside quotes. */
function rowsOf(n: number, random: () => number): string[] {
  const texts = ['plain', '"with, comma"', '"two\nlines"', '"""quoted"""', '""', '', '"a ""b""\n\nc"', 'ñ€']
  return Array.from(
    { length: n },
    (_, at) =>
      `${at},${texts[Math.floor(random() * texts.length)]},${texts[Math.floor(random() * texts.length)]}\n`,
  )
}

test('bytes are cut between rows, wherever they come apart', () => {
  const random = seededRandom(3)
  for (let round = 0; round < 200; round++) {
    const rows = rowsOf(20, random)
    const bytes = Buffer.from(rows.join(''))
    const at = Math.floor(random() * bytes.length)
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
    const ends = new Set<number>()
    let end = 0
    for (const row of rows) ends.add((end += Buffer.byteLength(row)))
    const cut = endOfRow(after, oddQuotes(before))
    assert.ok(cut === 0 ? at === bytes.length : ends.has(at + cut), `${round}: ${at} + ${cut}`)
    assert.ok(cut === 0 || ![...ends].some((each) => each > at && each < at + cut))
  }
})
