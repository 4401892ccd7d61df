import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { holdDataFolder, holderOf } from '../../src/cli/data-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'folder-'))
after(() => rmSync(root, { recursive: true }))

const self = { pid: process.pid, what: 'a server', since: '2025-10-31T12:00:00.000Z' }

test('a folder is held by one at a time, and who holds it is told', () => {
  const folder = join(root, 'one')
  const held = holdDataFolder(folder, self)
  held.describe({ address: 'http://127.0.0.1:3000' })
  assert.throws(() => holdDataFolder(folder, self), {
    code: 'data_folder_in_use',
    message: new RegExp(`a server \\(process ${process.pid}, since .*\\) at http://127.0.0.1:3000`),
  })
  held.release()
  assert.equal(holderOf(folder), undefined)
  holdDataFolder(folder, self).release()
})

test('a folder that cannot be one is told by its path, and why', () => {
  const file = join(root, 'file')
  writeFileSync(file, '')
  for (const [folder, why] of [
    [file, 'it is a file'],
    [join(file, 'below'), 'a part of its path is a file'],
  ]) {
    const message = `the data folder ${folder} cannot be used: ${why}`
    assert.throws(() => holdDataFolder(folder, self), { code: 'bad_configuration', message })
  }
})

test('a folder whose holder was killed is free at once', async () => {
  const folder = join(root, 'killed')
  const module = new URL('../../src/cli/data-folder.ts', import.meta.url).href
  const script = `import { holdDataFolder } from '${module}'
    holdDataFolder(${JSON.stringify(folder)}, { pid: process.pid, what: 'a server', since: '' })
    console.log('held'); setInterval(() => globalThis.gc?.(), 10)`
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    await once(child.stdout, 'data')
    assert.throws(() => holdDataFolder(folder, self), { code: 'data_folder_in_use' })
  } finally {
    child.kill('SIGKILL')
  }
  await ended
  holdDataFolder(folder, self).release()
})
