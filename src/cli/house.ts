import { join } from 'node:path'
import { createAccounts } from '../actions/accounts/accounts.ts'
import type { Accounts } from '../actions/accounts/accounts.ts'
import { settleWorkspaces } from '../actions/accounts/workspaces.ts'
import { createDesk, wasApplied } from '../actions/desk.ts'
import type { Desk, House } from '../actions/desk.ts'
import { actions } from '../actions/registry.ts'
import { answers } from '../answers/registry.ts'
import { systemClock } from '../base/clock.ts'
import { isAppError } from '../base/errors.ts'
import type { Config } from '../base/config.ts'
import type { Log } from '../base/log.ts'
import { settleIntents } from '../store/both.ts'
import { openStore } from '../store/store.ts'
import { openTraining } from '../training/training.ts'
import type { Training } from '../training/training.ts'
import { openWarehouses } from '../warehouse/open-warehouses.ts'
import { holdDataFolder } from './data-folder.ts'
import type { HeldFolder } from './data-folder.ts'

/** Everything behind the doors, opened from a data folder that this process now holds. */
export type OpenHouse = House & {
  desk: Desk
  accounts: Accounts
  training: Training
  folder: HeldFolder
  close: () => Promise<void>
}

/** Takes the data folder, opens what is in it, and settles what an interruption left half done. */
export async function openHouse(config: Config, log: Log, what: string): Promise<OpenHouse> {
  const clock = systemClock
  const folder = holdDataFolder(config.dataDir, { pid: process.pid, what, since: clock().toISOString() })
  const store = await openStore(join(config.dataDir, 'store.sqlite'), {
    clock,
    onListenerError: (err) => log.error({ err }, 'a listener of jobs failed'),
  })
  let training: Training | undefined
  const warehouses = openWarehouses({
    folder: config.dataDir,
    memoryMb: config.memoryLimitMb,
    onWrite: (workspaceId, areas) => training?.written(workspaceId, areas),
  })
  const house = {
    store,
    warehouses,
    clock,
    log,
    base_url: config.publicUrl,
    data_folder: config.dataDir,
    database_url: config.databaseUrl,
    shared_folders: config.sharedFolders,
  }
  const cleared = await settleWorkspaces({ store, warehouses })
  if (cleared.length > 0)
    log.warn({ workspaces: cleared }, 'cleared away workspaces that were never finished')
  await store.jobs.recover()
  await store.sources.settle()
  const settled = await settleIntents(store, async ({ intent_id, workspace_id }) =>
    warehouses.open(workspace_id).then(
      async (warehouse) => wasApplied(warehouse, intent_id),
      (error: unknown) => {
        if (isAppError(error)) return false
        throw error
      },
    ),
  )
  if (settled.completed + settled.abandoned > 0) log.warn(settled, 'settled what the last run left open')
  training = await openTraining({
    store,
    warehouses,
    clock,
    log,
    model_path: config.modelPath,
    worker: `training-${process.pid}`,
    seed: config.randomState,
    min_clusters: config.minClusters,
    max_clusters: config.maxClusters,
  })
  const trained = training
  const accounts = createAccounts(store)
  await accounts.sweep()
  return {
    ...house,
    desk: createDesk({ ...house, training, answers, actions }),
    training,
    accounts,
    folder,
    close: async () => {
      await trained.stop()
      await warehouses.close()
      await store.close()
      folder.release()
    },
  }
}
