import { AppError } from '../../base/errors.ts'
import { restateJobKind } from '../../store/job-kinds.ts'
import type { Store } from '../../store/store.ts'

/** What whoever loads data goes by: the workspace's currency and zone, and a look that both still hold. */
export type SettledWorkspace = {
  currency: string
  timeZone: string
  /** to be asked inside the merge, which comes before or after a restating and never beside it */
  stillHolds: () => Promise<void>
}

/** Refused while the workspace is being restated: what is loaded meanwhile would come in by the old currency. */
export async function settledWorkspace(store: Store, workspaceId: string): Promise<SettledWorkspace> {
  const workspace = await store.workspaces.byId(workspaceId)
  if (!workspace) throw new AppError('workspace_not_found')
  const { currency, time_zone: timeZone } = workspace
  const stillHolds = async (): Promise<void> => {
    const now = await store.workspaces.byId(workspaceId)
    const same = now?.currency === currency && now.time_zone === timeZone
    if (same && !(await isRestating(store, workspaceId))) return
    throw new AppError(
      'conflicting_state',
      'the currency or time zone of the workspace is being changed: nothing was loaded, do it again when that has ended',
    )
  }
  await stillHolds()
  return { currency, timeZone, stillHolds }
}

/** One that waits and was never begun has changed nothing yet: what is being loaded may end before it. */
async function isRestating(store: Store, workspaceId: string): Promise<boolean> {
  const filter = { workspace_id: workspaceId, kind: restateJobKind, limit: 1, offset: 0 }
  const [running, waiting] = await Promise.all(
    (['running', 'queued'] as const).map((status) => store.jobs.list({ ...filter, status })),
  )
  return running.total > 0 || waiting.items.some(({ started_at }) => started_at !== null)
}
