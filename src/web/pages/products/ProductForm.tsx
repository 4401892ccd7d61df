import { useNavigate } from '@tanstack/react-router'
import type { Reply } from '../../hooks/answers.ts'
import { act } from '../../hooks/act.ts'
import { useSayDone } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { RecordForm } from '../../parts/RecordForm.tsx'
import type { FieldValue } from '../../parts/RecordForm.tsx'
import { productWords } from '../../words/product-words.ts'
import { recordWords } from '../../words/record-words.ts'
import { useProductFields } from './product-fields.ts'

type Product = Reply<'products'>['items'][number] | Reply<'product'>

/** Makes a product, or changes the one given. */
export function ProductForm({ product, onClose }: { product?: Product; onClose: () => void }) {
  const t = useWords(productWords)
  const record = useWords(recordWords)
  const say = useSayDone()
  const navigate = useNavigate()
  const fields = useProductFields(product === undefined)

  async function save(changes: Record<string, FieldValue>) {
    if (product) {
      const saved = await act('update-product', { ...changes, product_id: product.product_id })
      say('saved', saved.product_name ?? saved.product_id, saved.edit_id)
    } else {
      const made = await act('create-product', changes)
      say('created', made.product_name ?? made.product_id, made.edit_id)
      await navigate({ to: `/products/${encodeURIComponent(made.product_id)}` })
    }
    onClose()
  }
  return (
    <RecordForm
      title={t(product ? 'edit_title' : 'add_title')}
      about={record('edit_about')}
      fields={fields}
      values={(product ?? {}) as Record<string, FieldValue>}
      onSave={save}
      onClose={onClose}
    />
  )
}
