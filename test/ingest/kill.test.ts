import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { seededRandom } from '../../src/base/random.ts'
import { openWarehouses } from '../../src/warehouse/open-warehouses.ts'
import { raw } from '../../src/warehouse/sql.ts'

const rounds = Number(process.env['KILL_ROUNDS'] ?? 4)
const linesAFile = 4000
const filesARound = 4

/** Orders of one file: every file has its own, except that each also corrects the first order of the file before. */
function fileText(number: number): string {
  const rows = Array.from(
    { length: linesAFile },
    (_, index) =>
      `F${number}-${Math.floor(index / 3)},2024-03-${String(1 + (index % 28)).padStart(2, '0')},C${index % 97},P${index % 31},1,${number + 1}`,
  )
  const correction = number === 0 ? [] : [`F${number - 1}-0,2024-03-01,C0,P0,5,${number + 1}`]
  return ['order_id,date,customer_id,product_id,quantity,unit_price', ...correction, ...rows].join('\n')
}

type Ended = { acknowledged: string[]; killed: boolean }

function runUntilKilled(folder: string, files: readonly string[], afterMs: number): Promise<Ended> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-child.ts'), folder, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), afterMs)
    else acknowledged.push(line)
  })
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ acknowledged, killed: code === null })),
  )
}

/** What the warehouse holds after a kill: each import whole or not at all, its marts in step with its facts. */
async function inspect(folder: string) {
  const warehouses = openWarehouses({ folder, memoryMb: 512 })
  try {
    const { reader } = await warehouses.create('shop')
    const imports = await reader.rows<{ import_id: string; undone: boolean }>(
      raw('SELECT import_id, undone_at IS NOT NULL AS undone FROM facts.imports ORDER BY sequence'),
    )
    const lines = await reader.rows<{ file: string; n: number }>(
      raw(`SELECT split_part(o.order_id, '-', 1) AS file, count(*) AS n FROM facts.order_lines AS l
        JOIN facts.orders AS o USING (order_key) WHERE NOT ends_with(o.order_id, '-0') GROUP BY file ORDER BY file`),
    )
    const { facts, marts, orphans, doubled } = await reader.row<Record<string, number>>(
      raw(`SELECT (SELECT count(*) FROM facts.order_lines) AS facts, (SELECT count(*) FROM marts.sales) AS marts,
        (SELECT count(*) FROM facts.order_lines WHERE order_key NOT IN (SELECT order_key FROM facts.orders)) AS orphans,
        (SELECT count(*) - count(DISTINCT order_id) FROM facts.orders) AS doubled`),
    )
    return { imports, lines, facts, marts, orphans, doubled }
  } finally {
    await warehouses.close()
  }
}

test(
  `nothing acknowledged is lost in ${rounds} rounds of kill -9 during imports and their undoing`,
  { timeout: 1_200_000 },
  async () => {
    const random = seededRandom(20250601)
    const folder = await mkdtemp(join(tmpdir(), 'trastienda-kill-'))
    try {
      const acknowledged = new Map<string, string>()
      for (let round = 0; round < rounds; round++) {
        const files = Array.from({ length: filesARound }, (_, index) => {
          const number = round * filesARound + index
          return join(folder, `${number}-${index === filesARound - 1 ? 'undo' : 'keep'}.csv`)
        })
        for (const [index, path] of files.entries())
          await writeFile(path, fileText(round * filesARound + index))
        const ended = await runUntilKilled(folder, files, 20 + random() * 2500)
        for (const line of ended.acknowledged) {
          const [outcome, id] = line.split(' ')
          acknowledged.set(id, outcome)
        }
        const held = await inspect(folder)
        assert.equal(held.facts, held.marts, 'marts are in step with facts')
        assert.equal(held.orphans, 0)
        assert.equal(held.doubled, 0)
        for (const [id, outcome] of acknowledged) {
          const found = held.imports.find(({ import_id }) => import_id === id)
          assert.ok(found, `${id} was acknowledged and is there`)
          if (outcome === 'undone') assert.equal(found.undone, true, `${id} was undone and stays so`)
        }
        for (const { file, n } of held.lines) assert.equal(n, linesAFile - 3, `${file} is whole`)
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)
