import { useSession } from '../../hooks/session.ts'
import { useWords } from '../../hooks/use-words.ts'
import type { RecordField } from '../../parts/RecordForm.tsx'
import { productWords } from '../../words/product-words.ts'

/** What can be edited of a product, in the order of the form. */
export function useProductFields(isNew: boolean): RecordField[] {
  const t = useWords(productWords)
  const currency = useSession().workspace?.currency ?? ''
  return [
    { key: 'product_name', label: t('product_name'), kind: 'text', required: true },
    ...(isNew ? [{ key: 'product_id', label: t('product_id'), kind: 'text', half: true } as const] : []),
    { key: 'brand', label: t('brand'), kind: 'text', half: true },
    { key: 'category', label: t('category'), kind: 'text', half: true },
    { key: 'subcategory', label: t('subcategory'), kind: 'text', half: true },
    { key: 'base_price', label: t('base_price'), kind: 'number', half: true, unit: currency },
    { key: 'cost_price', label: t('cost_price'), kind: 'number', half: true, unit: currency },
    { key: 'stock_quantity', label: t('stock_quantity'), kind: 'number', half: true },
    { key: 'weight', label: t('weight'), kind: 'number', half: true },
    { key: 'supplier_country', label: t('supplier_country'), kind: 'text', half: true },
    { key: 'launch_date', label: t('launch_date'), kind: 'day', half: true },
    { key: 'season', label: t('season'), kind: 'text', half: true },
    { key: 'target_gender', label: t('target_gender'), kind: 'text', half: true },
    { key: 'description', label: t('description'), kind: 'long_text' },
  ]
}
