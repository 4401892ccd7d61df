import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse } from '../house/open-house.ts'
import type { TestHouse } from '../house/open-house.ts'

type Operation = {
  operationId: string
  parameters?: { name: string; in: string; description?: string; schema: { example?: unknown } }[]
  requestBody?: {
    content: Record<string, { example?: unknown; schema?: { properties?: Record<string, unknown> } }>
  }
  responses: Record<string, { content?: Record<string, { example?: unknown }> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

let house: TestHouse
let document: Document
before(async () => {
  house = await openHouse()
  document = (await house.app.inject('/openapi.json')).json<Document>()
})
after(async () => house.close())

test('the document is OpenAPI 3.1 and covers every answer and action', () => {
  assert.equal(document.openapi, '3.1.0')
  const declared = [
    ...house.desk.answers.flatMap(({ paths }) =>
      paths.map(({ method = 'GET', path }) => `${method} ${path}`),
    ),
    ...house.desk.actions.flatMap(({ paths }) => paths.map(({ method, path }) => `${method} ${path}`)),
  ]
  const missing = declared.filter((address) => {
    const [method, path] = address.split(' ')
    return !document.paths[`/api/v1${path}`]?.[method.toLowerCase()]
  })
  assert.deepEqual(missing, [])
})

test('every operation has a name of its own, and examples', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
  for (const { operationId, parameters = [], requestBody, responses } of operations) {
    for (const { name, description, schema } of parameters.filter((each) => each.in === 'query')) {
      assert.ok(schema.example !== undefined || description?.includes('such as'), `${operationId} ${name}`)
    }
    assert.ok(responses['4XX'].content?.['application/json'].example, operationId)
    if (requestBody) assert.ok(requestBody.content['application/json'].example, operationId)
  }
})

test('sending files is described as a form with a file', () => {
  for (const path of ['/imports', '/imports/inspect']) {
    const { content } = document.paths[`/api/v1${path}`].post.requestBody!
    assert.deepEqual(Object.keys(content), ['multipart/form-data', 'application/json'])
    const { properties } = content['multipart/form-data'].schema!
    assert.deepEqual(properties?.file, { type: 'string', format: 'binary' })
    assert.ok(properties?.mapping && !properties.upload_id)
  }
})
