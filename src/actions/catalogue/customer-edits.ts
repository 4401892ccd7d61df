import type { z } from 'zod'
import {
  createCustomerInput,
  customerEditOutput,
  releaseCustomerInput,
  removalOutput,
  removeCustomerInput,
  updateCustomerInput,
} from '../../contracts/catalogue-edits.ts'
import { action } from '../action.ts'
import { createRecord, reinstateRecord, releaseFields, removeRecord, updateRecord } from './edit-record.ts'
import type { Edited } from './edit-record.ts'

type CustomerEdit = z.input<typeof customerEditOutput>

// a customer's contact data stays out of the audit, which is kept after the customer is gone
const audited = (input: object, output: { edit_id: string; customer_id?: string | undefined }) => ({
  subject: `customer ${output.customer_id}`,
  after: { fields: Object.keys(input), edit_id: output.edit_id },
})

const customer = (edited: Edited): CustomerEdit => edited

const common = { permission: 'customers:write', destructive: false } as const

const createCustomer = action({
  ...common,
  name: 'create-customer',
  paths: [{ method: 'POST', path: '/customers', status: 201 }],
  title: 'Add a customer',
  summary: 'Adds a customer; the id is made where none is given',
  idempotent: false,
  input: createCustomerInput,
  output: customerEditOutput,
  audit: audited,
  run: async (context, { customer_id, ...fields }) =>
    customer(await createRecord(context, 'customer', customer_id, fields)),
})

const updateCustomer = action({
  ...common,
  name: 'update-customer',
  paths: [
    { method: 'PUT', path: '/customers/{customer_id}' },
    { method: 'PATCH', path: '/customers/{customer_id}' },
  ],
  title: 'Change a customer',
  summary: 'Changes the given fields of a customer; files no longer change these until they are released',
  idempotent: true,
  input: updateCustomerInput,
  output: customerEditOutput,
  audit: audited,
  run: async (context, { customer_id, ...fields }) =>
    customer(await updateRecord(context, 'customer', customer_id, fields)),
})

const removeCustomer = action({
  ...common,
  name: 'remove-customer',
  paths: [{ method: 'DELETE', path: '/customers/{customer_id}' }],
  title: 'Remove a customer',
  summary: 'Archives a customer who has orders, deletes one who has none; can be undone',
  destructive: true,
  idempotent: true,
  input: removeCustomerInput,
  output: removalOutput,
  audit: (input, output) => ({ subject: `customer ${input.customer_id}`, after: output }),
  run: (context, { customer_id }) => removeRecord(context, 'customer', customer_id),
})

const restoreCustomer = action({
  ...common,
  name: 'restore-customer',
  paths: [{ method: 'POST', path: '/customers/{customer_id}/restore' }],
  title: 'Bring a customer back',
  summary: 'Brings an archived customer back into the lists',
  idempotent: true,
  input: removeCustomerInput,
  output: customerEditOutput,
  audit: audited,
  run: async (context, { customer_id }) => customer(await reinstateRecord(context, 'customer', customer_id)),
})

const releaseCustomer = action({
  ...common,
  name: 'release-customer-fields',
  paths: [{ method: 'POST', path: '/customers/{customer_id}/release' }],
  title: 'Let files change a customer again',
  summary: 'Releases fields that were edited by hand, those named or all, so that imports change them again',
  idempotent: true,
  input: releaseCustomerInput,
  output: customerEditOutput,
  audit: audited,
  run: async (context, { customer_id, fields }) =>
    customer(await releaseFields(context, 'customer', customer_id, fields)),
})

export const customerActions = [
  createCustomer,
  updateCustomer,
  removeCustomer,
  restoreCustomer,
  releaseCustomer,
]
