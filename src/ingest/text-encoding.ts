import { isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const textControls = new Set([9, 10, 12, 13, 26, 27])

/** Length of an incomplete UTF-8 sequence at the end of a chunk, at most 3. */
export function unfinishedTail(chunk: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back]
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? back : 0
  }
  return 0
}

function guessUtf16(sample: Uint8Array): Encoding | null {
  let evenZeros = 0
  let oddZeros = 0
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] !== 0) continue
    if (i % 2 === 0) evenZeros++
    else oddZeros++
  }
  const half = sample.length / 2
  if (oddZeros > half * 0.5 && evenZeros < half * 0.05) return 'utf-16le'
  if (evenZeros > half * 0.5 && oddZeros < half * 0.05) return 'utf-16be'
  return null
}

/**
 * The encoding of a text file by its first bytes, or null when they are no text. Text without a mark that is not
 * UTF-8 is taken for Windows-1252, of which Latin-1 is a part.
 */
export function detectEncoding(sample: Uint8Array): Encoding | null {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const wide = sample.includes(0) ? guessUtf16(sample) : null
  if (wide !== null) return wide
  let controls = 0
  for (const byte of sample)
    if (byte < 32 && !textControls.has(byte) && byte !== 30 && byte !== 31) controls++
  if (controls > Math.max(2, sample.length * 0.01)) return null
  return isUtf8(sample.subarray(0, sample.length - unfinishedTail(sample))) ? 'utf-8' : 'windows-1252'
}

/** Where a byte that is no UTF-8 first stands, or -1; and whether proper sequences of several bytes stand there too. */
export function inspectUtf8(bytes: Uint8Array): { badAt: number; sequences: number } {
  let badAt = -1
  let sequences = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte < 0x80) continue
    const needed = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0
    let good = needed > 0 && byte < 0xf5
    for (let k = 1; good && k <= needed; k++) good = (bytes[i + k] & 0xc0) === 0x80
    if (good) {
      sequences++
      i += needed
    } else if (badAt < 0) badAt = i
  }
  return { badAt, sequences }
}
