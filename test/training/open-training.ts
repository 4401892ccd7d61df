import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { createDesk } from '../../src/actions/desk.ts'
import { commandPrincipal } from '../../src/actions/accounts/access.ts'
import { actions } from '../../src/actions/registry.ts'
import { answers } from '../../src/answers/registry.ts'
import type { Clock } from '../../src/base/clock.ts'
import { fixedClock } from '../../src/base/clock.ts'
import { createLog } from '../../src/base/log.ts'
import { seededRandom } from '../../src/base/random.ts'
import type { ModelName, ModelRunView } from '../../src/contracts/models.ts'
import { settleIntents } from '../../src/store/both.ts'
import type { Job } from '../../src/store/job.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { wasApplied } from '../../src/training/settle-runs.ts'
import { openTraining } from '../../src/training/training.ts'
import type { Training } from '../../src/training/training.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { raw } from '../../src/warehouse/sql.ts'
import type { Warehouse } from '../../src/warehouse/warehouse.ts'

export const actor = { kind: 'command', user_id: null, name: 'test' }

/** An order: which customer, on which day since 1970-01-01, for how much. */
export type TestOrder = { customer: number; day: number; amount: number }

export type OpenTraining = {
  folder: string
  store: Store
  warehouse: Warehouse
  training: Training
  /** adds orders, as an import would */
  add: (orders: readonly TestOrder[]) => Promise<void>
  train: (name: ModelName, parameters?: { n_clusters?: number }) => Promise<ModelRunView>
  /** waits until nothing waits or runs */
  quiet: () => Promise<void>
  ask: (name: string, input?: object) => Promise<Record<string, unknown>>
  act: (name: string, input?: object) => Promise<Record<string, unknown>>
  close: () => Promise<void>
}

const workspace = { workspace_id: 'shop', name: 'Shop', currency: 'EUR', time_zone: 'UTC' }

/** Opens the data folder as a server does: a store, a warehouse with the workspace `shop`, and real worker threads. */
export async function openFolder(
  folder: string,
  { clock = fixedClock('2025-12-31T12:00:00Z') }: { clock?: Clock } = {},
): Promise<OpenTraining> {
  const store = await openStore(join(folder, 'store.sqlite'), { clock })
  let training: Training | undefined
  const warehouses = openWarehouses({
    folder,
    memoryMb: 512,
    onWrite: (workspaceId, areas) => training?.written(workspaceId, areas),
  })
  if (!(await store.workspaces.byId('shop'))) {
    await store.workspaces.begin(workspace)
    await store.workspaces.setState('shop', 'ready')
    await warehouses.create('shop')
  }
  const warehouse = await warehouses.open('shop')
  await store.jobs.recover()
  await settleIntents(store, async ({ intent_id }) => wasApplied(warehouse, intent_id))
  const log = createLog('silent')
  training = await openTraining({
    store,
    warehouses,
    clock,
    log,
    model_path: join(folder, 'models'),
    worker: 'test',
    seed: 42,
    min_clusters: 2,
    max_clusters: 10,
  })
  const opened = training
  const desk = createDesk({ store, warehouses, clock, log, data_folder: folder, training, answers, actions })
  const caller = { principal: commandPrincipal, workspace, request_id: 'r1' }
  const named = <T extends { name: string }>(all: readonly T[], name: string): T => {
    const found = all.find((each) => each.name === name)
    if (!found) throw new Error(`there is no ${name}`)
    return found
  }
  return {
    folder,
    store,
    warehouse,
    training,
    add: async (orders) => addOrders(warehouse, orders),
    train: async (name, parameters = {}) => {
      const { job } = await opened.enqueue({ workspace_id: 'shop', name, parameters, actor })
      const ended = await opened.ended(job, 60_000)
      if (ended?.status !== 'completed')
        throw new Error(`${name} ${ended?.status}: ${JSON.stringify(ended?.error)}`)
      return (ended.result as { model_run: ModelRunView }).model_run
    },
    quiet: async () => quiet(store),
    ask: async (name, input = {}) => {
      const answer = named(answers, name)
      const { body } = await desk.ask(caller, answer, input)
      return answer.output.parse(JSON.parse(body.toString())) as Record<string, unknown>
    },
    act: async (name, input = {}) => {
      const action = named(actions, name)
      return action.output.parse(await desk.act(caller, action, input)) as Record<string, unknown>
    },
    close: async () => {
      await opened.stop()
      await warehouses.close()
      await store.close()
    },
  }
}

/** The same in a folder of its own, gone when the test ends. */
export async function openTrainingFor(
  t: TestContext,
  orders: readonly TestOrder[] = [],
): Promise<OpenTraining> {
  const folder = await mkdtemp(join(tmpdir(), 'training-'))
  const open = await openFolder(folder)
  t.after(async () => {
    await open.close()
    await rm(folder, { recursive: true, force: true })
  })
  if (orders.length > 0) await open.add(orders)
  return open
}

async function quiet(store: Store): Promise<void> {
  const count = async (status: Job['status']): Promise<number> =>
    (await store.jobs.list({ workspace_id: 'shop', status, limit: 1, offset: 0 })).total
  while ((await count('queued')) + (await count('running')) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20))
}

async function addOrders(warehouse: Warehouse, orders: readonly TestOrder[]): Promise<void> {
  await warehouse.write(['sales', 'catalogue', 'customers'], async (writer) => {
    const { last } = await writer.row<{ last: number }>(
      raw('SELECT coalesce(max(order_key), 0) AS last FROM facts.orders'),
    )
    const keys = orders.map((_, i) => last + i + 1)
    const column = <T>(value: (order: TestOrder, i: number) => T): T[] => orders.map(value)
    await writer.append('facts', 'orders', {
      order_key: { type: 'integer', values: keys },
      order_id: { type: 'varchar', values: keys.map((key) => `O${key}`) },
      customer_key: { type: 'integer', values: column((order) => order.customer) },
      ordered_at: { type: 'timestamp', values: column((order) => order.day * 86_400_000) },
      day: { type: 'date', values: column((order) => order.day) },
      status: { type: 'varchar', values: column(() => 'delivered') },
      state: { type: 'varchar', values: column(() => 'counted') },
      currency: { type: 'varchar', values: column(() => 'EUR') },
      exchange_rate: { type: 'double', values: column(() => 1) },
    })
    await writer.append('facts', 'order_lines', {
      order_key: { type: 'integer', values: keys },
      line_no: { type: 'integer', values: column(() => 1) },
      product_key: { type: 'integer', values: column(() => 1) },
      kind: { type: 'varchar', values: column(() => 'sale') },
      quantity: { type: 'decimal(18,3)', values: column(() => 1) },
      unit_price: { type: 'decimal(18,4)', values: column((order) => order.amount) },
      discount: { type: 'decimal(18,4)', values: column(() => 0) },
    })
    await writer.run(
      raw(`
      INSERT INTO facts.customers (customer_key, customer_id, name)
      SELECT DISTINCT o.customer_key, 'C' || o.customer_key, 'Customer ' || o.customer_key FROM facts.orders AS o
      WHERE o.customer_key > 0 AND o.customer_key NOT IN (SELECT customer_key FROM facts.customers)`),
    )
    await writer.run(
      raw(`
      INSERT INTO facts.products (product_key, product_id, product_name, category)
      SELECT 1, 'P1', 'Product 1', 'Things' WHERE NOT EXISTS (SELECT 1 FROM facts.products)`),
    )
  })
}

/** 2025-12-30, the day before the tests' clock. */
export const lastDay = 20_452

/** Customers who come at their own pace, some of whom leave; the same for the same seed. */
export function livelyShop(customers = 300, days = 500, seed = 7): TestOrder[] {
  const random = seededRandom(seed)
  const orders: TestOrder[] = []
  for (let customer = 1; customer <= customers; customer++) {
    const pace = 10 + random() * 60
    const spend = 20 + random() * 200
    let day = Math.floor(random() * days * 0.8)
    while (day <= days) {
      orders.push({
        customer,
        day: lastDay - days + day,
        amount: Math.round(spend * (0.5 + random()) * 100) / 100,
      })
      if (random() < 0.15) break
      day += Math.ceil(-Math.log(1 - random()) * pace)
    }
  }
  return [...orders, { customer: 1, day: lastDay, amount: 50 }]
}
