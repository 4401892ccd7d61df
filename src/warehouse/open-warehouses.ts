import { access, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../base/errors.ts'
import { openWarehouse } from './open-warehouse.ts'
import type { OpenWarehouse } from './open-warehouse.ts'
import { createSlots } from './slots.ts'
import type { Area, Warehouse, Warehouses } from './warehouse.ts'

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
  /** a workspace nobody asked of for this long is closed: what it holds in memory after an import or training is much */
  restMs?: number
  /** hears of every write of any of them, once it is committed */
  onWrite?: (workspaceId: string, areas: readonly Area[]) => void
}

/** The folder that holds all of one workspace's files. */
export function workspaceFolder(dataFolder: string, workspaceId: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(workspaceId)) {
    throw new AppError('workspace_not_found', 'a workspace id is made of a-z, 0-9 and -, at most 63 of them')
  }
  return join(dataFolder, 'workspaces', workspaceId)
}

/**
 * The workspaces of a data folder; the least recently used are closed when too many are open, and each when it rests.
 * What `open` gives is not bound to one opening of the file: each operation takes whichever instance is open, or opens
 * one.
 */
export function openWarehouses(options: WarehousesOptions): Warehouses {
  const keepOpen = options.keepOpen ?? 6
  const restMs = options.restMs ?? 60_000
  const memoryMb = options.memoryMb ?? 4096
  const settings = {
    slots: createSlots(options.readers ?? 4),
    // two workspaces working hard at once is the case worth providing for; the rest spill to their temp folder
    memoryLimit: `${Math.max(128, Math.floor(memoryMb / 2))}MB`,
    threads: options.threads ?? 2,
    timeLimitMs: options.timeLimitMs ?? 30_000,
  }
  const open = new Map<string, Promise<OpenWarehouse>>()
  const closing = new Map<string, Promise<void>>()
  const handles = new Map<string, { warehouse: Warehouse; latest: OpenWarehouse }>()
  const resting = new Map<string, NodeJS.Timeout>()
  let closed = false

  const fileOf = (workspaceId: string): string =>
    join(workspaceFolder(options.folder, workspaceId), 'warehouse.duckdb')

  const openFile = async (workspaceId: string, mayBeNew: boolean): Promise<OpenWarehouse> => {
    const file = fileOf(workspaceId)
    await closing.get(workspaceId)
    if (mayBeNew) await mkdir(workspaceFolder(options.folder, workspaceId), { recursive: true })
    else {
      await access(file).catch(() => {
        throw new AppError('workspace_not_found')
      })
    }
    const onWrite = (areas: readonly Area[]): void => options.onWrite?.(workspaceId, areas)
    return openWarehouse(workspaceId, file, { ...settings, onWrite })
  }

  /** Lets an instance go once what it runs is done; whoever wants the workspace again waits for that. */
  const letGo = (workspaceId: string, after?: () => Promise<void>): Promise<void> => {
    const opening = open.get(workspaceId)
    open.delete(workspaceId)
    clearTimeout(resting.get(workspaceId))
    resting.delete(workspaceId)
    const done = (async () => {
      await closing.get(workspaceId)
      await (await opening?.catch(() => undefined))?.close()
      await after?.()
    })().finally(() => {
      if (closing.get(workspaceId) === done) closing.delete(workspaceId)
    })
    closing.set(workspaceId, done)
    return done
  }

  const closeIdle = async (): Promise<void> => {
    for (const [workspaceId, opening] of open) {
      if (open.size <= keepOpen) return
      const warehouse = await opening.catch(() => undefined)
      if (open.get(workspaceId) === opening && warehouse?.busy() === false) await letGo(workspaceId)
    }
  }

  /** Called at every use: closes the workspace when the next one is long in coming. */
  const awaitRest = (workspaceId: string): void => {
    const known = resting.get(workspaceId)
    if (known) {
      known.refresh()
      return
    }
    const timer = setTimeout(() => {
      void closeRested(workspaceId).catch(() => undefined)
    }, restMs)
    resting.set(workspaceId, timer.unref())
  }

  const closeRested = async (workspaceId: string): Promise<void> => {
    const warehouse = await open.get(workspaceId)
    if (!warehouse) return
    if (warehouse.busy()) awaitRest(workspaceId)
    else await letGo(workspaceId)
  }

  const obtain = (workspaceId: string, mayBeNew = false): Promise<OpenWarehouse> => {
    if (closed) throw new AppError('unavailable')
    const known = open.get(workspaceId)
    const opening = known ?? openFile(workspaceId, mayBeNew)
    // the last to be used is the last to be closed
    open.delete(workspaceId)
    open.set(workspaceId, opening)
    awaitRest(workspaceId)
    if (known) return known
    opening.catch(() => {
      if (open.get(workspaceId) === opening) open.delete(workspaceId)
    })
    return opening
  }

  const use = async <T>(workspaceId: string, work: (warehouse: OpenWarehouse) => Promise<T>): Promise<T> => {
    for (;;) {
      const opening = obtain(workspaceId)
      const warehouse = await opening
      // it may have been let go while it was waited for; once work has begun it is busy and stays open
      if (open.get(workspaceId) !== opening) continue
      const working = work(warehouse)
      if (open.size > keepOpen) void closeIdle().catch(() => undefined)
      return working
    }
  }

  const handleOf = (workspaceId: string, latest: OpenWarehouse): Warehouse => {
    const known = handles.get(workspaceId)
    if (known) {
      known.latest = latest
      return known.warehouse
    }
    const through = <T>(work: (one: OpenWarehouse) => Promise<T>): Promise<T> =>
      use(workspaceId, (one) => {
        handle.latest = one
        return work(one)
      })
    const warehouse: Warehouse = {
      workspaceId,
      reader: {
        rows: (query) => through(({ reader }) => reader.rows(query)),
        row: (query) => through(({ reader }) => reader.row(query)),
        columns: (query) => through(({ reader }) => reader.columns(query)),
      },
      // nothing is written while the file is closed, so what the last instance knew still holds
      versions: () => handle.latest.versions(),
      write: (areas, work, writeOptions) => through((one) => one.write(areas, work, writeOptions)),
      stage: (work) => through((one) => one.stage(work)),
    }
    const handle = { warehouse, latest }
    handles.set(workspaceId, handle)
    return warehouse
  }

  return {
    async open(workspaceId) {
      const warehouse = handleOf(workspaceId, await obtain(workspaceId))
      if (open.size > keepOpen) await closeIdle()
      return warehouse
    },
    create: async (workspaceId) => handleOf(workspaceId, await obtain(workspaceId, true)),
    async remove(workspaceId) {
      const folder = workspaceFolder(options.folder, workspaceId)
      handles.delete(workspaceId)
      await letGo(workspaceId, () => rm(folder, { recursive: true, force: true }))
    },
    async close() {
      closed = true
      await Promise.all([...open.keys()].map((workspaceId) => letGo(workspaceId)))
      await Promise.all(closing.values())
    },
  }
}
