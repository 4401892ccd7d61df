import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportVerdict } from '../../contracts/imports.ts'
import type { ImportContext, ImportOptions, ImportProgress } from '../../ingest/import-context.ts'
import { importFiles } from '../../ingest/import-files.ts'
import type { ImportFile } from '../../ingest/prepared-file.ts'
import { changeBoth } from '../../store/both.ts'
import { workspaceFolder } from '../../warehouse/open-warehouses.ts'
import { settledWorkspace } from '../money/settled-workspace.ts'
import { createWorkspace, removeWorkspace } from '../accounts/workspaces.ts'
import type { Principal } from '../action.ts'
import { actorOf } from '../actor.ts'
import { wasApplied } from '../desk.ts'
import type { House } from '../desk.ts'

export type ImportRequest = {
  workspace_id: string
  files: readonly ImportFile[]
  options: ImportOptions
  principal: Principal
  request_id: string
}

export type ImportWay = { signal?: AbortSignal; onProgress?: (step: ImportProgress) => void }

/** Imports files into a workspace there is, under the audit. */
export async function importInto(
  house: House,
  request: ImportRequest,
  way: ImportWay = {},
): Promise<ImportVerdict> {
  const settled = await settledWorkspace(house.store, request.workspace_id)
  return runImport(house, request, { ...way, ...settled })
}

/**
 * Imports files into a workspace made for them, which takes its currency and time zone from what was said or, failing
 * that, from the files. Where nothing is loaded there is no workspace.
 */
export async function importIntoNew(
  house: House,
  request: ImportRequest,
  way: ImportWay = {},
): Promise<ImportVerdict> {
  const { workspace_id, options } = request
  const actor = actorOf(request.principal)
  const spec = { workspace_id, name: workspace_id, currency: options.currency, time_zone: options.timeZone }
  const { warehouses, store } = house
  await createWorkspace({ store, warehouses }, spec, actor)
  const onSettled: ImportContext['onSettled'] = async ({ currency, timeZone }) => {
    await store.workspaces.update(workspace_id, { currency, time_zone: timeZone })
  }
  let keep = false
  try {
    const verdict = await runImport(house, request, { ...way, onSettled })
    keep = verdict.outcome === 'loaded'
    return verdict
  } finally {
    if (!keep) await removeWorkspace({ store, warehouses }, workspace_id, actor)
  }
}

/** Where an import unpacks and converts; inside the workspace's folder, the only place its engine may read. */
export function stagingFolder(house: Pick<House, 'data_folder'>, workspaceId: string): string {
  return join(workspaceFolder(house.data_folder, workspaceId), 'staging')
}

async function runImport(
  house: House,
  { workspace_id, files, options, principal, request_id }: ImportRequest,
  way: Partial<ImportContext>,
): Promise<ImportVerdict> {
  const warehouse = await house.warehouses.open(workspace_id)
  const staging = stagingFolder(house, workspace_id)
  await mkdir(staging, { recursive: true })
  const context = { ...way, warehouse, clock: house.clock, stagingFolder: staging }
  if (options.dryRun) return importFiles(context, files, options)
  const input = { files: files.map(({ name }) => name) }
  const intent = { workspace_id, action: 'import-files', actor: actorOf(principal), request_id, input }
  return changeBoth(
    house.store,
    intent,
    async (intentId) => importFiles({ ...context, intentId }, files, options),
    ({ import_id, outcome, rows_read, rows_loaded }) => ({
      subject: import_id,
      after: { ...input, outcome, rows_read, rows_loaded },
    }),
    async (intentId) => wasApplied(warehouse, intentId),
  )
}
