import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { workspaceFolder } from '../../src/warehouse/open-warehouses.ts'
import { createSlots } from '../../src/warehouse/slots.ts'
import { identifier, raw, sql } from '../../src/warehouse/sql.ts'
import { temporaryWarehouses } from './temporary-warehouses.ts'

const endless = raw(
  'SELECT count(*) AS n FROM range(100000000000) AS a, range(1000) AS b WHERE a.range + b.range = 5',
)

test('a query past its time limit is stopped, and the connection is good afterwards', async (context) => {
  const warehouses = await temporaryWarehouses(context, { timeLimitMs: 150, readers: 1 })
  const { reader } = await warehouses.create('shop')
  const started = performance.now()
  await assert.rejects(reader.rows(endless), { code: 'timed_out' })
  assert.ok(performance.now() - started < 5000)
  for (let i = 0; i < 6; i++) assert.deepEqual(await reader.rows(raw('SELECT 1 AS one')), [{ one: 1 }])
  await assert.rejects(reader.columns(endless), { code: 'timed_out' })
})

test('many slow queries at once are each stopped and leave the pool whole', async (context) => {
  const warehouses = await temporaryWarehouses(context, { timeLimitMs: 100, readers: 4 })
  const { reader } = await warehouses.create('shop')
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => reader.rows(endless)))
  assert.ok(results.every((result) => result.status === 'rejected' && result.reason.code === 'timed_out'))
  assert.deepEqual(await reader.row(raw('SELECT 2 AS two')), { two: 2 })
})

test('a workspace that asks much keeps no other waiting behind all of it', async () => {
  const slots = createSlots(1)
  const order: string[] = []
  const work = (group: string, index: number) =>
    slots.use(group, async () => {
      order.push(`${group}${index}`)
      await new Promise(setImmediate)
    })
  await Promise.all([
    ...Array.from({ length: 6 }, (_, index) => work('busy', index)),
    ...Array.from({ length: 2 }, (_, index) => work('quiet', index)),
  ])
  assert.deepEqual(order, ['busy0', 'busy1', 'quiet0', 'busy2', 'quiet1', 'busy3', 'busy4', 'busy5'])
})

test('short work goes before long work that came at the same time', async () => {
  const slots = createSlots(1)
  const order: string[] = []
  const work = (name: string, expectedMs: number) =>
    slots.use('shop', async () => void order.push(name), expectedMs)
  await Promise.all([work('first', 5000), work('long', 5000), work('short', 10), work('next', 10)])
  assert.deepEqual(order, ['first', 'short', 'next', 'long'])
})

test('never more run at once than there are slots, and a failure gives its slot back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ group: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }), { maxLength: 30 }),
      async (limit, jobs) => {
        const slots = createSlots(limit)
        let [running, most, done] = [0, 0, 0]
        const all = jobs.map(({ group, fails }) =>
          slots.use(group, async () => {
            most = Math.max(most, ++running)
            await new Promise(setImmediate)
            running--
            done++
            if (fails) throw new Error('failed')
          }),
        )
        await Promise.allSettled(all)
        assert.equal(done, jobs.length)
        assert.ok(most <= limit)
        assert.equal(await slots.use('a', async () => 'free'), 'free')
      },
    ),
    { numRuns: 40, seed: 4 },
  )
})

test('a file outside the folder of the workspace is not read, and the setting cannot be changed', async (context) => {
  const warehouses = await temporaryWarehouses(context)
  const outside = await mkdtemp(join(tmpdir(), 'outside-'))
  context.after(() => rm(outside, { recursive: true }))
  await writeFile(join(outside, 'secret.csv'), 'secret\n42\n')
  const shop = await warehouses.create('shop')
  const other = await warehouses.create('other')
  await writeFile(join(workspaceFolder(warehouses.folder, 'shop'), 'inside.csv'), 'a\n1\n')
  const read = (path: string) => raw(`SELECT * FROM read_csv('${path}')`)
  const inside = join(workspaceFolder(warehouses.folder, 'shop'), 'inside.csv')
  assert.equal((await shop.reader.rows(read(inside))).length, 1)
  const refused = { name: 'StatementError' }
  await assert.rejects(shop.reader.rows(read(join(outside, 'secret.csv'))), refused)
  await assert.rejects(shop.reader.rows(read('/etc/passwd')), refused)
  await assert.rejects(other.reader.rows(read(inside)), refused)
  await assert.rejects(shop.reader.rows(read(join(inside, '..', '..', '..', '..', 'secret.csv'))), refused)
  for (const statement of [
    'SET enable_external_access = true',
    `SET allowed_directories = ['/']`,
    `COPY (SELECT 1) TO '${join(outside, 'out.csv')}'`,
    `ATTACH '${join(outside, 'x.duckdb')}' AS x`,
    'INSTALL httpfs',
  ]) {
    await assert.rejects(shop.reader.rows(raw(statement)), refused, statement)
  }
})

const hostile = [
  "Robert'); DROP TABLE facts.products;--",
  '$1',
  '${name}',
  "O'Brien",
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  '+59171234567',
  '‮txt.exe',
  'a\tb\r\nc',
  '🎈 ñandú الياس',
  '\\',
  '"quoted"',
  '%_~',
  'NULL',
  '',
]

test('hostile text is stored to the letter, bound or appended', async (context) => {
  const warehouse = await (await temporaryWarehouses(context)).create('shop')
  await warehouse.write(['catalogue'], async (writer) => {
    await writer.append('facts', 'products', {
      product_key: { type: 'integer', values: hostile.map((_, index) => index) },
      product_id: { type: 'varchar', values: hostile },
    })
    for (const [index, text] of hostile.entries()) {
      await writer.run(sql`UPDATE facts.products SET product_name = ${text} WHERE product_key = ${index}`)
    }
  })
  const rows = await warehouse.reader.rows(
    raw('SELECT product_id, product_name FROM facts.products ORDER BY product_key'),
  )
  assert.deepEqual(
    rows,
    hostile.map((text) => ({ product_id: text, product_name: text })),
  )
  const listed = await warehouse.reader.row<{ n: number }>(
    sql`SELECT count(*) AS n FROM facts.products WHERE product_id IN (SELECT unnest(${hostile}))`,
  )
  assert.equal(listed.n, hostile.length)
})

test('whatever text is bound comes back as it was, and never becomes part of the statement', async (context) => {
  const { reader } = await (await temporaryWarehouses(context)).create('shop')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer(), async (text, number) => {
      const wanted = text.replaceAll('\u0000', '')
      const query = sql`SELECT ${wanted} AS text, CAST(${number} AS INTEGER) AS number`
      assert.equal(query.text, 'SELECT $1 AS text, CAST($2 AS INTEGER) AS number')
      assert.deepEqual(await reader.row(query), { text: wanted, number })
    }),
    { numRuns: 60, seed: 2 },
  )
})

test('a column name from a file is quoted, whatever it holds', async (context) => {
  const { reader } = await (await temporaryWarehouses(context)).create('shop')
  for (const name of ['a"b', 'x"; DROP TABLE facts.products; --', 'Descripción', 'select']) {
    const rows = await reader.rows(
      sql`SELECT ${identifier(name)} FROM (SELECT 7 AS ${identifier(name)}) AS t`,
    )
    assert.deepEqual(rows, [{ [name]: 7 }])
  }
})
