import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { main } from '../../src/cli/main.ts'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

let house: TestHouse
before(async () => {
  house = await openHouse()
  await house.leave()
  process.env.DATA_DIR = house.folder
})
after(async () => house.close())

type Ran = { code: number; stdout: string; stderr: string }

async function run(...args: string[]): Promise<Ran> {
  const said = { stdout: '', stderr: '' }
  const print = (text: string): void => void (said.stdout += text)
  const say = (text: string): void => void (said.stderr += text)
  process.exitCode = 0
  await main(args, { print, say, terminal: false })
  const code = process.exitCode
  process.exitCode = 0
  return { code, ...said }
}

test('a question that is not there is told with what comes close', async () => {
  const { code, stderr } = await run('ask', 'kpi', '-w', 'shop')
  assert.deepEqual([code, stderr], [1, 'trastienda: there is no question kpi: did you mean kpis\n'])
})

test('an option that is not there is told with those there are', async () => {
  const { code, stderr } = await run('ask', 'kpis', '-w', 'shop', '--contry', 'US')
  assert.equal(code, 1)
  assert.match(stderr, /there is no option --contry: it takes .*--country/)
})

test('a value that is not allowed is told with its range', async () => {
  const { stderr } = await run('ask', 'transactions', '-w', 'shop', '--limit', '5000')
  assert.match(stderr, /limit is not allowed: it takes a whole number from 1 to 1000/)
})

test('a workspace that is not there is told, whatever it is called', async () => {
  for (const workspace of ['elsewhere', '../x']) {
    const { code, stderr } = await run('ask', 'kpis', '-w', workspace)
    assert.equal(code, 1)
    assert.match(stderr, /there is no such workspace/)
  }
  const imported = await run('import', import.meta.filename, '--workspace', '../x')
  assert.equal(imported.code, 1)
  assert.match(imported.stderr, /workspace_id/)
})

test('where there are several workspaces one is to be named', async () => {
  const { stderr } = await run('ask', 'kpis')
  assert.equal(stderr, 'trastienda: name a workspace with --workspace: empty, shop\n')
})

test('a file that is not there, and one that is no orders, leave no workspace behind', async () => {
  assert.match((await run('import', 'nowhere.csv', '-w', 'fresh')).stderr, /there is no file nowhere.csv/)
  const { code } = await run('import', import.meta.filename, '-w', 'fresh')
  assert.equal(code, 1)
  assert.doesNotMatch((await run('workspaces')).stdout, /fresh/)
})

test('a demo shop goes only where its currency and its days are at home', async () => {
  const { code, stderr } = await run('demo', 'spa', '-w', 'empty', '--lines', '1000')
  assert.equal(code, 1)
  assert.match(
    stderr,
    /the shop spa sells in CLP and America\/Santiago, the workspace empty is in USD and UTC/,
  )
})

test('a mistyped command is told apart by its exit code', async () => {
  assert.equal((await run('frobnicate')).code, 2)
  assert.equal((await run('import', 'a.csv')).code, 2)
  assert.equal((await run('--help')).code, 0)
})

test('help with a question tells its own options', async () => {
  const { code, stdout } = await run('ask', 'sales-forecast', '--help')
  assert.equal(code, 0)
  assert.match(stdout, /--days-ahead +7 to 180/)
  assert.match(stdout, /--metric +revenue \| orders \| units/)
})

test('a setting that is not valid is told by its name', async () => {
  process.env.PORT = 'abc'
  const { code, stderr } = await run('workspaces')
  delete process.env.PORT
  assert.equal(code, 1)
  assert.match(stderr, /PORT takes a port from 0 to 65535 .*found "abc"/)
})
