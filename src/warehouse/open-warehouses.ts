import { access, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../base/errors.ts'
import { openWarehouse } from './open-warehouse.ts'
import type { OpenWarehouse } from './open-warehouse.ts'
import { createSlots } from './slots.ts'
import type { Warehouses } from './warehouse.ts'

export type WarehousesOptions = {
  /** the data folder; each workspace has a folder of its own below it */
  folder: string
  /** how much memory all open workspaces may take together */
  memoryMb?: number
  threads?: number
  /** how many queries run at once in this process */
  readers?: number
  timeLimitMs?: number
  /** how many workspaces stay open */
  keepOpen?: number
}

/** The folder that holds all of one workspace's files. */
export function workspaceFolder(dataFolder: string, workspaceId: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(workspaceId)) {
    throw new AppError('workspace_not_found', 'a workspace id is made of a-z, 0-9 and -, at most 63 of them')
  }
  return join(dataFolder, 'workspaces', workspaceId)
}

/** The workspaces of a data folder; the least recently used are closed when too many are open. */
export function openWarehouses(options: WarehousesOptions): Warehouses {
  const keepOpen = options.keepOpen ?? 6
  const memoryMb = options.memoryMb ?? 4096
  const settings = {
    slots: createSlots(options.readers ?? 4),
    // two workspaces working hard at once is the case worth providing for; the rest spill to their temp folder
    memoryLimit: `${Math.max(128, Math.floor(memoryMb / 2))}MB`,
    threads: options.threads ?? 2,
    timeLimitMs: options.timeLimitMs ?? 30_000,
  }
  const open = new Map<string, Promise<OpenWarehouse>>()

  const fileOf = (workspaceId: string): string =>
    join(workspaceFolder(options.folder, workspaceId), 'warehouse.duckdb')

  const closeIdle = async (): Promise<void> => {
    for (const [workspaceId, opening] of open) {
      if (open.size <= keepOpen) return
      const warehouse = await opening
      if (warehouse.busy()) continue
      open.delete(workspaceId)
      await warehouse.close()
    }
  }

  const obtain = (workspaceId: string): Promise<OpenWarehouse> => {
    const opening = open.get(workspaceId) ?? openWarehouse(workspaceId, fileOf(workspaceId), settings)
    open.delete(workspaceId)
    open.set(workspaceId, opening)
    opening.catch(() => open.delete(workspaceId))
    return opening
  }

  return {
    async open(workspaceId) {
      const file = fileOf(workspaceId)
      if (!open.has(workspaceId)) {
        await access(file).catch(() => {
          throw new AppError('workspace_not_found')
        })
      }
      const warehouse = await obtain(workspaceId)
      if (open.size > keepOpen) await closeIdle()
      return warehouse
    },
    async create(workspaceId) {
      await mkdir(workspaceFolder(options.folder, workspaceId), { recursive: true })
      return obtain(workspaceId)
    },
    async remove(workspaceId) {
      const opening = open.get(workspaceId)
      open.delete(workspaceId)
      await (await opening)?.close()
      await rm(workspaceFolder(options.folder, workspaceId), { recursive: true, force: true })
    },
    async close() {
      const all = [...open.values()]
      open.clear()
      await Promise.all(all.map(async (opening) => (await opening).close()))
    },
  }
}
