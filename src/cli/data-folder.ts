import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../base/errors.ts'

/** Who holds a data folder, as it wrote of itself. */
export type Holder = { pid: number; what: string; since: string; socket?: string; address?: string }

export type HeldFolder = {
  /** tells others more about the holder: where its socket is, under which address it listens */
  describe: (more: Partial<Holder>) => void
  release: () => void
}

const holderFile = 'holder.json'

/**
 * Takes a data folder for this process alone. The lock is the operating system's, taken by way of SQLite: it ends with
 * the process however that ends, so there is no stale lock to judge.
 */
export function holdDataFolder(folder: string, self: Holder): HeldFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw inUse(folder, error)
  }
  let holder = self
  const file = join(folder, holderFile)
  const write = (): void => {
    writeFileSync(file, JSON.stringify(holder), { mode: 0o600 })
    chmodSync(file, 0o600)
  }
  write()
  return {
    describe: (more) => {
      holder = { ...holder, ...more }
      write()
    },
    release: () => {
      rmSync(file, { force: true })
      lock.close()
    },
  }
}

/** What the holder of a folder says of itself; it may have ended since. */
export function holderOf(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, holderFile), 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function inUse(folder: string, cause: unknown): AppError {
  const holder = holderOf(folder)
  const who = holder ? `${holder.what} (process ${holder.pid}, since ${holder.since})` : 'another process'
  const where = holder?.address ? ` at ${holder.address}` : ''
  const message = `the data folder ${folder} is in use by ${who}${where}: stop it, or set DATA_DIR to another folder`
  return new AppError('data_folder_in_use', message, { cause })
}
