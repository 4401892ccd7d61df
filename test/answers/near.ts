import assert from 'node:assert/strict'

// what is divided shows the rounding of what was divided by
const ratios = /share|change|margin|rate|gini/

/** Holds that one value says what another does: only the fields named in what is expected, money to half a cent. */
export function assertNear(actual: unknown, expected: unknown, at = ''): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const room = ratios.test(at) ? 2e-4 * Math.max(1, Math.abs(expected)) : 0.006 + 1e-9 * Math.abs(expected)
    assert.ok(Math.abs(actual - expected) <= room, `${at}: ${actual} where ${expected} is right`)
  } else if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${at}: ${JSON.stringify(actual)} is no list`)
    assert.equal(actual.length, expected.length, `${at}: number of items`)
    expected.forEach((value, index) => assertNear(actual[index], value, `${at}[${index}]`))
  } else if (typeof expected === 'object' && expected !== null) {
    assert.ok(typeof actual === 'object' && actual !== null, `${at}: ${JSON.stringify(actual)}`)
    for (const [name, value] of Object.entries(expected)) {
      assertNear((actual as Record<string, unknown>)[name], value, at === '' ? name : `${at}.${name}`)
    }
  } else {
    assert.deepEqual(actual, expected, at)
  }
}

/** The same for lists in whatever order: rows are matched by the fields given. */
export function assertSameRows(
  actual: readonly object[],
  expected: readonly object[],
  by: string[],
  at: string,
): void {
  const keyOf = (row: object): string =>
    JSON.stringify(by.map((name) => (row as Record<string, unknown>)[name]))
  const sorted = (rows: readonly object[]): object[] =>
    [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
  assert.deepEqual(sorted(actual).map(keyOf), sorted(expected).map(keyOf), `${at}: rows`)
  sorted(expected).forEach((row, index) => assertNear(sorted(actual)[index], row, `${at} ${keyOf(row)}`))
}

const below = (a: number | string, b: number | string): boolean =>
  typeof a === 'number' && typeof b === 'number' ? a < b - 1e-6 : a < b

/** Holds that a list falls (or rises) by a field, nulls last. */
export function assertSorted(rows: readonly object[], name: string, direction: 'down' | 'up' = 'down'): void {
  const values = rows.map((row) => (row as Record<string, number | string | null>)[name])
  for (let i = 1; i < values.length; i++) {
    const [before, after] = [values[i - 1], values[i]]
    if (after === null) continue
    assert.notEqual(before, null, `${name}: null before ${after}`)
    assert.ok(
      direction === 'down' ? !below(before!, after) : !below(after, before!),
      `${name}: ${before} before ${after}`,
    )
  }
}
