import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { createAccounts } from '../../../src/actions/accounts/accounts.ts'
import type { Accounts } from '../../../src/actions/accounts/accounts.ts'
import type { Access } from '../../../src/actions/accounts/access.ts'
import { accountActions } from '../../../src/actions/accounts/account-actions.ts'
import { commandPrincipal } from '../../../src/actions/accounts/access.ts'
import { createWorkspace } from '../../../src/actions/accounts/workspaces.ts'
import { createDesk } from '../../../src/actions/desk.ts'
import { isAppError } from '../../../src/base/errors.ts'
import type { ErrorCode } from '../../../src/base/errors.ts'
import { createLog } from '../../../src/base/log.ts'
import type { Role } from '../../../src/contracts/words.ts'
import { openStore } from '../../../src/store/store.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Warehouses } from '../../../src/warehouse/warehouse.ts'
import { openWarehouses } from '../../../src/warehouse/open-warehouses.ts'
import { movingClock, temporaryFolder } from '../../store/temporary-store.ts'
import type { MovingClock } from '../../store/temporary-store.ts'

export const password = 'quiet-harbour-71'
export const address = '192.0.2.1'

export type TestHouse = {
  store: Store
  warehouses: Warehouses
  clock: MovingClock
  accounts: Accounts
  /** does a declared action as somebody, the way every door does */
  act: (access: Access, name: string, raw?: object) => Promise<Record<string, unknown>>
  owner: Access
  /** makes somebody with that role in `shop` by inviting them */
  person: (role: Role, email: string) => Promise<Access>
}

/** A house with the workspace `shop` and its owner, on real databases. */
export async function openHouse(t: TestContext): Promise<TestHouse> {
  const folder = temporaryFolder(t)
  const clock = movingClock()
  const store = await openStore(`${folder}/store.sqlite`, { clock })
  const warehouses = openWarehouses({ folder, memoryMb: 256 })
  t.after(async () => {
    await warehouses.close()
    await store.close()
  })
  const accounts = createAccounts(store)
  const log = createLog('silent')
  const base_url = 'https://shop.example/'
  const desk = createDesk({
    store,
    warehouses,
    clock,
    log,
    base_url,
    data_folder: folder,
    answers: [],
    actions: accountActions,
  })
  await createWorkspace({ store, warehouses }, { workspace_id: 'shop', name: 'Shop' }, commandPrincipal)
  await accounts.ensureOwner({ email: 'owner@example.com', password })

  const act: TestHouse['act'] = async ({ principal, workspace }, name, raw = {}) => {
    const action = desk.actions.find((each) => each.name === name)
    assert.ok(action, name)
    const output = await desk.act({ principal, workspace, request_id: 'r1' }, action, raw)
    // what goes out holds to its contract
    return action.output.parse(output) as Record<string, unknown>
  }
  const signedIn = async (email: string) =>
    accounts.access.ofUser((await accounts.signIn({ email, password, address })).claims)
  const owner = await signedIn('owner@example.com')
  const person = async (role: Role, email: string) => {
    const { link } = await act(owner, 'invite-person', { email, role })
    const token = String(link).split('#')[1]
    return accounts.access.ofUser((await accounts.acceptLink({ token, password, address })).claims)
  }
  return { store, warehouses, clock, accounts, act, owner, person }
}

export async function refused(work: Promise<unknown>, code: ErrorCode): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(isAppError(error), String(error))
    assert.equal(error.code, code, error.message)
    return true
  })
}
