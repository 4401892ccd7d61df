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

// a lock that nobody refers to would be collected, and with it let go
const locks = new Set<DatabaseSync>()

/**
 * Takes a data folder for this process alone. The lock is the operating system's, taken by way of SQLite: it ends with
 * the process however that ends, so there is no stale lock to judge.
 */
export function holdDataFolder(folder: string, self: Holder): HeldFolder {
  const lock = openLock(folder)
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw isBusy(error) ? inUse(folder, error) : unusable(folder, error)
  }
  locks.add(lock)
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
      locks.delete(lock)
      lock.close()
    },
  }
}

function openLock(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  } catch (error) {
    throw unusable(folder, error)
  }
}

/** SQLITE_BUSY and SQLITE_LOCKED */
function isBusy(error: unknown): boolean {
  return [5, 6].includes((error as { errcode?: number }).errcode ?? 0)
}

function unusable(folder: string, cause: unknown): AppError {
  const { code, message } = cause as NodeJS.ErrnoException
  const why = reasons[code ?? ''] ?? message
  return new AppError('bad_configuration', `the data folder ${folder} cannot be used: ${why}`, { cause })
}

const reasons: Record<string, string> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'it is not permitted; give this user the folder, or set DATA_DIR to another',
  EPERM: 'it is not permitted; give this user the folder, or set DATA_DIR to another',
  EROFS: 'it is on a disk that can only be read',
  ENOSPC: 'the disk is full',
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
