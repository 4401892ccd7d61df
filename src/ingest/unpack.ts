import { createHash, randomUUID } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { Readable, TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createInflateRaw, crc32 } from 'node:zlib'
import { AppError } from '../base/errors.ts'
import type { PrepareOptions, Unpacked } from './prepared-file.ts'
import { columnAfter } from './place-of-byte.ts'
import { rejected } from './rejection.ts'
import { openZipEntry } from './zip-entries.ts'
import type { ZipEntry } from './zip-entries.ts'

const defaultMaxBytes = 64 * 1024 ** 3
// a text of one repeated letter shrinks a thousandfold; order files ten- to thirtyfold
export const bombRatio = 400
export const bombFloor = 256 * 1024 * 1024

/** Counts what comes out of a decompressor and stops when it can only be meant to fill the disk. */
class Guard extends Transform {
  readonly hash: Hash = createHash('sha256')
  bytes = 0
  crc = 0
  readonly #file: string
  readonly #packed: number
  readonly #options: PrepareOptions
  readonly #checksum: boolean

  constructor(file: string, packed: number, options: PrepareOptions, checksum = false) {
    super({ highWaterMark: 1 << 20 })
    this.#file = file
    this.#packed = packed
    this.#options = options
    this.#checksum = checksum
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.bytes += chunk.length
    this.#options.onBytes?.(chunk.length)
    if (this.bytes > (this.#options.maxBytes ?? defaultMaxBytes)) {
      return done(
        new AppError('file_too_large', `${this.#file} is larger than what is accepted once unpacked`),
      )
    }
    if (this.bytes > bombFloor && this.bytes > this.#packed * bombRatio) {
      return done(
        new AppError('file_too_large', `${this.#file} unpacks to more than ${bombRatio} times its size`),
      )
    }
    this.hash.update(chunk)
    if (this.#checksum) this.crc = crc32(chunk, this.crc)
    done(null, chunk)
  }
}

/** How far a damaged file can be read: unpacks it once more and counts the lines that come out. */
async function placeOfFault(open: () => Promise<Readable>, steps: () => Transform[]) {
  const [unpacker] = steps()
  let line = 1
  let rest = ''
  await new Promise<void>((resolve) => {
    unpacker.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      line += lines.length - 1
      rest = lines.at(-1) ?? ''
    })
    unpacker.on('error', () => resolve()).on('end', () => resolve())
    void open().then((source) => source.pipe(unpacker))
  })
  return { line, column: columnAfter(rest) }
}

async function unpack(
  open: () => Promise<Readable>,
  steps: () => Transform[],
  file: string,
  packed: number,
  options: PrepareOptions,
): Promise<Unpacked & { crc: number }> {
  const path = join(options.stagingFolder, randomUUID())
  const guard = new Guard(file, packed, options, true)
  try {
    await pipeline([await open(), ...steps(), guard, createWriteStream(path)], { signal: options.signal })
  } catch (error) {
    if (error instanceof AppError) throw error
    const code = (error as { code?: string }).code ?? ''
    if (!code.startsWith('Z_')) throw error
    const problem =
      code === 'Z_BUF_ERROR' ? 'the compressed file is cut short here' : 'the compressed file is damaged here'
    const { line, column } = await placeOfFault(open, steps)
    const fault = code === 'Z_BUF_ERROR' ? 'cut_short' : 'damaged'
    throw rejected({ file, line, column, code: fault }, problem, error)
  }
  return { name: file, path, bytes: guard.bytes, hash: guard.hash.digest('hex'), crc: guard.crc }
}

/** Unpacks a gzip file into the staging folder. */
export function gunzip(file: Unpacked, packed: number, options: PrepareOptions): Promise<Unpacked> {
  const source = async (): Promise<Readable> => createReadStream(file.path, { highWaterMark: 1 << 20 })
  return unpack(source, () => [createGunzip({ chunkSize: 1 << 20 })], file.name, packed, options)
}

/** Unpacks one file of a zip archive into the staging folder and checks its sum. */
export async function unzip(
  path: string,
  name: string,
  entry: ZipEntry,
  options: PrepareOptions,
): Promise<Unpacked> {
  if (entry.encrypted)
    throw rejected({ file: name, code: 'protected' }, 'the zip archive is protected by a password')
  if (entry.method !== 0 && entry.method !== 8) {
    throw rejected(
      { file: name, code: 'packing' },
      'the zip archive uses a way of packing that is not understood',
    )
  }
  const shown = entry.name.split(/[\\/]/).at(-1) ?? entry.name
  const steps = (): Transform[] => (entry.method === 8 ? [createInflateRaw({ chunkSize: 1 << 20 })] : [])
  const source = async (): Promise<Readable> => (await openZipEntry(path, entry)) as Readable
  const unpacked = await unpack(source, steps, shown, entry.compressed, options)
  if (unpacked.crc !== entry.crc) {
    await rm(unpacked.path, { force: true })
    throw rejected({ file: shown, code: 'damaged' }, 'the zip archive is damaged: its check sum differs')
  }
  return unpacked
}
