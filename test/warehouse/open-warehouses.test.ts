import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openWarehouses, workspaceFolder } from '../../src/warehouse/open-warehouses.ts'
import { raw, sql } from '../../src/warehouse/sql.ts'
import type { Warehouse } from '../../src/warehouse/warehouse.ts'
import { temporaryWarehouses } from './temporary-warehouses.ts'

const run = promisify(execFile)

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
const add = (warehouse: Warehouse, id: string): Promise<void> =>
  warehouse.write(['catalogue'], (writer) =>
    writer.run(sql`INSERT INTO facts.products (product_key, product_id) VALUES (1, ${id})`),
  )
const count = async (warehouse: Warehouse): Promise<number> =>
  (await warehouse.reader.row<{ n: number }>(raw('SELECT count(*) AS n FROM facts.products'))).n

test('opening twice at once gives one instance: what either writes, both see', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  await warehouses.create('shop')
  const [a, b] = await Promise.all([warehouses.open('shop'), warehouses.open('shop')])
  assert.equal(a, b)
  const [made, found] = await Promise.all([warehouses.create('other'), warehouses.create('other')])
  await Promise.all([add(made, 'P1'), add(found, 'P2')])
  assert.equal(await count(made), 2)
})

test('an unknown workspace and a name that leads elsewhere are refused', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  for (const name of ['nothing', '../x', 'a/b', '', '.', 'UPPER', 'x'.repeat(64)]) {
    await assert.rejects(warehouses.open(name), { code: 'workspace_not_found' })
  }
  await assert.rejects(warehouses.create('../x'), { code: 'workspace_not_found' })
  await assert.rejects(access(join(warehouses.folder, 'workspaces', 'nothing')))
})

test('the least recently used are closed, and what holds them works on as if they were not', async (context) => {
  const warehouses = await temporaryWarehouses(context, { keepOpen: 2 })
  const names = ['a', 'b', 'c', 'd', 'e']
  const all = await Promise.all(names.map((name) => warehouses.create(name)))
  for (const warehouse of all) await add(warehouse, 'P1')
  // far more workspaces than may be open, used all at once by handles that were taken long before
  await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const warehouse = all[index % all.length]
      if (index % 3 === 0) await add(warehouse, `Q${index}`)
      else await count(warehouse)
    }),
  )
  const counts = await Promise.all(all.map(count))
  assert.equal(
    counts.reduce((sum, one) => sum + one, 0),
    5 + 14,
  )
  assert.ok(all.every((warehouse) => warehouse.versions().catalogue > 1))
})

test('a workspace at work is not closed under it', async (context) => {
  const warehouses = await temporaryWarehouses(context, { keepOpen: 1 })
  const shop = await warehouses.create('shop')
  await shop.stage(async (stage) => {
    await stage.run(raw('CREATE TEMP TABLE staged AS SELECT 1 AS one'))
    for (const name of ['a', 'b', 'c']) await add(await warehouses.create(name), 'P1')
    await stage.merge(['catalogue'], (writer) =>
      writer.run(raw("INSERT INTO facts.products (product_key, product_id) SELECT one, 'P' FROM staged")),
    )
  })
  assert.equal(await count(shop), 1)
})

test('a workspace at rest is closed, and opened again for the next question', async (context) => {
  const warehouses = await temporaryWarehouses(context, { restMs: 20 })
  const shop = await warehouses.create('shop')
  await add(shop, 'P1')
  const journal = join(workspaceFolder(warehouses.folder, 'shop'), 'warehouse.duckdb.wal')
  // what was written is still in the journal; closing takes it into the file
  while (await exists(journal)) await setTimeout(10)
  assert.equal(await count(shop), 1)
  await add(shop, 'P2')
  assert.equal(await count(shop), 2)
})

test('a workspace that cannot be opened hinders no other', async (context) => {
  const warehouses = await temporaryWarehouses(context, { keepOpen: 1 })
  const shop = await warehouses.create('shop')
  await warehouses.create('broken')
  await warehouses.remove('broken')
  await warehouses.create('empty')
  const folder = workspaceFolder(warehouses.folder, 'broken')
  await run('mkdir', ['-p', folder])
  await writeFile(join(folder, 'warehouse.duckdb'), 'this is no database at all')
  await assert.rejects(warehouses.open('broken'))
  await assert.rejects(warehouses.open('broken'))
  await add(shop, 'P1')
  assert.equal(await count(shop), 1)
})

test('a removed workspace is gone, for those who hold it too, and its name can be used again', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  const old = await warehouses.create('shop')
  await add(old, 'P1')
  // what is under way is finished first
  let removing: Promise<void> | undefined
  await old.stage(async (stage) => {
    removing = warehouses.remove('shop')
    assert.equal((await stage.rows(raw('SELECT * FROM facts.products'))).length, 1)
  })
  await removing
  await assert.rejects(count(old), { code: 'workspace_not_found' })
  await assert.rejects(warehouses.open('shop'), { code: 'workspace_not_found' })
  const fresh = await warehouses.create('shop')
  assert.equal(await count(fresh), 0)
})

test('after closing, nothing is opened any more', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  const shop = await warehouses.create('shop')
  await warehouses.close()
  await assert.rejects(count(shop), { code: 'unavailable' })
  await assert.rejects(warehouses.open('shop'), { code: 'unavailable' })
})

test('what was written is there when the folder is opened again', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  await add(await warehouses.create('shop'), 'P1')
  const { versions } = await warehouses.open('shop')
  const before = versions()
  await warehouses.close()
  const again = openWarehouses({ folder: warehouses.folder })
  const shop = await again.open('shop')
  assert.equal(await count(shop), 1)
  assert.deepEqual(shop.versions(), before)
  await again.close()
})

test('a file that another process holds gives data_folder_in_use', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  await warehouses.create('shop')
  const program = `
    import { openWarehouses } from ${JSON.stringify(new URL('../../src/warehouse/open-warehouses.ts', import.meta.url).href)}
    const warehouses = openWarehouses({ folder: process.argv[1] })
    await warehouses.open('shop').then(() => console.log('opened'), (error) => console.log(error.code))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program, warehouses.folder])
  assert.equal(stdout.trim(), 'data_folder_in_use')
})
