#!/usr/bin/env node
'use strict'
// Queries wait in libuv's pool beside file reads: at its default of 4, fifty queries hold up a file by seconds.
// It takes hold only before the pool is first used, so before anything else is loaded.
process.env.UV_THREADPOOL_SIZE ??= '16'

const { spawn } = require('node:child_process')
const path = require('node:path')

const oldestNode = 24

// compiled code is kept between runs: a command starts in half the time
require('node:module').enableCompileCache?.()

if (Number(process.versions.node.split('.')[0]) >= oldestNode) {
  void import('../src/cli/main.ts').then(({ main }) => main(process.argv.slice(2)))
} else {
  runOnOwnNode()
}

/** The project brings its own Node, which runs the TypeScript sources as they are. */
function runOnOwnNode() {
  const own = path.join(
    path.dirname(require.resolve('node/package.json')),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  const child = spawn(own, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`trastienda needs Node ${oldestNode} or later, and its own did not start: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
