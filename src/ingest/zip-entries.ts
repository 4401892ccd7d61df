import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { rejected } from './rejection.ts'

/** One file inside a zip archive; its name is shown, never used as a path. */
export type ZipEntry = {
  name: string
  method: number
  crc: number
  compressed: number
  size: number
  headerOffset: number
  encrypted: boolean
}

const endSignature = 0x06054b50
const end64Signature = 0x06064b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const unknown32 = 0xffffffff

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function findDirectory(handle: FileHandle, name: string) {
  const { size } = await handle.stat()
  const tailLength = Math.min(size, 65_557)
  const tail = await readAt(handle, size - tailLength, tailLength)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue
    const offset = tail.readUInt32LE(at + 16)
    const length = tail.readUInt32LE(at + 12)
    if (offset !== unknown32 && length !== unknown32) return { offset, length }
    if (at < 20) break
    const end64 = await readAt(handle, Number(tail.readBigUInt64LE(at - 12)), 56)
    if (end64.length < 56 || end64.readUInt32LE(0) !== end64Signature) break
    return { offset: Number(end64.readBigUInt64LE(48)), length: Number(end64.readBigUInt64LE(40)) }
  }
  throw rejected(
    { file: name, code: 'cut_short' },
    'the zip archive is cut short or damaged: it has no directory',
  )
}

/** Sizes of 4 GiB and more stand in an extra field, in this order, only those that did not fit. */
function widen(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const field of ['size', 'compressed', 'headerOffset'] as const) {
      if (entry[field] !== unknown32) continue
      entry[field] = Number(extra.readBigUInt64LE(next))
      next += 8
    }
  }
}

function isBookkeeping(name: string): boolean {
  return name.endsWith('/') || name.startsWith('__MACOSX/') || (name.split('/').at(-1) ?? '').startsWith('.')
}

/** The files inside a zip archive, as its directory lists them; folders and the marks of macOS are left out. */
export async function readZipEntries(path: string, name: string): Promise<ZipEntry[]> {
  const handle = await open(path, 'r')
  try {
    const { offset, length } = await findDirectory(handle, name)
    if (length > 64 * 1024 * 1024)
      throw rejected({ file: name, code: 'packing' }, 'the zip archive lists too many files')
    const directory = await readAt(handle, offset, length)
    const entries: ZipEntry[] = []
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature;) {
      const nameLength = directory.readUInt16LE(at + 28)
      const extraLength = directory.readUInt16LE(at + 30)
      const commentLength = directory.readUInt16LE(at + 32)
      const entry: ZipEntry = {
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        crc: directory.readUInt32LE(at + 16),
        compressed: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        headerOffset: directory.readUInt32LE(at + 42),
        encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      }
      widen(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
      if (!isBookkeeping(entry.name)) entries.push(entry)
      at += 46 + nameLength + extraLength + commentLength
    }
    return entries
  } finally {
    await handle.close()
  }
}

/** The compressed bytes of one entry. */
export async function openZipEntry(path: string, entry: ZipEntry): Promise<NodeJS.ReadableStream> {
  const handle = await open(path, 'r')
  try {
    const header = await readAt(handle, entry.headerOffset, 30)
    if (header.length < 30 || header.readUInt32LE(0) !== localSignature) {
      throw rejected({ file: entry.name, code: 'damaged' }, 'the zip archive is damaged')
    }
    const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    return createReadStream(path, {
      start,
      end: start + Math.max(entry.compressed, 1) - 1,
      highWaterMark: 1 << 20,
    })
  } finally {
    await handle.close()
  }
}
