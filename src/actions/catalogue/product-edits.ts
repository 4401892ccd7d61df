import type { z } from 'zod'
import {
  createProductInput,
  productEditOutput,
  releaseProductInput,
  removalOutput,
  removeProductInput,
  updateProductInput,
} from '../../contracts/catalogue-edits.ts'
import type { Row } from '../../warehouse/reader.ts'
import { action } from '../action.ts'
import { createRecord, reinstateRecord, releaseFields, removeRecord, updateRecord } from './edit-record.ts'
import type { Edited } from './edit-record.ts'

type ProductEdit = z.input<typeof productEditOutput>

const audited = (input: object, output: { edit_id: string; product_id: string }) => ({
  subject: `product ${output.product_id}`,
  after: { ...input, edit_id: output.edit_id },
})

function product(edited: Edited): ProductEdit {
  const { base_price, cost_price } = edited as Row as { base_price: number | null; cost_price: number | null }
  const margin_percentage =
    base_price !== null && cost_price !== null && base_price > 0
      ? ((base_price - cost_price) * 100) / base_price
      : null
  return { ...edited, images: edited.images ?? [], margin_percentage } as ProductEdit
}

function named<T extends { product_name?: string | null; name?: string }>({ name, ...fields }: T) {
  return name === undefined ? fields : { ...fields, product_name: fields.product_name ?? name }
}

const common = { permission: 'catalogue:write', destructive: false } as const

const createProduct = action({
  ...common,
  name: 'create-product',
  paths: [{ method: 'POST', path: '/products', status: 201 }],
  title: 'Add a product',
  summary: 'Adds a product to the catalogue; its id is made where none is given',
  idempotent: false,
  input: createProductInput,
  output: productEditOutput,
  audit: audited,
  run: async (context, { product_id, ...fields }) =>
    product(await createRecord(context, 'product', product_id, named(fields))),
})

const updateProduct = action({
  ...common,
  name: 'update-product',
  paths: [
    { method: 'PUT', path: '/products/{product_id}' },
    { method: 'PATCH', path: '/products/{product_id}' },
  ],
  title: 'Change a product',
  summary: 'Changes the given fields of a product; files no longer change these until they are released',
  idempotent: true,
  input: updateProductInput,
  output: productEditOutput,
  audit: audited,
  run: async (context, { product_id, ...fields }) =>
    product(await updateRecord(context, 'product', product_id, named(fields))),
})

const removeProduct = action({
  ...common,
  name: 'remove-product',
  paths: [{ method: 'DELETE', path: '/products/{product_id}' }],
  title: 'Remove a product',
  summary: 'Archives a product that has orders, deletes one that has none; can be undone',
  destructive: true,
  idempotent: true,
  input: removeProductInput,
  output: removalOutput,
  audit: (input, output) => ({ subject: `product ${input.product_id}`, after: output }),
  run: (context, { product_id }) => removeRecord(context, 'product', product_id),
})

const restoreProduct = action({
  ...common,
  name: 'restore-product',
  paths: [{ method: 'POST', path: '/products/{product_id}/restore' }],
  title: 'Bring a product back',
  summary: 'Brings an archived product back into the lists',
  idempotent: true,
  input: removeProductInput,
  output: productEditOutput,
  audit: audited,
  run: async (context, { product_id }) => product(await reinstateRecord(context, 'product', product_id)),
})

const releaseProduct = action({
  ...common,
  name: 'release-product-fields',
  paths: [{ method: 'POST', path: '/products/{product_id}/release' }],
  title: 'Let files change a product again',
  summary: 'Releases fields that were edited by hand, those named or all, so that imports change them again',
  idempotent: true,
  input: releaseProductInput,
  output: productEditOutput,
  audit: audited,
  run: async (context, { product_id, fields }) =>
    product(await releaseFields(context, 'product', product_id, fields)),
})

export const productActions = [createProduct, updateProduct, removeProduct, restoreProduct, releaseProduct]
