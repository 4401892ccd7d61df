import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const prefix = 'import-'
const ours = new Set<string>()

/**
 * A folder of its own for one import, below the workspace's staging folder. What an import that was killed has left there
 * is removed: only one process holds a workspace, so whatever this one did not make is left over.
 */
export async function openStaging(parent: string): Promise<string> {
  const folder = join(parent, `${prefix}${randomUUID()}`)
  ours.add(folder)
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(parent)) {
    const other = join(parent, name)
    if (name.startsWith(prefix) && !ours.has(other)) await rm(other, { recursive: true, force: true })
  }
  return folder
}

export async function closeStaging(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  ours.delete(folder)
}
