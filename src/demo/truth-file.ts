import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { workspaceFolder } from '../warehouse/open-warehouses.ts'
import type { Truth } from './truth.ts'

/** Where a demo workspace keeps what was planted in it. */
export function truthFile(dataFolder: string, workspaceId: string): string {
  return join(workspaceFolder(dataFolder, workspaceId), 'truth.json')
}

export async function writeTruth(dataFolder: string, workspaceId: string, truth: Truth): Promise<void> {
  const file = truthFile(dataFolder, workspaceId)
  await writeFile(`${file}.new`, JSON.stringify(truth))
  await rename(`${file}.new`, file)
}

/** Null for a workspace that is no demo shop. */
export async function readTruth(dataFolder: string, workspaceId: string): Promise<Truth | null> {
  try {
    return JSON.parse(await readFile(truthFile(dataFolder, workspaceId), 'utf8')) as Truth
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
