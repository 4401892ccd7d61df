import assert from 'node:assert/strict'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { jobHandlers } from '../../src/actions/job-handlers.ts'
import { writeBackAll } from '../../src/actions/sources/write-back.ts'
import { startSourceSchedule } from '../../src/actions/sources/source-schedule.ts'
import type { SourceView } from '../../src/contracts/sources.ts'
import type { JobView } from '../../src/contracts/jobs.ts'
import { startJobRunner } from '../../src/store/job-runner.ts'
import type { JobRunner } from '../../src/store/job-runner.ts'
import { createLog } from '../../src/base/log.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'
import { startPostgres } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'
import { spanishSchema } from './spanish-shop.ts'

const password = 'clave-muy-secreta-42'
let server: PostgresServer
let house: TestHouse
let runner: JobRunner
let token = ''
let now = new Date('2027-01-01T08:00:00Z')

before(async () => {
  server = await startPostgres()
  await server.create(
    'tienda',
    `${spanishSchema}
     INSERT INTO usuario (nombre, correo) VALUES ('Ana', 'ana@x.example'), ('Luz', 'luz@x.example');
     INSERT INTO producto (nombre, precio) VALUES ('Vestido', 100);
     INSERT INTO venta (usuario_id, fecha, estado) VALUES (1, '2026-01-05', 'entregado'), (2, '2026-01-06', 'entregado');
     INSERT INTO detalle_venta (venta_id, producto_id, cantidad, precio_unitario) VALUES (1, 1, 1, 100), (2, 1, 2, 90);
     CREATE ROLE dueno LOGIN PASSWORD '${password}'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO dueno; GRANT CREATE ON DATABASE tienda TO dueno`,
  )
  house = await openHouse({ clock: () => now })
  runner = startJobRunner({ jobs: house.store.jobs, handlers: jobHandlers(asHouse()), worker: 'test' })
})
after(async () => {
  await runner?.stop()
  await house?.close()
  await server?.stop()
})

/** Lets time pass; a session ends meanwhile. */
async function advance(ms: number): Promise<void> {
  now = new Date(now.getTime() + ms)
  token = await house.signIn()
}

function asHouse() {
  const { store, warehouses, folder } = house
  return { store, warehouses, clock: () => now, log: createLog('silent'), data_folder: folder }
}

async function call<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
  status?: number,
): Promise<T> {
  const reply = await house.ask({
    method,
    url: `/api/v1${path}`,
    payload,
    headers: { 'x-workspace': 'empty', authorization: `Bearer ${token || house.token}` },
  })
  assert.doesNotMatch(reply.body, new RegExp(password), 'no answer tells the password')
  if (status !== undefined) assert.equal(reply.statusCode, status, reply.body)
  return reply.json<T>()
}

async function ended(jobId: string): Promise<JobView> {
  return new Promise((resolve, reject) => {
    const done = (job: { job_id: string; status: string }): void => {
      if (job.job_id !== jobId || !['completed', 'failed', 'cancelled'].includes(job.status)) return
      unlisten()
      resolve(job as JobView)
    }
    const unlisten = house.store.jobs.events.listen(done)
    house.store.jobs.byId(jobId, 'empty').then((job) => job && done(job), reject)
  })
}

const url = (): string => `postgres://dueno:${password}@127.0.0.1:${server.port}/tienda`

test('a source is tested, looked at, added and loaded; nobody is told its password', async () => {
  const tested = await call<{ tables: number; encrypted: boolean }>(
    'POST',
    '/sources/test',
    { connection: { url: url() } },
    200,
  )
  assert.deepEqual([tested.tables, tested.encrypted], [5, false])
  const wrong = await call<{ error: { code: string } }>(
    'POST',
    '/sources/test',
    { connection: { url: url(), password: 'no' } },
    422,
  )
  assert.equal(wrong.error.code, 'source_refused')
  const seen = await call<{ recipe: string; feeds: { inspection: { rows: unknown[] } }[] }>(
    'POST',
    '/sources/inspect',
    { connection: { url: url() } },
    200,
  )
  assert.equal(seen.recipe, 'spanish-shop')
  assert.equal(seen.feeds[0].inspection.rows.length, 2)
  const added = await call<SourceView & { job: JobView }>(
    'POST',
    '/sources',
    { name: 'Tienda', connection: { url: url() } },
    201,
  )
  assert.equal((await ended(added.job.job_id)).status, 'completed')
  await call('POST', '/sources', { name: 'Otra vez', connection: { url: url() } }, 409)
  const { items, freshness } = await call<{ items: SourceView[]; freshness: { age_seconds: number } }>(
    'GET',
    '/sources',
  )
  assert.equal(items[0].orders, 2)
  assert.equal(items[0].state, 'fresh')
  assert.equal(freshness.age_seconds, 0)
  const { items: past } = await call<{ items: { mode: string; changes: { orders_new: number } }[] }>(
    'GET',
    `/sources/${added.source_id}/refreshes`,
  )
  assert.deepEqual([past[0].mode, past[0].changes.orders_new], ['first', 2])
  for (const name of await readdir(house.folder)) {
    if (/store|key/.test(name))
      assert.ok(!(await readFile(join(house.folder, name))).includes(password), `${name} does not tell it`)
  }
  const viewer = await house.store.keys.create({
    workspace_id: 'empty',
    name: 'viewer',
    permissions: ['answers:read'],
    created_by: null,
  })
  const little = await house.app.inject({ url: '/api/v1/sources', headers: { 'x-api-key': viewer.key } })
  assert.equal(little.statusCode, 200, little.body)
  assert.doesNotMatch(little.body, /dueno|127\.0\.0\.1|SELECT/, 'who only reads is not told where it is')
  const barred = {
    method: 'POST' as const,
    url: '/api/v1/sources/test',
    payload: { connection: { url: url() } },
  }
  assert.equal((await house.app.inject({ ...barred, headers: { 'x-api-key': viewer.key } })).statusCode, 403)
  const audit = await call<{ items: { action: string }[] }>('GET', '/audit')
  assert.ok(
    ['add-source', 'refresh-source'].every((action) => audit.items.some((each) => each.action === action)),
  )
})

test('a source that cannot be a shop is not kept, and neither is a schedule that never comes', async () => {
  await server.create('vacia', 'CREATE TABLE cosas (a int)')
  const none = await call<{ error: { code: string; message: string } }>(
    'POST',
    '/sources',
    { name: 'x', connection: { url: server.url('vacia') } },
    422,
  )
  assert.equal(none.error.code, 'source_not_a_shop')
  assert.match(none.error.message, /cosas/)
  const mapping = { role: 'lines', columns: { product_id: 'a' } }
  const half = await call<{ error: { code: string } }>(
    'POST',
    '/sources',
    { name: 'x', connection: { url: server.url('vacia') }, feeds: [{ name: 'a', table: 'cosas', mapping }] },
    422,
  )
  assert.equal(half.error.code, 'source_mapping')
  await call('POST', '/sources', { name: 'x', connection: { url: url() }, schedule: '0 0 30 2 *' }, 422)
  await call('POST', '/sources', { name: 'x', kind: 'folder', folder: { path: '/etc' } }, 422)
  const { total } = await call<{ total: number }>('GET', '/sources')
  assert.equal(total, 1)
})

test('its schedule refreshes it, a failure is tried again and told, and the data stay', async () => {
  const [source] = (await call<{ items: SourceView[] }>('GET', '/sources')).items
  const schedule = startSourceSchedule(asHouse())
  try {
    const refreshes = async (): Promise<number> =>
      (await call<{ total: number }>('GET', `/sources/${source.source_id}/refreshes`)).total
    await schedule.look()
    assert.equal(await refreshes(), 1, 'it is not due')
    await advance(3_600_000)
    await server.run('tienda', 'ALTER TABLE venta RENAME TO ventanas')
    const failed = new Promise<JobView>((resolve) => {
      const unlisten = house.store.jobs.events.listen((job) => {
        if (job.kind !== 'refresh-source' || job.status !== 'failed') return
        unlisten()
        resolve(job)
      })
    })
    await schedule.look()
    assert.equal((await failed).error?.code, 'source_changed')
    const [after_] = (await call<{ items: SourceView[] }>('GET', '/sources')).items
    assert.deepEqual(
      [after_.state, after_.failures, after_.orders, after_.age_seconds],
      ['failing', 1, 2, 3600],
    )
    const audit = await call<{ items: { action: string; after: { code: string } }[] }>(
      'GET',
      '/audit?action=source-failed',
    )
    assert.equal(audit.items[0].after.code, 'source_changed')
    await server.run('tienda', 'ALTER TABLE ventanas RENAME TO venta')
    await call('POST', `/sources/${source.source_id}/pause`, {}, 200)
    await advance(7_200_000)
    await schedule.look()
    assert.equal(await refreshes(), 2, 'a paused source rests')
    await call('POST', `/sources/${source.source_id}/resume`, {}, 200)
    const job = await call<JobView>('POST', `/sources/${source.source_id}/refresh`, {}, 202)
    assert.equal((await ended(job.job_id)).status, 'completed')
  } finally {
    await schedule.stop()
  }
})

test('what could not be reached is tried again later', async () => {
  const [source] = (await call<{ items: SourceView[] }>('GET', '/sources')).items
  await server.crash()
  const job = await call<JobView>('POST', `/sources/${source.source_id}/refresh`, {}, 202)
  assert.equal((await ended(job.job_id)).error?.code, 'source_unreachable')
  const { items } = await call<{ items: (JobView & { status: string })[] }>(
    'GET',
    '/jobs?kind=refresh-source&status=queued',
  )
  assert.equal(items.length, 1)
  await call('DELETE', `/jobs/${items[0].job_id}`)
  await server.start()
})

test('a source that went quiet rings the bell once', async () => {
  const [source] = (await call<{ items: SourceView[] }>('GET', '/sources')).items
  await call('PATCH', `/sources/${source.source_id}`, { quiet_hours: 24, schedule: null }, 200)
  const again = await call<JobView>('POST', `/sources/${source.source_id}/refresh`, {}, 202)
  assert.equal((await ended(again.job_id)).error, null)
  const schedule = startSourceSchedule(asHouse())
  try {
    await advance(3_600_000)
    await schedule.look()
    await advance(3_600_000)
    await schedule.look()
    const { items } = await call<{ items: JobView[] }>('GET', '/jobs?kind=check-source')
    assert.equal(items.length, 1)
    assert.equal((await ended(items[0].job_id)).error?.code, 'source_quiet')
    assert.equal((await call<SourceView>('GET', `/sources/${source.source_id}`)).state, 'quiet')
  } finally {
    await schedule.stop()
  }
})

test('segments and scores are written back only where that is wanted', async () => {
  const [source] = (await call<{ items: SourceView[] }>('GET', '/sources')).items
  await writeBackAll(asHouse(), 'empty')
  assert.deepEqual(
    await server.rows('tienda', `SELECT count(*)::int AS n FROM pg_namespace WHERE nspname = 'trastienda'`),
    [{ n: 0 }],
  )
  await call(
    'PATCH',
    `/sources/${source.source_id}`,
    { write_back: { to: 'schema', schema: 'trastienda' } },
    200,
  )
  for (let twice = 0; twice < 2; twice++) await writeBackAll(asHouse(), 'empty')
  const rows = await server.rows<{ customer_id: string; rfm_segment: string }>(
    'tienda',
    'SELECT customer_id, rfm_segment FROM trastienda.customer_scores ORDER BY 1',
  )
  assert.deepEqual(
    rows.map(({ customer_id }) => customer_id),
    ['1', '2'],
  )
  assert.ok(rows.every(({ rfm_segment }) => rfm_segment.length > 3))
  await mkdir(join(house.folder, 'shared', 'salida'), { recursive: true })
  await call(
    'PATCH',
    `/sources/${source.source_id}`,
    { write_back: { to: 'folder', path: 'salida', format: 'csv' } },
    200,
  )
  await writeBackAll(asHouse(), 'empty')
  assert.match(
    await readFile(join(house.folder, 'shared', 'salida', 'customer_scores.csv'), 'utf8'),
    /^customer_id,rfm_segment,[\s\S]*\n1,/,
  )
  const shown = await call<SourceView>('GET', `/sources/${source.source_id}`)
  assert.equal(shown.last_write_back?.error, null)
})

test('where nothing can be written is told once, and what was found is kept', async () => {
  const [source] = (await call<{ items: SourceView[] }>('GET', '/sources')).items
  const path = `/sources/${source.source_id}`
  for (const schema of ['a; DROP TABLE venta', 'x"y', 'pg_toast', 'information_schema', ''])
    await call('PATCH', path, { write_back: { to: 'schema', schema } }, 400)
  const writes = async (write_back: object): Promise<string | null | undefined> => {
    await call('PATCH', path, { write_back }, 200)
    await writeBackAll(asHouse(), 'empty')
    const { last_write_back } = await call<SourceView>('GET', path)
    assert.doesNotMatch(last_write_back?.error ?? '', /SELECT that only reads/)
    return last_write_back?.code
  }
  await server.run(
    'tienda',
    'REVOKE CREATE ON DATABASE tienda FROM dueno; CREATE SCHEMA ajena; CREATE TABLE ajena.customer_scores (a int)',
  )
  assert.equal(await writes({ to: 'schema', schema: 'nueva' }), 'source_not_writable')
  assert.equal(await writes({ to: 'schema', schema: 'ajena' }), 'source_not_writable')
  await server.run(
    'tienda',
    'GRANT USAGE ON SCHEMA ajena TO dueno; GRANT ALL ON ajena.customer_scores TO dueno',
  )
  assert.equal(await writes({ to: 'schema', schema: 'ajena' }), 'source_not_writable', 'a table of the shop')
  assert.deepEqual(await server.rows('tienda', 'SELECT count(*)::int AS n FROM ajena.customer_scores'), [
    { n: 0 },
  ])
  await mkdir(join(house.folder, 'shared', 'llena', 'customer_scores.csv', 'x'), { recursive: true })
  assert.equal(await writes({ to: 'folder', path: 'llena', format: 'csv' }), 'source_not_writable')
  await rm(join(house.folder, 'shared', 'llena'), { recursive: true })
  assert.equal(await writes({ to: 'folder', path: 'salida', format: 'parquet' }), null)
  const told = (await call<{ items: JobView[] }>('GET', '/jobs?kind=check-source')).items.length
  await writeBackAll(asHouse(), 'empty')
  assert.equal((await call<{ items: JobView[] }>('GET', '/jobs?kind=check-source')).items.length, told)
})

test('a watched folder brings the files that are new', async () => {
  const folder = join(house.folder, 'shared', 'ventas')
  await mkdir(folder, { recursive: true })
  const lines = (order: string): string =>
    `order_id,order_date,customer_id,product_id,quantity,unit_price\n${order},2026-05-01,C9,P9,1,10\n`
  await writeFile(join(folder, 'a.csv'), lines('F1'))
  const added = await call<SourceView & { job: JobView }>(
    'POST',
    '/sources',
    { name: 'Archivos', kind: 'folder', folder: { path: 'ventas', pattern: '*.csv' } },
    201,
  )
  assert.equal((await ended(added.job.job_id)).status, 'completed')
  await writeFile(join(folder, 'b.csv'), lines('F2'))
  await writeFile(join(folder, 'notes.txt'), 'x')
  const job = await call<JobView>('POST', `/sources/${added.source_id}/refresh`, {}, 202)
  const { result } = await ended(job.job_id)
  assert.equal((result as { refresh: { changes: { orders_new: number } } }).refresh.changes.orders_new, 1)
  assert.equal((await call<SourceView>('GET', `/sources/${added.source_id}`)).orders, 2)
})

test('files that nobody recognises are told, mapped with the source, and read by their columns', async () => {
  const folder = join(house.folder, 'shared', 'raros')
  await mkdir(folder, { recursive: true })
  const odd = (order: string): string => `aa;bb;cc;dd;ee\n${order};03/02/2026;K1;Z1;1.500,50\n`
  await writeFile(
    join(folder, 'bueno.csv'),
    'order_id,order_date,customer_id,product_id,quantity,unit_price\nB1,2026-05-01,C9,P9,1,10\n',
  )
  await writeFile(join(folder, 'raro-1.csv'), odd('R1'))
  await writeFile(join(folder, 'foto.csv'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))
  await advance(60_000)
  const place = { kind: 'folder', folder: { path: 'raros', pattern: '*.csv' } }
  const seen = await call<{
    feeds: { inspection: { name: string; problem: string | null; header: string[] } }[]
  }>('POST', '/sources/inspect', place, 200)
  assert.deepEqual(
    Object.fromEntries(seen.feeds.map(({ inspection }) => [inspection.name, inspection.problem === null])),
    { 'bueno.csv': true, 'foto.csv': false, 'raro-1.csv': false },
  )
  const added = await call<SourceView & { job: JobView }>(
    'POST',
    '/sources',
    { name: 'Raros', ...place },
    201,
  )
  assert.equal((await ended(added.job.job_id)).status, 'completed', 'what is understood is read')
  const shown = await call<SourceView>('GET', `/sources/${added.source_id}`)
  assert.deepEqual(
    [shown.state, shown.orders, shown.last_refresh?.error?.code],
    ['failing', 1, 'file_rejected'],
  )
  const alerts = async (): Promise<number> =>
    (await call<{ items: JobView[] }>('GET', '/jobs?kind=check-source')).items.filter(
      ({ error }) => error?.code === 'file_rejected',
    ).length
  const again = await call<JobView>('POST', `/sources/${added.source_id}/refresh`, {}, 202)
  assert.equal((await ended(again.job_id)).status, 'completed')
  assert.ok((await alerts()) <= 1, 'the bell rings once')

  await rm(join(folder, 'foto.csv'))
  await writeFile(join(folder, 'raro-2.csv'), odd('R2'))
  const columns = { order_id: 'aa', ordered_at: 'bb', customer_id: 'cc', product_id: 'dd', unit_price: 'ee' }
  const mapping = { role: 'lines', columns, constants: { quantity: '1' }, dates: 'day_first' }
  const half = { name: 'x', mapping: { role: 'lines', columns: { product_id: 'dd' } } }
  await call('PATCH', `/sources/${added.source_id}`, { mappings: [half] }, 422)
  const header = ['aa', 'bb', 'cc', 'dd', 'ee']
  const kept = await call<SourceView>(
    'PATCH',
    `/sources/${added.source_id}`,
    { mappings: [{ name: 'raro-1.csv', header, mapping }] },
    200,
  )
  assert.equal(kept.mappings.length, 1)
  await advance(60_000)
  const last = await call<JobView>('POST', `/sources/${added.source_id}/refresh`, {}, 202)
  assert.equal((await ended(last.job_id)).status, 'completed')
  const mended = await call<SourceView>('GET', `/sources/${added.source_id}`)
  assert.deepEqual([mended.state, mended.orders, mended.last_refresh?.error], ['fresh', 3, null])
  const { reader } = await house.warehouses.open('empty')
  assert.deepEqual(
    await reader.rows(
      raw(`SELECT CAST(o.day AS VARCHAR) AS day, l.unit_price FROM facts.orders AS o JOIN facts.order_lines AS l USING (order_key)
        WHERE o.order_id IN ('R1', 'R2')`),
    ),
    [
      { day: '2026-02-03', unit_price: 1500.5 },
      { day: '2026-02-03', unit_price: 1500.5 },
    ],
  )
})

test('a removed source leaves what it brought', async () => {
  const { items } = await call<{ items: SourceView[] }>('GET', '/sources')
  for (const { source_id } of items) await call('DELETE', `/sources/${source_id}`, undefined, 200)
  assert.equal((await call<{ total: number }>('GET', '/sources')).total, 0)
  const { reader } = await house.warehouses.open('empty')
  assert.deepEqual(await reader.rows(raw('SELECT count(*) AS n FROM facts.orders')), [{ n: 7 }])
})

test('DATABASE_URL is connected once, and its address is not kept', async () => {
  const schedule = startSourceSchedule({ ...asHouse(), database_url: url() })
  try {
    await schedule.look()
    await advance(3_600_000)
    await schedule.look()
    const kept = await house.store.sources.list('shop')
    assert.deepEqual(
      kept.map(({ name, spec, secret }) => [name, spec.recipe, spec.from_environment, secret()]),
      [['DATABASE_URL', 'spanish-shop', true, null]],
    )
  } finally {
    await schedule.stop()
  }
})
