'use strict'
// A registry that lists only some platforms leaves the others' optional packages out of the lock, and `npm ci` then refuses
// it everywhere. They are named exactly by what depends on them, so their entries can be written without asking.
const { readFileSync, writeFileSync } = require('node:fs')
const path = require('node:path')

const file = path.join(path.dirname(__dirname), 'package-lock.json')
const platform =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm|arm64|x64|ia32|ppc64|riscv64|s390x)(?:-(?:ea|gnuea|muslea)bi(?:hf)?)?(?:-(gnu|musl|msvc))?$/

/** Where npm would find the package `name` from the one at `from`. */
function found(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (!at.includes('/node_modules/') && at === '') return false
    if (!at.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`])
  }
}

function entryFor(name, version, isDev) {
  const [, os, cpu, libc] = platform.exec(name) ?? []
  if (!os || !/^\d/.test(version)) return undefined
  const c = /musl/.test(name) ? 'musl' : libc === 'gnu' || os === 'linux' ? 'glibc' : undefined
  return {
    version,
    cpu: [cpu],
    ...(isDev ? { dev: true } : {}),
    ...(c ? { libc: [c] } : {}),
    optional: true,
    os: [os],
  }
}

const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = {}
for (const [at, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (found(lock.packages, at, name)) continue
    const entry = entryFor(name, version, dev)
    if (entry) missing[`node_modules/${name}`] = entry
  }
}
if (Object.keys(missing).length > 0) {
  const all = Object.entries({ ...lock.packages, ...missing })
  lock.packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
