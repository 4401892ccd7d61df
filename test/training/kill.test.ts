import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { modelNames } from '../../src/contracts/models.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { livelyShop, openFolder } from './open-training.ts'

const rounds = 4
const forever = join(import.meta.dirname, 'train-forever.ts')

test('kill -9 while models train leaves no half-written run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'))
  const first = await openFolder(folder)
  await first.add(livelyShop(400, 500))
  await first.close()
  const random = seededRandom(3)
  const acknowledged = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, [forever, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    createInterface({ input: child.stdout }).on('line', (line) => acknowledged.add(line))
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, random() * 1500))
    child.kill('SIGKILL')
    await once(child, 'close')
    await looksWhole(folder, acknowledged)
  }
  await rm(folder, { recursive: true, force: true })
})

async function looksWhole(folder: string, acknowledged: ReadonlySet<string>): Promise<void> {
  const shop = await openFolder(folder)
  const { store, warehouse } = shop
  assert.deepEqual(await store.modelRuns.unsettled(), [])
  assert.deepEqual(await store.intents.open(), [])
  const kept = new Set<string>()
  for (const model of modelNames) {
    const { items } = await store.modelRuns.list({ workspace_id: 'shop', model, limit: 1000 })
    items.forEach((run) => kept.add(run.run_id))
    const latest = items.find((run) => !run.backcast)
    const [served] = await warehouse.reader.rows<{ run_id: string }>(
      raw(`SELECT run_id FROM predictions.served WHERE model = '${model}'`),
    )
    assert.equal(served?.run_id, latest?.run_id, model)
    const files = await readdir(join(folder, 'models', 'shop', model)).catch((): string[] => [])
    assert.ok(
      files.every((name) => kept.has(name.replace('.json', ''))),
      files.join(),
    )
    if (latest) assert.ok(files.includes(`${latest.run_id}.json`))
  }
  for (const run of acknowledged) assert.ok(kept.has(run), `${run} was acknowledged and is lost`)
  const issued = await warehouse.reader.rows<{ run_id: string }>(
    raw('SELECT DISTINCT run_id FROM predictions.issued_customers'),
  )
  assert.ok(issued.every(({ run_id }) => kept.has(run_id)))
  const { clusters, value } = await warehouse.reader.row<{ clusters: number; value: number }>(
    raw(`
    SELECT CAST((SELECT count(*) FROM predictions.customer_clusters) AS INTEGER) AS clusters,
      CAST((SELECT count(*) FROM predictions.customer_value) AS INTEGER) AS value`),
  )
  assert.ok([0, 400].includes(clusters) && [0, 400].includes(value), `${clusters} ${value}`)
  await shop.close()
}
