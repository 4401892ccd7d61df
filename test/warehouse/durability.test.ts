import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { raw } from '../../src/warehouse/sql.ts'

const rounds = Number(process.env.KILL_ROUNDS ?? 4)

test('what was acknowledged before a kill -9 is there, whole, and the next start is clean', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const random = seededRandom(7)
  let acknowledged = 0
  for (let round = 0; round < rounds; round++) {
    acknowledged = await writeUntilKilled(folder, acknowledged + 1, 150 + random() * 500)
    const warehouses = openWarehouses({ folder, memoryMb: 512 })
    const { reader } = await warehouses.open('shop')
    const found = await reader.row<{ most: number; orders: number; lines: number; sales: number }>(
      raw(`SELECT coalesce(max(order_key), 0) AS most, count(*) AS orders,
        (SELECT count(*) FROM facts.order_lines) AS lines, (SELECT count(*) FROM marts.sales) AS sales FROM facts.orders`),
    )
    await warehouses.close()
    // one more may have been committed whose acknowledgement was on its way
    assert.ok(found.most >= acknowledged, `${found.most} kept of ${acknowledged}`)
    assert.ok(found.most <= acknowledged + 1)
    assert.deepEqual([found.orders, found.lines, found.sales], [found.most, found.most * 3, found.most * 3])
    acknowledged = found.most
  }
  assert.ok(acknowledged > 0)
})

/** The last order that a child process said was written before it was killed. */
async function writeUntilKilled(folder: string, from: number, afterMs: number): Promise<number> {
  const program = new URL('./write-forever.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [program, folder, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = from - 1
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), afterMs)
    else last = Number(line)
  })
  await once(child, 'close')
  return last
}
