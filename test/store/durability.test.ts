import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { openStore } from '../../src/store/store.ts'
import { temporaryFolder } from './temporary-store.ts'

const script = join(import.meta.dirname, 'insert-forever.ts')

/** Lets a child write until it has said so many rows, kills it, and answers the last row it acknowledged. */
async function killWhileWriting(path: string, from: number, rows: number): Promise<number> {
  const child = spawn(process.execPath, [script, path, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.split('\n').length > rows) child.kill('SIGKILL')
  })
  await once(child, 'close')
  const whole = said.slice(0, said.lastIndexOf('\n'))
  return Number(whole.split('\n').at(-1))
}

test('kill -9 loses nothing that was acknowledged and leaves nothing half done', async (t) => {
  const path = join(temporaryFolder(t), 'store.sqlite')
  const random = seededRandom(7)
  let next = 0
  for (let round = 0; round < 5; round += 1) {
    const last = await killWhileWriting(path, next, 3 + Math.floor(random() * 20))
    const store = await openStore(path)
    const subjects = async (workspace_id: string) => {
      const { items } = await store.audit.list({ workspace_id, limit: 10_000, offset: 0 })
      return items.map((entry) => Number(entry.subject)).toReversed()
    }
    const kept = await subjects('shop')
    assert.deepEqual(await subjects('pair'), kept)
    assert.ok(kept.at(-1)! >= last)
    assert.deepEqual(
      kept,
      kept.map((_, at) => at),
    )
    next = kept.length
    await store.close()
  }
})
