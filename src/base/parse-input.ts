import type { z } from 'zod'
import { AppError } from './errors.ts'
import type { ErrorDetail } from './errors.ts'
import { issueWords } from './issue-words.ts'
import { jsonSchema } from './json-schema.ts'
import type { JsonSchema } from './json-schema.ts'

/**
 * Reads what a caller sent. A name that is not in the schema, a value that is no such thing and a value outside what
 * is allowed are each refused by name, with what would have been accepted; nothing is clamped or ignored.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const shape = jsonSchema(schema)
  const unknown = unknownParameters(shape, raw)
  if (unknown.length > 0) {
    const names = unknown.map((detail) => detail.parameter).join(', ')
    throw new AppError('unknown_parameter', `there is no parameter ${names}`, { details: unknown })
  }
  const parsed = schema.safeParse(raw, { reportInput: true })
  if (parsed.success) return parsed.data
  throw refusal(shape, raw, parsed.error.issues)
}

function unknownParameters(shape: JsonSchema, raw: unknown): ErrorDetail[] {
  if (!shape.properties || shape.additionalProperties || typeof raw !== 'object' || raw === null) return []
  const known = shape.properties
  return Object.keys(raw)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => ({ parameter: name, allowed: Object.keys(known) }))
}

function refusal(shape: JsonSchema, raw: unknown, issues: z.core.$ZodIssue[]): AppError {
  const sent = issues.map((issue) => sentAt(raw, issue.path))
  const details = issues.map((issue, i) => detailOf(shape, issue, sent[i]))
  const outside = issues.findIndex((issue) => !isMalformed(issue))
  const first = details[Math.max(outside, 0)]
  const where = first.parameter || 'the input'
  if (sent.every((value) => value === undefined)) {
    const names = details.map((detail) => detail.parameter || 'the input').join(', ')
    return new AppError('malformed_request', `${names} must be given`, { details })
  }
  if (outside < 0)
    return new AppError('malformed_request', `${where} could not be read: ${wanted(first)}`, { details })
  return new AppError('out_of_range', `${where} is not allowed: ${wanted(first)}`, { details })
}

/** Malformed is what cannot be read as the kind of thing it must be; what can be read but is not allowed is out of range. */
function isMalformed(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') return true
  if (issue.code !== 'invalid_format') return false
  return !(issue.format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(issue.input)))
}

/** What stood there as it was sent, before it was made a number or trimmed. */
function sentAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, name) => (value as Record<PropertyKey, unknown> | null | undefined)?.[name], raw)
}

function detailOf(shape: JsonSchema, issue: z.core.$ZodIssue, sent: unknown): ErrorDetail {
  const name = String(issue.path[0] ?? '')
  // a rule of its own says by itself what it takes
  const allowed =
    issue.path.length === 1 && issue.code !== 'custom' ? allowedBy(shape.properties?.[name]) : undefined
  const value = secretNames.test(name) ? undefined : shown(sent)
  return { parameter: issue.path.join('.'), value, allowed: allowed ?? issueWords(issue) }
}

function allowedBy(property: JsonSchema | undefined): unknown {
  if (!property) return undefined
  if (property.enum) return property.enum
  if (property.format === 'date') return 'a day as YYYY-MM-DD'
  if (property.type === 'integer' || property.type === 'number') return rangeOf(property)
  const kinds = (property.anyOf ?? []).filter(({ type }) => type !== 'null')
  // of several kinds no one range tells all
  return kinds.length === 1 ? allowedBy(kinds[0]) : undefined
}

function rangeOf({ type, minimum, maximum }: JsonSchema): object {
  return { type, ...bound('minimum', minimum), ...bound('maximum', maximum) }
}

/** The bounds of whole numbers as such are nobody's choice. */
function bound(name: string, value: number | undefined): object {
  return value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? {} : { [name]: value }
}

/** What must never come back in a reply or reach a log. */
const secretNames = /password|token|secret|key$/i

function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, 100)
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined
}

function wanted(detail: ErrorDetail): string {
  const { allowed } = detail
  if (typeof allowed === 'string') return `it takes ${allowed.charAt(0).toLowerCase()}${allowed.slice(1)}`
  if (Array.isArray(allowed)) return `it takes one of ${allowed.join(', ')}`
  const { type, minimum, maximum } = allowed as JsonSchema
  const kind = type === 'integer' ? 'a whole number' : 'a number'
  if (minimum !== undefined && maximum !== undefined) return `it takes ${kind} from ${minimum} to ${maximum}`
  return minimum === undefined ? `it takes ${kind}` : `it takes ${kind} from ${minimum}`
}
