import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { AnyAction } from '../../src/actions/action.ts'
import { createAccounts } from '../../src/actions/accounts/accounts.ts'
import type { Accounts } from '../../src/actions/accounts/accounts.ts'
import { createDesk } from '../../src/actions/desk.ts'
import type { Desk } from '../../src/actions/desk.ts'
import type { AnyAnswer } from '../../src/answers/answer.ts'
import { actions as allActions } from '../../src/actions/registry.ts'
import { answers as allAnswers } from '../../src/answers/registry.ts'
import { buildApp } from '../../src/api/build-app.ts'
import type { App, AppOptions } from '../../src/api/build-app.ts'
import { fixedClock } from '../../src/base/clock.ts'
import type { Clock } from '../../src/base/clock.ts'
import { createLog } from '../../src/base/log.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { openTraining } from '../../src/training/training.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { raw } from '../../src/warehouse/sql.ts'
import type { Warehouses } from '../../src/warehouse/warehouse.ts'

export const ownerEmail = 'ana@tienda.example'
export const ownerPassword = 'llueve-en-Sucre-7'

export type TestHouse = App & {
  folder: string
  store: Store
  warehouses: Warehouses
  accounts: Accounts
  desk: Desk
  /** a request as the owner, of the workspace `shop` */
  ask: (options: InjectOptions | string) => Promise<LightMyRequestResponse>
  token: string
  /** signs the owner in anew and answers the token */
  signIn: () => Promise<string>
  close: () => Promise<void>
  /** closes it and leaves its data folder as it is */
  leave: () => Promise<void>
}

export type TestHouseOptions = Partial<Omit<AppOptions, 'config'>> & {
  clock?: Clock
  config?: Partial<AppOptions['config']>
  answers?: readonly AnyAnswer[]
  actions?: readonly AnyAction[]
  /** false for an installation that nobody owns yet */
  owner?: boolean
  /** true where models can be trained */
  trains?: boolean
}

/** A whole house in a temporary folder: two workspaces, `shop` with eight orders and `empty`, an owner signed in. */
export async function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'house-'))
  const { clock = fixedClock('2025-10-31T15:00:00Z'), answers = allAnswers, actions = allActions } = options
  const log = options.log ?? createLog('silent')
  const store = await openStore(join(folder, 'store.sqlite'), { clock })
  const warehouses = openWarehouses({ folder })
  for (const workspace_id of ['shop', 'empty']) {
    await store.workspaces.begin({ workspace_id, name: workspace_id, currency: 'USD', time_zone: 'UTC' })
    await store.workspaces.setState(workspace_id, 'ready')
    await warehouses.create(workspace_id)
  }
  await fillShop(warehouses)
  const accounts = createAccounts(store)
  if (options.owner !== false) await accounts.ensureOwner({ email: ownerEmail, password: ownerPassword })
  const seeds = { worker: 'test', seed: 42, min_clusters: 2, max_clusters: 10 }
  const training = options.trains
    ? await openTraining({ store, warehouses, clock, log, model_path: join(folder, 'models'), ...seeds })
    : undefined
  const house = { store, warehouses, clock, log, data_folder: folder, training }
  const desk = createDesk({ ...house, answers, actions })
  const built = await buildApp({
    ...house,
    desk,
    accounts,
    secret: 'a secret that is used by tests and nothing else',
    webFolder: join(folder, 'no-web'),
    ...options,
    config: { ...testConfig, ...options.config },
  })
  await built.app.ready()
  const token = await signIn(built)
  const leave = async (): Promise<void> => {
    await built.app.close()
    await training?.stop()
    await warehouses.close()
    await store.close()
  }
  return {
    ...built,
    folder,
    store,
    warehouses,
    accounts,
    desk,
    token,
    signIn: async () => signIn(built),
    ask: async (request) => {
      const given = typeof request === 'string' ? { url: request } : request
      const headers = { authorization: `Bearer ${token}`, 'x-workspace': 'shop', ...given.headers }
      return built.app.inject({ ...given, headers })
    },
    close: async () => {
      await leave()
      await rm(folder, { recursive: true })
    },
    leave,
  }
}

const testConfig = {
  apiPrefix: '/api/v1',
  apiTitle: 'Trastienda',
  apiVersion: '1.0.0',
  allowedOrigins: [],
  anonymousWorkspace: undefined,
  publicUrl: undefined,
}

async function signIn({ app }: App): Promise<string> {
  const payload = { email: ownerEmail, password: ownerPassword }
  const reply = await app.inject({ method: 'POST', url: '/api/auth/login', payload })
  return reply.json<{ token: string }>().token
}

/** Eight orders of one piece each at 10, 20, … 80, on the last days of October; two customers, two products. */
async function fillShop(warehouses: Warehouses): Promise<void> {
  const shop = await warehouses.open('shop')
  await shop.write(['sales', 'catalogue', 'customers'], async (writer) => {
    await writer.run(
      raw(`INSERT INTO facts.customers (customer_key, customer_id, name, email, phone, country) VALUES
        (1, 'C1', '=HYPERLINK("http://evil")', 'a@example.com', '+591 70012345', 'Bolivia'),
        (2, 'C2', 'Miles O''Brien', 'b@example.com', NULL, 'Chile')`),
    )
    await writer.run(
      raw(`INSERT INTO facts.products (product_key, product_id, product_name, category, base_price) VALUES
        (1, 'P1', 'Lamp', 'Home', 10), (2, 'P2', 'Ball', 'Sports', 20)`),
    )
    await writer.run(
      raw(`INSERT INTO facts.orders (order_key, order_id, customer_key, ordered_at, day, status, state, currency,
          exchange_rate, country)
        SELECT n, 'O' || n, 1 + n % 2, TIMESTAMP '2025-10-20 12:00:00' + to_days(CAST(n AS INTEGER)),
          DATE '2025-10-20' + CAST(n AS INTEGER), 'delivered', 'counted', 'USD', 1, CASE WHEN n % 2 = 0 THEN 'Bolivia' ELSE 'Chile' END
        FROM range(1, 9) AS r(n)`),
    )
    await writer.run(
      raw(`INSERT INTO facts.order_lines (order_key, line_no, transaction_id, product_key, kind, quantity, unit_price, discount)
        SELECT n, 1, 'T' || n, 1 + n % 2, 'sale', 1, 10 * n, 0 FROM range(1, 9) AS r(n)`),
    )
  })
}
