import { z } from 'zod'
import { customerRecord } from './customers.ts'
import { productRecord } from './products.ts'
import { recordId } from './record-id.ts'

const text = z.string().trim().min(1).max(1000).nullable()
const money = z.number().min(0).max(1e13).nullable()

const productFields = z.object({
  product_name: text,
  category: text,
  subcategory: text,
  brand: text,
  base_price: money,
  cost_price: money,
  stock_quantity: z.number().min(-1e9).max(1e12).nullable(),
  supplier_country: text,
  weight: z.number().min(0).max(1e9).nullable(),
  rating: z.number().min(0).max(5).nullable(),
  reviews_count: z.number().int().min(0).max(1e9).nullable(),
  launch_date: z.iso.date().nullable(),
  target_gender: text,
  season: text,
  images: z.array(z.string().max(2000)).max(50),
  description: z.string().max(20_000).nullable(),
})

const customerFields = z.object({
  name: text,
  email: z.email().max(320).nullable(),
  phone: z.string().trim().min(1).max(50).nullable(),
  country: text,
  region: text,
  city: text,
  age: z.number().int().min(0).max(130).nullable(),
  gender: text,
  registration_date: z.iso.date().nullable(),
})

const edit_id = z.string().describe('names this edit, to undo it')

const name = z.string().trim().min(1).max(1000).optional().describe('the same as product_name')

export const createProductInput = productFields
  .partial()
  .extend({ name, product_id: recordId.optional() })
  .refine((fields) => (fields.product_name ?? fields.name) !== undefined, {
    path: ['product_name'],
    message: 'a name, as product_name or name',
  })
export const updateProductInput = productFields.partial().extend({ name, product_id: recordId })
export const productEditOutput = productRecord.extend({ edited_fields: z.array(z.string()), edit_id })

export const createCustomerInput = customerFields
  .partial()
  .extend({ name: z.string().trim().min(1).max(1000), customer_id: recordId.optional() })
export const updateCustomerInput = customerFields.partial().extend({ customer_id: recordId })
export const customerEditOutput = customerRecord
  .partial()
  .extend({ edited_fields: z.array(z.string()), edit_id })

export const removeProductInput = z.object({ product_id: recordId })
export const removeCustomerInput = z.object({ customer_id: recordId })
export const removalOutput = z.object({
  id: z.string(),
  archived: z.boolean(),
  deleted: z.boolean(),
  edit_id,
})

export const releaseProductInput = z.object({
  product_id: recordId,
  fields: z.array(z.string().max(100)).max(50).optional(),
})
export const releaseCustomerInput = z.object({
  customer_id: recordId,
  fields: z.array(z.string().max(100)).max(50).optional(),
})

export const undoEditInput = z.object({ edit_id: z.string().max(100) })
export const undoEditOutput = z.object({
  edit_id: z.string(),
  entity: z.enum(['product', 'customer']),
  record_id: z.string(),
})
