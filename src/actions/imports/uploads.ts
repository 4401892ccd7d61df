import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../base/errors.ts'
import type { ImportFile } from '../../ingest/prepared-file.ts'
import { workspaceFolder } from '../../warehouse/open-warehouses.ts'
import type { House } from '../desk.ts'

type Place = Pick<House, 'data_folder'>

const listName = 'files.json'
const day = 86_400_000

export type IncomingFile = { name: string; content: Readable & { truncated?: boolean } }

/**
 * Keeps files that come in, under names of ours; theirs are only what they are called on screen. The list of them is
 * written last: an upload without one was cut off.
 */
export async function keepUpload(
  house: Place,
  workspaceId: string,
  incoming: AsyncIterable<IncomingFile>,
): Promise<{ upload_id: string; files: ImportFile[] }> {
  const upload_id = randomUUID()
  const folder = join(uploadsFolder(house, workspaceId), upload_id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const files: ImportFile[] = []
    for await (const { name, content } of incoming) {
      const path = join(folder, String(files.length))
      await pipeline(content, createWriteStream(path, { mode: 0o600, flush: true }))
      if (content.truncated) throw new AppError('file_too_large')
      files.push({ path, name: plainName(name) })
    }
    if (files.length === 0) throw new AppError('malformed_request', 'there is no file in the request')
    await writeFile(join(folder, listName), JSON.stringify(files.map(({ name }) => name)), { flush: true })
    return { upload_id, files }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** The files of an upload; none where it is unknown. */
export async function uploadedFiles(
  house: Place,
  workspaceId: string,
  uploadId: string,
): Promise<ImportFile[]> {
  if (!/^[0-9a-f-]{36}$/.test(uploadId)) return []
  const folder = join(uploadsFolder(house, workspaceId), uploadId)
  const list = await readFile(join(folder, listName), 'utf8').catch(() => '[]')
  return (JSON.parse(list) as string[]).map((name, index) => ({ name, path: join(folder, String(index)) }))
}

export async function removeUpload(house: Place, workspaceId: string, uploadId: string): Promise<void> {
  await rm(join(uploadsFolder(house, workspaceId), uploadId), { recursive: true, force: true })
}

/** Clears away uploads that nobody imported within a day, and what imports that were cut off left behind. */
export async function sweepUploads(house: Place & Pick<House, 'clock' | 'store'>): Promise<void> {
  for (const { workspace_id } of await house.store.workspaces.list()) {
    const folder = uploadsFolder(house, workspace_id)
    for (const name of await readdir(folder).catch(() => [])) {
      const { mtimeMs } = await stat(join(folder, name))
      if (house.clock().getTime() - mtimeMs > day) await removeUpload(house, workspace_id, name)
    }
  }
}

function uploadsFolder({ data_folder }: Place, workspaceId: string): string {
  return join(workspaceFolder(data_folder, workspaceId), 'uploads')
}

/** A name that holds a path was made by somebody who hopes that it is used. */
function plainName(name: string): string {
  const bad = /[/\\\0]/.test(name) || name === '..' || name === '.' || name.length > 255
  if (bad) throw new AppError('file_rejected', 'a file is named by its name alone, without a path')
  return name
}
