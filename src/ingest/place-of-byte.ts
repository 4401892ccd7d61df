import { createReadStream } from 'node:fs'

/** The line and the column on which a byte of a text file stands, both counted from 1. */
export async function placeOfByte(path: string, at: number): Promise<{ line: number; column: number }> {
  let line = 1
  let before: Buffer = Buffer.alloc(0)
  if (at === 0) return { line, column: 1 }
  for await (const piece of createReadStream(path, { end: at - 1, highWaterMark: 1 << 20 })) {
    const chunk = piece as Buffer
    for (let next = chunk.indexOf(10); next >= 0; next = chunk.indexOf(10, next + 1)) line++
    const last = chunk.lastIndexOf(10)
    before = last < 0 ? Buffer.concat([before, chunk]) : Buffer.from(chunk.subarray(last + 1))
  }
  return { line, column: columnAfter(before.toString('utf8')) }
}

/** The column that a row is in after these of its letters. */
export function columnAfter(before: string): number {
  const delimiter = [';', '\t', '|', ','].find((mark) => before.includes(mark)) ?? ','
  return before.replaceAll(/"[^"]*("|$)/g, '').split(delimiter).length
}
