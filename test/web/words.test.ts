import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseAst } from 'vite'
import { errorCatalogue } from '../../src/base/errors.ts'
import {
  forecastModels,
  forecastNotes,
  forecastReasons,
  leftOutReasons,
} from '../../src/contracts/sales-forecast.ts'
import { anomalyEntities, anomalyMethods, anomalyMetrics, severities } from '../../src/contracts/anomalies.ts'
import { demandClasses, demandMethods, reorderActions } from '../../src/contracts/demand-forecast.ts'
import { closableDimensions, scenarioBases } from '../../src/contracts/forecast-scenarios.ts'
import { fileProblems, importFields } from '../../src/contracts/import-fields.ts'
import { servedReasons } from '../../src/contracts/models.ts'
import { changeParts, decompositionNames, whyDimensions, whyMetrics } from '../../src/contracts/why.ts'
import { lineKinds } from '../../src/contracts/words.ts'
import { layouts } from '../../src/ingest/layouts/recognise-layout.ts'
import { languages } from '../../src/web/words/dictionary.ts'
import { holidayWords } from '../../src/web/words/holiday-words.ts'
import type { Dictionary } from '../../src/web/words/dictionary.ts'

const root = join(import.meta.dirname, '../../src/web')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const wordFiles = files.filter(({ path }) => /^words\/.+-words\.ts$/.test(path))
const screens = files.filter(({ path }) => !path.startsWith('words/'))

/** The dictionaries of a file by the names they are exported under. */
async function dictionariesOf(path: string): Promise<[string, Dictionary][]> {
  const module = (await import(join(root, path))) as Record<string, Dictionary>
  return Object.entries(module)
}

/** Dictionaries whose words are chosen by a value of the server's, and which values these are. */
const chosenByValue: Readonly<Record<string, readonly string[]>> = {
  errorWords: [...Object.keys(errorCatalogue), 'offline', 'unknown'],
  importFieldWords: Object.keys(importFields),
  fileFaultWords: fileProblems,
  layoutWords: ['generic', 'demo', 'postgres', ...layouts.map(({ name }) => name)],
  dataWords: [...lineKinds, 'good', 'usable', 'poor'],
  modelWords: servedReasons,
  holidayWords: Object.keys(holidayWords),
  whyWords: [
    ...changeParts,
    ...whyDimensions,
    ...whyMetrics,
    ...decompositionNames.filter((name) => name !== 'customers'),
  ],
  anomalyWords: [...anomalyEntities, ...anomalyMetrics, ...anomalyMethods, ...severities, ...whyDimensions],
  demandWords: [...demandClasses, ...demandMethods, ...reorderActions],
  scenarioWords: [...closableDimensions, ...scenarioBases],
  forecastWords: [...forecastNotes, ...leftOutReasons],
  forecastMethodWords: [...forecastModels, ...forecastReasons],
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()

describe('every text', () => {
  for (const { path } of wordFiles) {
    test(`of ${path} is there in every language, with the same gaps`, async () => {
      for (const [, words] of await dictionariesOf(path)) {
        for (const [key, entry] of Object.entries(words)) {
          for (const language of languages)
            assert.notEqual(entry[language]?.trim() ?? '', '', `${key} in ${language}`)
          assert.deepEqual([...new Set(placeholders(entry.es))], [...new Set(placeholders(entry.en))], key)
        }
      }
    })

    test(`of ${path} is used`, async () => {
      for (const [name, words] of await dictionariesOf(path)) {
        const users = screens.filter(({ text }) => text.includes(name)).map(({ text }) => text)
        const chosen = new Set(chosenByValue[name])
        const unused = Object.keys(words).filter(
          (key) =>
            !chosen.has(key) && !new RegExp(`\\b${key}\\b`).test([...users, ...namedBy(users)].join('\n')),
        )
        assert.deepEqual(unused, [], `unused in ${name}`)
      }
    })
  }
})

/** The files of ours that some files import: lists of values that words are chosen by may stand there. */
function namedBy(users: readonly string[]): string[] {
  const names = users.flatMap((text) =>
    [...text.matchAll(/from '[./]+([^']+\.tsx?)'/g)].map(([, path]) => path),
  )
  const near = new Set(names.map((name) => name.replace(/^.*\//, '')))
  return screens.filter(({ path }) => near.has(path.replace(/^.*\//, ''))).map(({ text }) => text)
}

describe('every value that is spoken has its word', () => {
  for (const [name, values] of Object.entries(chosenByValue)) {
    test(name, async () => {
      const all = await Promise.all(wordFiles.map(({ path }) => dictionariesOf(path)))
      const words = Object.fromEntries(all.flat())[name]
      assert.ok(words, `there is no dictionary ${name}`)
      if (name === 'errorWords') return
      assert.deepEqual(
        values.filter((value) => !(value in words)),
        [],
      )
    })
  }
})

const spokenAttributes = new Set(['title', 'label', 'aria-label', 'placeholder', 'alt', 'description'])
const hasWords = (text: string): boolean => /\p{L}{2,}/u.test(text)
/** Names of languages in themselves, and of keys. */
const sameInAll = new Set(['Español', 'English', 'Esc'])

describe('no screen', () => {
  for (const { path, text } of screens.filter(({ path }) => path.endsWith('.tsx'))) {
    test(`says anything that is not in a dictionary: ${path}`, () => {
      const found: string[] = []
      visit(parseAst(text, { lang: 'tsx' }), (node) => {
        if (
          node.type === 'JSXText' &&
          hasWords(String(node.value)) &&
          !sameInAll.has(String(node.value).trim())
        )
          found.push(String(node.value).trim())
        if (node.type !== 'JSXAttribute') return
        const name = (node.name as { name?: unknown }).name
        const value = node.value as { type?: string; value?: unknown } | null
        if (typeof name !== 'string' || !spokenAttributes.has(name) || value?.type !== 'Literal') return
        if (hasWords(String(value.value)) && !sameInAll.has(String(value.value)))
          found.push(String(value.value))
      })
      assert.deepEqual(found, [])
    })
  }
})

type Node = Record<string, unknown> & { type?: string }

function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, see)
  } else if (typeof node === 'object' && node !== null) {
    see(node as Node)
    for (const value of Object.values(node)) visit(value, see)
  }
}
