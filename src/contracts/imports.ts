import { z } from 'zod'
import { fileProblems, importFields, importRoles } from './import-fields.ts'
import type { ImportField } from './import-fields.ts'
import { paging } from './filter.ts'
import { lineKinds, orderStates } from './words.ts'

const fieldNames = Object.keys(importFields) as [ImportField, ...ImportField[]]

export const numberFormat = z.object({
  decimal: z.enum(['.', ',']),
  thousands: z.enum(['', ',', '.', ' ', "'"]),
})

export const dateOrders = ['year_first', 'day_first', 'month_first', 'excel_serial', 'epoch'] as const

/** How the columns of one file are read: our name of a column to the file's. */
export const fileMapping = z.strictObject({
  role: z.enum(importRoles),
  columns: z.partialRecord(z.enum(fieldNames), z.string().max(1000)),
  /** values for columns that the file does not have */
  constants: z.partialRecord(z.enum(fieldNames), z.string().max(1000)).optional(),
  numbers: numberFormat.optional(),
  dates: z.enum(dateOrders).optional(),
  layout: z.string().max(100).optional(),
})
export type FileMapping = z.output<typeof fileMapping>

/** A mapping given by the user: one for every file, or one for each by its name. */
export const importMapping = z.union([
  fileMapping,
  z.strictObject({ files: z.record(z.string(), fileMapping) }),
])
export type ImportMapping = z.output<typeof importMapping>

/** What one unit of each currency is in the workspace's own. */
export const currencyRates = z
  .record(z.string().regex(/^[A-Z]{3}$/), z.number().positive().finite())
  .describe("what one unit of a currency is in the shop's own, for orders whose rate is not known otherwise")

const amount = z.number().describe('quantity × unit price in the currency it was sold in, before discounts')

const example = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
})

export const importedFile = z.object({
  name: z.string(),
  role: z.enum(importRoles),
  layout: z.string().describe('the platform whose export this is, or generic'),
  sheet: z.string().nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  rows: z.number().int(),
  mapping: fileMapping,
  unused_columns: z.array(z.string()),
})

const note = z.object({ code: z.string(), value: z.string().nullable(), share: z.number().nullable() })

/** What came of an import, or would come of it: every row accounted for. */
export const importVerdict = z.object({
  import_id: z.string().nullable(),
  outcome: z.enum(['loaded', 'unchanged', 'checked']),
  applied_at: z.string().nullable(),
  quality: z.enum(['good', 'usable', 'poor']),
  reasons: z.array(note).describe('why the quality is what it is, gravest first'),
  assumed: z.array(note).describe('what the file did not say and was taken for granted'),
  currency: z.string(),
  time_zone: z.string(),
  files: z.array(importedFile),
  rows_read: z.number().int(),
  rows_loaded: z.number().int(),
  rows_set_aside: z.number().int(),
  rows_repeated: z.number().int().describe('rows equal to an earlier one in every column: kept'),
  repeated_examples: z.array(example),
  set_aside: z.array(
    z.object({ reason: z.string(), rows: z.number().int(), amount, examples: z.array(example) }),
  ),
  kinds: z.array(
    z.object({ kind: z.enum(lineKinds), rows: z.number().int(), orders: z.number().int(), amount }),
  ),
  documents: z
    .array(z.object({ document: z.string(), rows: z.number().int(), orders: z.number().int(), amount }))
    .describe('the same rows by the kind of document they stand on'),
  whole: z.object({ rows: z.number().int(), amount }),
  adds_up: z.boolean().describe('kinds and rows set aside add up to the whole, exactly'),
  currencies: z.array(z.object({ currency: z.string(), rows: z.number().int(), amount })),
  without_rate: z.array(z.string()).describe('currencies of rows set aside because their rate is not known'),
  special_codes: z.array(
    z.object({
      code: z.string(),
      name: z.string().nullable(),
      kind: z.enum(lineKinds),
      rows: z.number().int(),
      amount,
    }),
  ),
  statuses: z.array(z.object({ status: z.string(), state: z.enum(orderStates), orders: z.number().int() })),
  coverage: z.array(z.object({ field: z.string(), rows: z.number().int(), share: z.number() })),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  orders: z.number().int(),
  customers: z.number().int(),
  products: z.number().int(),
  guest_orders: z.number().int(),
  other_rows: z.object({ visits: z.number().int(), reviews: z.number().int(), stock: z.number().int() }),
  changes: z.object({
    orders_new: z.number().int(),
    orders_replaced: z.number().int(),
    orders_unchanged: z.number().int(),
    customers_new: z.number().int(),
    customers_changed: z.number().int(),
    products_new: z.number().int(),
    products_changed: z.number().int(),
    orders_adopted: z
      .number()
      .int()
      .optional()
      .describe('orders that were here as they are, and belong to a connected source now'),
    orders_removed: z.number().int().optional().describe('orders that are gone from a connected source'),
    others_removed: z.number().int().optional().describe('customers and products that are gone from it'),
  }),
})
export type ImportVerdict = z.output<typeof importVerdict>
export type ImportNote = z.output<typeof note>
export type ImportExample = z.output<typeof example>

/** What a file looks like before it is imported: enough to show and correct its mapping. */
export const fileInspection = z.object({
  name: z.string(),
  bytes: z.number().int(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  header: z.array(z.string()),
  columns: z.array(
    z.object({
      name: z.string(),
      filled: z.number().describe('share of the sample that is filled'),
      distinct: z.number().int().describe('different values in the sample'),
    }),
  ),
  rows: z.array(z.array(z.string().nullable())).describe('the first rows as they stand in the file'),
  mapping: fileMapping,
  dates_unclear: z.boolean().describe('nothing in the file says whether day or month comes first'),
  fields: z.array(z.string()).describe('what a column of such a file can be mapped to'),
  problem: z.string().nullable().describe('why it cannot be imported with this mapping'),
  fault: z
    .object({ code: z.enum(fileProblems), fields: z.array(z.string()) })
    .nullable()
    .describe('the same by its code, with the fields it is about'),
})
export type FileInspection = z.output<typeof fileInspection>

const importSummary = z.object({
  import_id: z.string(),
  applied_at: z.string(),
  undone_at: z.string().nullable(),
  file_name: z.string().nullable(),
  layout: z.string(),
  quality: z.enum(['good', 'usable', 'poor']),
  rows_read: z.number().int(),
  rows_loaded: z.number().int(),
  rows_set_aside: z.number().int(),
  undoable: z.boolean().describe('false once a later import has replaced any of it, or it has been undone'),
})
export type ImportSummary = z.output<typeof importSummary>

export const importsInput = paging
export const importsOutput = z.object({
  items: z.array(importSummary),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
})

export const dataQualityInput = z.object({
  import_id: z
    .string()
    .max(100)
    .optional()
    .describe('an import; the latest that has not been undone by default'),
})
export const dataQualityOutput = z.object({
  quality: z.enum(['good', 'usable', 'poor']).nullable(),
  reasons_of_quality: z.array(note),
  rows_read: z.number().int(),
  rows_loaded: z.number().int(),
  rows_set_aside: z.number().int(),
  last_day: z.string().nullable().describe('the last day with a counted order'),
  days_old: z.number().int().nullable().describe('days between that day and today'),
  imports: z.number().int().describe('imports that stand'),
  verdict: importVerdict.nullable().describe('the import in full; null for demo data'),
  summary: importSummary.nullable(),
  reasons: z.record(z.string(), z.string()).optional(),
})

export const undoImportInput = z.object({ import_id: z.string().max(100) })
export const undoImportOutput = z.object({ import_id: z.string(), undone_at: z.string() })
