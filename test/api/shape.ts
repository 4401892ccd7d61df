import assert from 'node:assert/strict'

type Kind = 'text' | 'number' | 'whole' | 'yes/no' | 'day' | 'time' | 'anything' | 'object'
/** What a field must be: a kind (with `?` where null is allowed), one of some words, a list, or an object of fields. */
export type Shape = Kind | `${Kind}?` | ReadonlySet<unknown> | readonly [Shape] | { [field: string]: Shape }

/** Throws where a reply lacks a field of its shape or a field is of another kind; further fields are allowed. */
export function hasShape(value: unknown, shape: Shape, at = 'reply'): void {
  if (typeof shape === 'string') return isKind(value, shape, at)
  if (shape instanceof Set)
    return assert.ok(shape.has(value), `${at} is ${JSON.stringify(value)}, no word of the list`)
  if (isListShape(shape)) {
    assert.ok(Array.isArray(value), `${at} is no list`)
    for (const [i, each] of value.entries()) hasShape(each, shape[0], `${at}[${i}]`)
    return undefined
  }
  assert.ok(typeof value === 'object' && value !== null, `${at} is ${JSON.stringify(value)}, no object`)
  for (const [name, inner] of Object.entries(shape)) {
    assert.ok(Object.hasOwn(value, name), `${at} has no ${name}`)
    hasShape((value as Record<string, unknown>)[name], inner, `${at}.${name}`)
  }
}

function isListShape(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}

const tests: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  whole: (value) => Number.isInteger(value),
  'yes/no': (value) => typeof value === 'boolean',
  day: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  time: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value),
  anything: () => true,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

function isKind(value: unknown, kind: Kind | `${Kind}?`, at: string): void {
  if (kind.endsWith('?') && value === null) return
  const plain = (kind.endsWith('?') ? kind.slice(0, -1) : kind) as Kind
  assert.ok(tests[plain](value), `${at} is ${JSON.stringify(value)}, not ${kind}`)
}
