'use strict'
// Builds the web when the packages are set up, so that the first start does not wait for it.
const { spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const path = require('node:path')

const root = path.dirname(__dirname)
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const own = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

if (existsSync(path.join(root, 'src', 'web', 'index.html')) && existsSync(vite)) {
  const node = existsSync(own) ? own : process.execPath
  const built = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  process.exitCode = built.status ?? 1
}
