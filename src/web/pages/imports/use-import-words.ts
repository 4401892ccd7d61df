import type { ImportRole } from '../../../contracts/import-fields.ts'
import type { ImportNote } from '../../hooks/import-types.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { dataWords } from '../../words/data-words.ts'
import { importFieldWords } from '../../words/import-field-words.ts'
import { layoutWords } from '../../words/layout-words.ts'

type Key = keyof typeof dataWords

const noteWords: Record<string, Key> = {
  does_not_add_up: 'does_not_add_up',
  rows_set_aside: 'reason_set_aside',
  rows_repeated: 'reason_repeated',
  without_customer: 'without_customer',
  free_lines: 'free_lines',
  without_product: 'without_product',
  without_cost: 'without_cost',
  unknown_status: 'unknown_status',
  currency: 'assumed_currency',
  time_zone: 'assumed_time_zone',
  dates_day_first: 'assumed_day_first',
  dates_month_first: 'assumed_month_first',
  told_twice: 'told_twice',
  taxes_included: 'taxes_included',
  refunds_on_order_day: 'refunds_on_order_day',
  amounts_in_cents: 'amounts_in_cents',
}

const plainReasons: Record<string, Key> = {
  test_order: 'test_order',
  no_rate: 'no_rate',
  incomplete_order: 'incomplete_order',
  known_from_shop: 'known_from_shop',
  repeated_order: 'repeated_order',
}

const shortFields: Record<string, keyof typeof importFieldWords> = {
  date: 'ordered_at',
  price: 'unit_price',
  rate: 'exchange_rate',
}

const roleWords: Record<ImportRole, Key> = {
  lines: 'role_lines',
  orders: 'role_orders',
  customers: 'role_customers',
  products: 'role_products',
  visits: 'role_visits',
  reviews: 'role_reviews',
  stock: 'role_stock',
}

/** The codes of an import's verdict as the merchant reads them. */
export function useImportWords() {
  const t = useWords(dataWords)
  const fields = useWords(importFieldWords)
  const layouts = useWords(layoutWords)
  const format = useFormat()
  const fieldName = (field: string): string => {
    const key = shortFields[field] ?? field
    return Object.hasOwn(importFieldWords, key) ? fields(key) : field
  }
  return {
    fieldName,
    /** the platform a file was recognised as; what no word is for is named as it comes */
    layoutName: (layout: string): string =>
      Object.hasOwn(layoutWords, layout) ? layouts(layout as keyof typeof layoutWords) : layout,
    roleName: (role: ImportRole): string => t(roleWords[role]),
    note: ({ code, value, share }: ImportNote): string => {
      const word = noteWords[code]
      if (!word) return [code.replaceAll('_', ' '), value].filter(Boolean).join(': ')
      return t(word, { value: value ?? '', share: share === null ? '' : format.percent(share) })
    },
    reason: (reason: string): string => {
      const [, manner, field = ''] = /^(missing|impossible)_(.+)$/.exec(reason) ?? []
      if (manner === 'missing' || manner === 'impossible') return t(manner, { field: fieldName(field) })
      const word = plainReasons[reason]
      return word ? t(word) : reason.replaceAll('_', ' ')
    },
  }
}
