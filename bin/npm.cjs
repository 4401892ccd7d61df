'use strict'
// Runs npm under the project's own Node: under an older one npm silently takes older versions of packages.
const { spawnSync } = require('node:child_process')
const { existsSync, realpathSync } = require('node:fs')
const path = require('node:path')

const root = path.dirname(__dirname)
const own = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const npm = process.env.npm_execpath ?? realpathSync(path.join(path.dirname(process.execPath), 'npm'))
const node = existsSync(own) ? own : process.execPath
const done = spawnSync(node, [npm, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
if (done.status === 0) require('./complete-lock.cjs')
process.exitCode = done.status ?? 1
