import type { LineKind } from '../../contracts/words.ts'
import type { ImportField, ImportRole } from '../../contracts/import-fields.ts'

/** A platform's export, recognised by its header: nothing has to be mapped. */
export type Layout = {
  name: string
  role: ImportRole
  /** true when the header can only be this platform's; names are normal names */
  recognise: (names: ReadonlySet<string>) => boolean
  /** our column to the export's, by normal name, the first that is there */
  columns: Partial<Record<ImportField, readonly string[]>>
  /** conventions of the platform that no column says */
  rules?: LayoutRules
}

export type LayoutRules = {
  /** what an order id begins with when it is a credit note */
  credit_prefix?: string
  /** what an order id begins with when it only corrects the books */
  adjustment_prefix?: string
  /** product codes that are no products, with the kind of their lines; compared in upper case, `%` as in LIKE */
  codes?: Partial<Record<LineKind, readonly string[]>>
  /** the order's own columns stand on its first row only */
  fill_down?: boolean
  /** the currency when the file has none */
  currency?: string
  /** columns that hold several things: the part that is meant, as the first group of a pattern */
  extract?: Partial<Record<ImportField, string>>
}

/** Codes that no shop gives to a product, whatever the platform. */
export const commonCodes: NonNullable<LayoutRules['codes']> = {
  shipping: [
    'POST',
    'POSTAGE',
    'SHIPPING',
    'SHIPPING COST',
    'DELIVERY',
    'CARRIAGE',
    'FREIGHT',
    'ENVIO',
    'ENVÍO',
    'FLETE',
    'GASTOS DE ENVIO',
    'GASTOS DE ENVÍO',
  ],
  fee: ['BANK CHARGES', 'AMAZONFEE', 'AMAZON FEE', 'COMISION', 'COMISIÓN', 'HANDLING FEE', 'PAYMENT FEE'],
  adjustment: ['ADJUST', 'ADJUSTMENT', 'AJUSTE'],
}
