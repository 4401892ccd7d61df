import type { Reader, Writer } from './reader.ts'

/** Which parts of the data an answer reads; each has its own version, so that one edit empties few caches. */
export const areas = ['sales', 'catalogue', 'customers', 'predictions'] as const
export type Area = (typeof areas)[number]

export type Versions = Record<Area, number>

/** One workspace's warehouse, open. */
export type Warehouse = {
  workspaceId: string
  /** pooled reading; every query has a time limit and a fair turn among workspaces */
  reader: Reader
  /** moves with each committed write, by area; read from memory */
  versions: () => Versions
  /**
   * One transaction, alone in the writer's queue: all or nothing. The versions of the areas named move with the commit.
   * Marts that depend on them are rebuilt inside it when 'sales' is among the areas (unless marts: 'keep').
   */
  write: <T>(
    areas: readonly Area[],
    work: (writer: Writer) => Promise<T>,
    options?: { marts?: 'keep' },
  ) => Promise<T>
  /**
   * A connection of its own with temporary tables, for what takes long before anything is changed (an import's reading
   * and checking). `merge` is `write` on this same connection: it waits for the queue and sees the temporary tables.
   */
  stage: <T>(work: (stage: Stage) => Promise<T>) => Promise<T>
}

export type Stage = Writer & {
  merge: <T>(
    areas: readonly Area[],
    work: (writer: Writer) => Promise<T>,
    /** only what lies about the orders that the work names in `touched_orders` is built anew, see `update-marts.ts` */
    options?: { marts?: 'touched' },
  ) => Promise<T>
  /** stops the statement that is running */
  interrupt: () => void
}

/** All the warehouses of a data folder: a few are kept open under one memory budget. */
export type Warehouses = {
  open: (workspaceId: string) => Promise<Warehouse>
  create: (workspaceId: string) => Promise<Warehouse>
  remove: (workspaceId: string) => Promise<void>
  close: () => Promise<void>
}
