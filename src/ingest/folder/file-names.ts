import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportFile } from '../prepared-file.ts'

/** Names with * and ?, without regard to case. */
export function matcher(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')
}

/** The files of a folder that are meant, by name; hidden ones and those of programs at work are not. */
export async function filesIn(path: string, pattern: string): Promise<ImportFile[]> {
  const fits = matcher(pattern)
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .filter(
      (entry) =>
        entry.isFile() && !/^[.~]|\.(part|tmp|crdownload)$/i.test(entry.name) && fits.test(entry.name),
    )
    .map(({ name }) => ({ name, path: join(path, name) }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
