import { isUtf8 } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PreparedFile, PrepareOptions, Unpacked } from './prepared-file.ts'
import { placeOfByte } from './place-of-byte.ts'
import { readHead } from './read-head.ts'
import { rejected } from './rejection.ts'
import { detectEncoding, inspectUtf8, unfinishedTail } from './text-encoding.ts'
import type { Encoding } from './text-encoding.ts'

/** Turns text of another encoding into UTF-8. */
class Transcoder extends Transform {
  readonly #decoder: InstanceType<typeof TextDecoder>
  readonly #file: string

  constructor(file: string, encoding: Encoding) {
    super({ highWaterMark: 1 << 20 })
    this.#file = file
    this.#decoder = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' })
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    try {
      done(null, Buffer.from(this.#decoder.decode(chunk, { stream: true })))
    } catch (cause) {
      done(
        rejected(
          { file: this.#file, code: 'encoding' },
          'the text is damaged: it is not what its encoding allows',
          cause,
        ),
      )
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      done(null, Buffer.from(this.#decoder.decode()))
    } catch (cause) {
      done(
        rejected(
          { file: this.#file, code: 'cut_short' },
          'the text is cut short in the middle of a letter',
          cause,
        ),
      )
    }
  }
}

const feed = 10
const carriage = 13

/**
 * Ends every line with a line feed alone: the engine, told of other line ends, loses rows without a word (seen in 1.5
 * with strict reading and a skipped header). Where the file has no line feeds, each carriage return ends a line.
 */
class LineEnds extends Transform {
  readonly #alone: boolean
  #pending = false

  constructor(alone: boolean) {
    super({ highWaterMark: 1 << 20 })
    this.#alone = alone
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const output = Buffer.allocUnsafe(chunk.length + 1)
    let length = 0
    if (this.#pending && chunk[0] !== feed) output[length++] = carriage
    this.#pending = false
    let from = 0
    for (let at = chunk.indexOf(carriage); at >= 0; at = chunk.indexOf(carriage, at + 1)) {
      length += chunk.copy(output, length, from, at)
      from = at + 1
      if (this.#alone) output[length++] = feed
      else if (at === chunk.length - 1) this.#pending = true
      else if (chunk[at + 1] !== feed) output[length++] = carriage
    }
    length += chunk.copy(output, length, from)
    done(null, output.subarray(0, length))
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#pending ? Buffer.from([carriage]) : null)
  }
}

/** Reads the whole of a text file once: its hash, the first byte that is no UTF-8, the first zero byte (-1 for none), and its lines. */
async function scanText(file: Unpacked, options: PrepareOptions) {
  const hash = createHash('sha256')
  let carry: Buffer = Buffer.alloc(0)
  let bytes = 0
  let badAt = -1
  let zeroAt = -1
  let feeds = 0
  let carriages = false
  let last = feed
  for await (const piece of createReadStream(file.path, { highWaterMark: 1 << 20, signal: options.signal })) {
    const chunk = piece as Buffer
    if (file.hash === null) {
      hash.update(chunk)
      options.onBytes?.(chunk.length)
    }
    if (zeroAt < 0 && chunk.includes(0)) zeroAt = bytes + chunk.indexOf(0)
    if (badAt < 0) {
      const text = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
      const whole = text.subarray(0, text.length - unfinishedTail(text))
      if (!isUtf8(whole)) badAt = bytes - carry.length + inspectUtf8(whole).badAt
      carry = Buffer.from(text.subarray(whole.length))
    }
    bytes += chunk.length
    carriages ||= chunk.includes(carriage)
    for (let at = chunk.indexOf(feed); at >= 0; at = chunk.indexOf(feed, at + 1)) feeds++
    last = chunk[chunk.length - 1]
  }
  if (badAt < 0 && carry.length > 0) badAt = bytes - carry.length
  return {
    hash: file.hash ?? hash.digest('hex'),
    bytes,
    badAt,
    zeroAt,
    feeds,
    carriages,
    lines: feeds + (last === feed ? 0 : 1),
  }
}

async function holdsSequences(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (inspectUtf8(chunk as Buffer).sequences > 0) return true
  }
  return false
}

async function rewrite(
  file: Unpacked,
  steps: readonly Transform[],
  options: PrepareOptions,
): Promise<Unpacked> {
  const path = join(options.stagingFolder, randomUUID())
  const source = createReadStream(file.path, { highWaterMark: 1 << 20 })
  await pipeline([source, ...steps, createWriteStream(path)], { signal: options.signal })
  await rm(file.path, { force: true })
  return { ...file, path }
}

async function rejectAt(file: Unpacked, byte: number, problem: string): Promise<never> {
  const { line, column } = await placeOfByte(file.path, byte)
  throw rejected({ file: file.name, line, column, code: 'encoding' }, problem)
}

const jsonName = /\.(json|ndjson|jsonl)$|^[^.]*$/i

/** Recognises the encoding of a text file and leaves it in UTF-8 in the staging folder. */
export async function prepareText(file: Unpacked, options: PrepareOptions): Promise<PreparedFile> {
  const head = await readHead(file.path)
  let encoding = detectEncoding(head)
  if (encoding === null) {
    throw rejected(
      { file: file.name, code: 'not_a_table' },
      'this is not a text file, nor any kind of table that is known',
    )
  }
  const scan = await scanText(file, options)
  let text: Unpacked = { ...file, hash: scan.hash, bytes: scan.bytes }
  if (encoding === 'utf-8' || encoding === 'windows-1252') {
    if (scan.zeroAt >= 0) await rejectAt(file, scan.zeroAt, 'there is a zero byte in the text')
    if (scan.badAt >= 0 && (await holdsSequences(file.path))) {
      await rejectAt(file, scan.badAt, 'the text mixes encodings: most of it is UTF-8, here it is not')
    }
    encoding = scan.badAt >= 0 ? 'windows-1252' : 'utf-8'
  }
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const steps = [
    ...(encoding === 'utf-8' ? [] : [new Transcoder(file.name, encoding)]),
    ...(scan.carriages || wide ? [new LineEnds(scan.feeds === 0)] : []),
  ]
  if (steps.length > 0) text = await rewrite(text, steps, options)
  const first = (await readHead(text.path)).toString('utf8')
  if (first.trim() === '') throw rejected({ file: file.name, code: 'empty' }, 'the file is empty')
  const json = /^\uFEFF?\s*[[{]/.test(first) && jsonName.test(file.name.replace(/\.(gz|zip)$/i, ''))
  return {
    ...text,
    hash: scan.hash,
    format: json ? 'json' : 'csv',
    encoding,
    lines: wide || scan.feeds === 0 ? null : scan.lines,
  }
}
