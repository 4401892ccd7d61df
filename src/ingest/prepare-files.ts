import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../base/errors.ts'
import { prepareText } from './prepare-text.ts'
import type { ImportFile, PreparedFile, PrepareOptions, Unpacked } from './prepared-file.ts'
import { readHead } from './read-head.ts'
import { rejected } from './rejection.ts'
import { bombFloor, bombRatio, gunzip, unzip } from './unpack.ts'
import { readZipEntries } from './zip-entries.ts'

const knownBinaries: { magic: number[]; what: string }[] = [
  { magic: [0xd0, 0xcf, 0x11, 0xe0], what: 'a workbook of Excel 97 to 2003: save it as .xlsx or CSV' },
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'a PDF, not a table' },
  { magic: [0x89, 0x50, 0x4e, 0x47], what: 'an image, not a table' },
  { magic: [0xff, 0xd8, 0xff], what: 'an image, not a table' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7-Zip archive: use zip or gzip' },
  { magic: [0x52, 0x61, 0x72, 0x21], what: 'a RAR archive: use zip or gzip' },
  { magic: [0x42, 0x5a, 0x68], what: 'packed with bzip2: use zip or gzip' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'packed with Zstandard: use zip or gzip' },
]

function startsWith(head: Buffer, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}

async function adopt(file: ImportFile, options: PrepareOptions): Promise<string> {
  const path = join(options.stagingFolder, randomUUID())
  await link(file.path, path).catch(() => copyFile(file.path, path))
  return path
}

async function hashFile(path: string, options: PrepareOptions): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal: options.signal })) {
    hash.update(chunk as Buffer)
    options.onBytes?.((chunk as Buffer).length)
  }
  return hash.digest('hex')
}

async function prepareWhole(
  file: Unpacked,
  format: 'parquet' | 'workbook',
  options: PrepareOptions,
): Promise<PreparedFile> {
  const { size } = await stat(file.path)
  const hash = file.hash ?? (await hashFile(file.path, options))
  return { name: file.name, path: file.path, format, encoding: null, bytes: size, lines: null, hash }
}

async function prepare(file: Unpacked, depth: number, options: PrepareOptions): Promise<PreparedFile[]> {
  const head = await readHead(file.path, 16)
  if (head.length === 0) throw rejected({ file: file.name, code: 'empty' }, 'the file is empty')
  if (depth > 2) throw rejected({ file: file.name, code: 'packing' }, 'the file is packed more than twice')
  if (startsWith(head, 0x1f, 0x8b)) {
    const unpacked = await gunzip(file, (await stat(file.path)).size, options)
    await rm(file.path, { force: true })
    return prepare(unpacked, depth + 1, options)
  }
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) {
    return prepareZip(file, depth, options)
  }
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31)) return [await prepareWhole(file, 'parquet', options)]
  const binary = knownBinaries.find(({ magic }) => startsWith(head, ...magic))
  if (binary) throw rejected({ file: file.name, code: 'not_a_table' }, `this is ${binary.what}`)
  return [await prepareText(file, options)]
}

async function prepareZip(file: Unpacked, depth: number, options: PrepareOptions): Promise<PreparedFile[]> {
  const entries = await readZipEntries(file.path, file.name)
  if (entries.some(({ name }) => name === '[Content_Types].xml' || name === 'content.xml')) {
    const inside = entries.reduce((sum, { size }) => sum + size, 0)
    const { size } = await stat(file.path)
    if (inside > 2 * 1024 ** 3 || (inside > bombFloor && inside > size * bombRatio)) {
      throw new AppError('file_too_large', `${file.name} unpacks to more than a workbook can hold`)
    }
    return [await prepareWhole(file, 'workbook', options)]
  }
  if (entries.length === 0)
    throw rejected({ file: file.name, code: 'no_rows' }, 'the zip archive holds no file')
  if (entries.length > 100)
    throw rejected({ file: file.name, code: 'packing' }, 'the zip archive holds more than 100 files')
  const prepared: PreparedFile[] = []
  for (const entry of entries) {
    prepared.push(...(await prepare(await unzip(file.path, file.name, entry, options), depth + 1, options)))
  }
  await rm(file.path, { force: true })
  return prepared
}

/**
 * Brings files into the staging folder, unpacked and in UTF-8, under names of our own; what they are called by the
 * user is only ever shown. One zip archive can give several. Files that are no table are rejected.
 */
export async function prepareFiles(
  files: readonly ImportFile[],
  options: PrepareOptions,
): Promise<PreparedFile[]> {
  await mkdir(options.stagingFolder, { recursive: true })
  const prepared: PreparedFile[] = []
  for (const file of files) {
    const found = await stat(file.path).catch((cause: unknown) => {
      throw rejected({ file: file.name, code: 'gone' }, 'there is no such file', cause)
    })
    if (!found.isFile()) throw rejected({ file: file.name, code: 'not_a_table' }, 'this is not a file')
    const path = await adopt(file, options)
    prepared.push(...(await prepare({ name: file.name, path, bytes: found.size, hash: null }, 0, options)))
  }
  return prepared
}

/** About how many bytes preparing will go through: packed files hold some eight times their size. */
export async function packedBytes(files: readonly ImportFile[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async ({ path, name }) => {
      const size = await stat(path).then(
        (found) => found.size,
        () => 0,
      )
      return /\.(gz|zip)$/i.test(name) ? size * 8 : size
    }),
  )
  return Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  )
}
