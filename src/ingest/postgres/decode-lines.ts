import { isUtf8 } from 'node:buffer'
import { Transform } from 'node:stream'
import type { TransformCallback } from 'node:stream'

const feed = 10

/**
 * Turns lines of bytes, each of whatever encoding its writer had, into UTF-8: a line that is none is taken for Windows-1252. Line by
 * line, so that a row reads the same whatever else is read with it.
 */
export class DecodeLines extends Transform {
  readonly #decoder = new TextDecoder('windows-1252')
  #rest: Buffer = Buffer.alloc(0)

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const end = chunk.lastIndexOf(feed) + 1
    if (end === 0) {
      this.#rest = Buffer.concat([this.#rest, chunk])
      return done()
    }
    const lines = Buffer.concat([this.#rest, chunk.subarray(0, end)])
    this.#rest = Buffer.from(chunk.subarray(end))
    done(null, this.#decoded(lines))
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#decoded(this.#rest))
  }

  #decoded(lines: Buffer): Buffer {
    if (isUtf8(lines)) return lines
    const parts: Buffer[] = []
    for (let from = 0; from < lines.length;) {
      const at = lines.indexOf(feed, from)
      const end = at < 0 ? lines.length : at + 1
      const line = lines.subarray(from, end)
      parts.push(isUtf8(line) ? line : Buffer.from(this.#decoder.decode(line)))
      from = end
    }
    return Buffer.concat(parts)
  }
}

/** Whether a text came through with letters whose bytes cannot be told any more, so that it is no key to ask by. */
export const isForeign = (text: string): boolean => /[^\0-\u007f]/.test(text)
