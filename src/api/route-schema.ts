import type { FastifySchema } from 'fastify'
import type { z } from 'zod'
import { jsonSchema } from '../base/json-schema.ts'
import type { JsonSchema } from '../base/json-schema.ts'
import { exampleOf } from './example.ts'

export type Described = {
  name: string
  title: string
  summary: string
  tag: string
  method: string
  path: string
  input?: z.ZodType
  output?: z.ZodType | null
  status?: number
  /** whether the address can be read without a login */
  open?: boolean
  hide?: boolean
  /** how a reply that is no JSON is called */
  produces?: string
  /** whether files are taken too, as a form */
  takesFiles?: boolean
}

/** What the documentation says of one address; nothing here validates. */
export function routeSchema(route: Described): FastifySchema {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const input = route.input ? jsonSchema(route.input) : {}
  const fields = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name))
  const sent = fields.length > 0 ? object(Object.fromEntries(fields), input.required) : undefined
  const pathFields = inPath.map((name) => [name, input.properties?.[name] ?? { type: 'string' }])
  return {
    operationId: operationId(route),
    summary: route.title,
    description: route.summary,
    tags: [route.tag],
    hide: route.hide === true,
    security: route.open ? [] : [{ token: [] }, { key: [] }],
    ...(inPath.length > 0 ? { params: object(Object.fromEntries(pathFields), inPath) } : {}),
    ...placed(route, input, sent),
    response: { [route.status ?? 200]: replySchema(route), '4xx': errorReply },
  }
}

/** A GET is asked in the query; anything else by a body, and answers by POST take either. */
function placed(route: Described, input: JsonSchema, sent: JsonSchema | undefined): object {
  if (input.type === 'array') return { body: { ...input, examples: [exampleOf(input)] } }
  if (!sent) return {}
  if (route.method === 'GET' || route.method === 'DELETE') return { querystring: withExamples(sent) }
  const body = { ...sent, examples: [exampleOf(sent)] }
  if (!route.takesFiles) return { body }
  return {
    body: {
      content: { 'multipart/form-data': { schema: withFile(sent) }, 'application/json': { schema: body } },
    },
  }
}

/** The same fields beside a file; what names files sent before is left out. */
function withFile(sent: JsonSchema): JsonSchema {
  const { upload_id: _, ...fields } = sent.properties ?? {}
  return object({ file: { type: 'string', format: 'binary' }, ...fields }, ['file'])
}

/**
 * Pages that try a request out send every example along, which would leave no row: what has a default shows that, what
 * must be given an example, and the rest names one in its description.
 */
function withExamples(schema: JsonSchema): JsonSchema {
  const shown = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const example = exampleOf(field, name)
    if (field.default !== undefined || schema.required?.includes(name)) return [name, { ...field, example }]
    const such = `such as ${JSON.stringify(example)}`
    return [name, { ...field, description: field.description ? `${field.description}; ${such}` : such }]
  })
  return { ...schema, properties: Object.fromEntries(shown) }
}

function replySchema(route: Described): object {
  if (route.produces)
    return { description: route.title, content: { [route.produces]: { schema: { type: 'string' } } } }
  if (!route.output) return { description: route.title, type: 'object', additionalProperties: true }
  const schema = jsonSchema(route.output)
  return { description: route.title, ...schema, examples: [exampleOf(schema)] }
}

const errorReply = {
  description: 'what went wrong; docs/errors.md lists the codes',
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        request_id: { type: 'string' },
        details: {
          type: 'array',
          items: { type: 'object', properties: { parameter: { type: 'string' }, value: {}, allowed: {} } },
        },
      },
    },
  },
  examples: [
    {
      error: {
        code: 'out_of_range',
        message: 'limit is not allowed: it takes a whole number from 1 to 1000',
        request_id: 'req-1a',
        details: [
          { parameter: 'limit', value: 5000, allowed: { type: 'integer', minimum: 1, maximum: 1000 } },
        ],
      },
    },
  ],
}

function object(properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema {
  return { type: 'object', properties, required: required.filter((name) => name in properties) }
}

function operationId({ method, path }: Described): string {
  return `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z0-9]+/g, '_').replace(/_$/, '')}`
}
