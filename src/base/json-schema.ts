import { z } from 'zod'

/** The part of JSON Schema that our declarations produce. */
export type JsonSchema = {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  format?: string
  minimum?: number
  maximum?: number
  additionalProperties?: boolean | JsonSchema
  description?: string
}

const described = new WeakMap<z.ZodType, JsonSchema>()

/** The JSON Schema of a declaration as its caller sees it, made once. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const known = described.get(schema)
  if (known) return known
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  described.set(schema, made as JsonSchema)
  return made as JsonSchema
}
