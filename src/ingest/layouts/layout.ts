import type { LineKind } from '../../contracts/words.ts'
import type { ImportField, ImportRole } from '../../contracts/import-fields.ts'

/** A platform's export, recognised by its header: nothing has to be mapped. */
export type Layout = {
  name: string
  role: ImportRole
  /** true when the header can only be this platform's; names are normal names */
  recognise: (names: ReadonlySet<string>) => boolean
  /** our column to the export's, by normal name, the first that is there; `{currency}` stands for the workspace's */
  columns: Partial<Record<ImportField, readonly string[]>>
  /** what the platform always exports: where one is missing, and nothing like it is there, the file is refused */
  needs?: readonly ImportField[]
  /** items that stand side by side in numbered columns: each becomes a row of its own */
  items?: ItemColumns
  /** conventions of the platform that no column says */
  rules?: LayoutRules
}

/** Which columns, by normal name, belong to which item: the pattern's first group is its number, the second its column. */
export type ItemColumns = {
  pattern: RegExp
  /** where an item is one text of several parts: each part's name and the pattern that takes it out */
  parts?: Readonly<Record<string, string>>
}

export type LayoutRules = {
  /** what an order id begins with when it is a credit note */
  credit_prefix?: string
  /** what an order id begins with when it only corrects the books */
  adjustment_prefix?: string
  /** product codes that are no products, with the kind of their lines; compared in upper case, `%` as in LIKE */
  codes?: Partial<Record<LineKind, readonly string[]>>
  /** what lines are by their name: a pattern, without regard to case */
  names?: Partial<Record<LineKind, string>>
  /** the order's own columns stand on its first row only */
  fill_down?: boolean
  /** the currency when the file has none */
  currency?: string
  /** columns that hold several things: the part that is meant, as the first group of a pattern */
  extract?: Partial<Record<ImportField, string>>
  /** columns that hold several amounts as a text: their sum, each the first group of a pattern */
  sums?: Partial<Record<ImportField, string>>
  /** what customers are known by in all of the platform's exports, the first that a row has */
  known_by?: readonly ImportField[]
  /** columns, by normal name, that tell a product's variants apart: they are part of its name */
  variant?: readonly string[]
  /** the column, by normal name, that says of which product above a row is a variant */
  parent?: readonly string[]
  /** a column, by normal name, whose "true" says that the product is a gift card: selling one is no revenue */
  gift_card?: string
  /** an order is a test when a column matches a pattern, without regard to case */
  tests?: { field: ImportField; pattern: string }
  /** whether the order's subtotal is before or after discounts: with it, what the subtotal lacks was taken off */
  subtotal?: 'before_discount' | 'after_discount'
  /** by_total: prices hold the tax where the order's total has no room for it */
  taxes?: 'by_total'
  /** the line's total holds its tax, its subtotal does not */
  line_totals_taxed?: boolean
  /** columns, by normal name, that count units less those that came back */
  units_less_returned?: readonly string[]
  /** amounts are whole numbers of the currency's smallest unit */
  minor_units?: boolean
  /** told by a third party: does not replace what the shop itself says of the same days */
  second_hand?: boolean
  /** refunds come as rows of their own, and may come without the sale */
  refunds_alone?: boolean
}

/** True for a header with at least so many of the names. */
export function atLeast(count: number, ...signs: readonly string[]): (names: ReadonlySet<string>) => boolean {
  return (names) => signs.filter((sign) => names.has(sign)).length >= count
}

/** What shops call a gift card: a promise to be kept later, not a sale. Things made for gift cards are not meant. */
export const giftCards: NonNullable<LayoutRules['names']> = {
  adjustment:
    '^\\s*(?:e-?|digital |virtual |electronic )?(?:gift[ -]?(?:card|certificate|voucher)s?|(?:tarjeta|vale|bono|cheque|certificado)s?(?: de)?[ -]regalo|gift ?cards?)\\s*(?:[-–:|(/$€£0-9].*)?$',
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
