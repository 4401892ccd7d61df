import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

const everything = '*'

/** Which rooms each room may import; the table of the README's map, enforced. */
const mayImport: Record<string, readonly string[] | typeof everything> = {
  base: [],
  contracts: [],
  math: ['base'],
  models: ['math', 'contracts', 'base'],
  warehouse: ['base'],
  store: ['base'],
  ports: ['base'],
  ingest: ['warehouse', 'store', 'contracts', 'base'],
  demo: ['warehouse', 'math', 'base'],
  answers: ['warehouse', 'store', 'models', 'math', 'contracts', 'base'],
  training: ['answers', 'warehouse', 'store', 'models', 'math', 'contracts', 'base'],
  reports: ['answers', 'contracts', 'base'],
  actions: 'answers ingest training reports ports warehouse store contracts base'.split(' '),
  api: 'base contracts math models warehouse store ports ingest demo answers training actions reports'.split(
    ' ',
  ),
  mcp: ['answers', 'actions', 'contracts', 'base'],
  cli: everything,
  web: ['contracts'],
}

/** Types cost nothing at run time: the store's rows are typed with the words all rooms share. */
const mayImportTypes: Record<string, readonly string[]> = {
  store: ['contracts'],
  warehouse: ['contracts'],
}

type Import = { file: string; from: string; to: string; target: string; typeOnly: boolean }

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

const importPattern =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

function importsOf(file: string): Import[] {
  const from = relative(source, file).split('/')[0]
  return [...readFileSync(file, 'utf8').matchAll(importPattern)]
    .map((match) => ({ typeOnly: match[1] !== undefined, target: match[2] ?? match[3] }))
    .filter(({ target }) => target.startsWith('.'))
    .map(({ target, typeOnly }) => {
      const to = relative(source, resolve(dirname(file), target)).split('/')[0]
      return { file: relative(root, file), from, to, target, typeOnly }
    })
}

const imports = filesOf(source).flatMap(importsOf)

test('a room imports only the rooms below it', () => {
  const breaches = imports.filter(({ from, to, typeOnly }) => {
    const allowed = mayImport[from]
    if (from === to || allowed === everything) return false
    if (typeOnly && mayImportTypes[from]?.includes(to)) return false
    return !allowed?.includes(to)
  })
  assert.deepEqual(
    breaches.map(({ file, target }) => `${file} imports ${target}`),
    [],
  )
})

test('every folder of src is a room of the table', () => {
  const folders = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  assert.deepEqual(
    folders.map((entry) => entry.name).filter((name) => !(name in mayImport)),
    [],
  )
})

test('nobody imports the command line', () => {
  assert.deepEqual(
    imports.filter(({ from, to }) => to === 'cli' && from !== 'cli'),
    [],
  )
})

test('the server imports TypeScript files by their full name', () => {
  const short = imports.filter(({ from, target }) => from !== 'web' && !/\.(ts|json)$/.test(target))
  assert.deepEqual(
    short.map(({ file, target }) => `${file} imports ${target}`),
    [],
  )
})

test('no file is called after nothing in particular', () => {
  const vague = filesOf(source).filter((file) => /\/(utils?|helpers?|common|lib|misc)(\/|\.tsx?$)/.test(file))
  assert.deepEqual(vague, [])
})

test('base stays at ten files at most', () => {
  assert.ok(filesOf(join(source, 'base')).length <= 10)
})
