import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Clock } from '../../src/base/clock.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'

export type MovingClock = Clock & { pass: (milliseconds: number) => void }

/** A clock that stands until it is told to move. */
export function movingClock(start = '2025-06-01T12:00:00.000Z'): MovingClock {
  let now = Date.parse(start)
  return Object.assign(() => new Date(now), {
    pass: (milliseconds: number) => {
      now += milliseconds
    },
  })
}

export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'trastienda-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real database in a folder of its own, with a workspace `shop`; both go when the test ends. */
export async function temporaryStore(t: TestContext, clock: Clock = movingClock()): Promise<Store> {
  const store = await openStore(join(temporaryFolder(t), 'store.sqlite'), { clock })
  t.after(async () => store.close())
  await addWorkspace(store, 'shop')
  return store
}

export async function addWorkspace(store: Store, workspaceId: string): Promise<void> {
  await store.workspaces.begin({
    workspace_id: workspaceId,
    name: `The ${workspaceId}`,
    currency: 'EUR',
    time_zone: 'UTC',
  })
  await store.workspaces.setState(workspaceId, 'ready')
}
