import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actions } from '../../src/actions/registry.ts'
import { answers } from '../../src/answers/registry.ts'
import { actionRoutes } from '../../src/web/hooks/actions.ts'
import { answerPaths } from '../../src/web/hooks/answers.ts'

const served = new Set([
  ...answers.flatMap(({ name, paths }) =>
    paths.map(({ method = 'GET', path }) => `${name}: ${method} ${path}`),
  ),
  ...actions.flatMap(({ name, paths }) => paths.map(({ method, path }) => `${name}: ${method} ${path}`)),
])

test('every question of the screens is served under that name and address', () => {
  const missing = Object.entries(answerPaths).map(([name, path]) => `${name}: GET ${path}`)
  assert.deepEqual(
    missing.filter((route) => !served.has(route)),
    [],
  )
})

test('every action of the screens is served under that name, method and address', () => {
  const missing = Object.entries(actionRoutes).map(([name, [method, path]]) => `${name}: ${method} ${path}`)
  assert.deepEqual(
    missing.filter((route) => !served.has(route)),
    [],
  )
})
