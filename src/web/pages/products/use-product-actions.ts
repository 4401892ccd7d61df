import type { Reply } from '../../hooks/answers.ts'
import { act } from '../../hooks/act.ts'
import { useSayDone, useSayFailed } from '../../hooks/use-record-actions.ts'

type Product = Pick<Reply<'product'>, 'product_id' | 'product_name'>

export function useProductActions() {
  const say = useSayDone()
  const failed = useSayFailed()
  const nameOf = (product: Product) => product.product_name ?? product.product_id
  return {
    archive: (product: Product) => {
      act('remove-product', { product_id: product.product_id }).then(
        ({ deleted, edit_id }) => say(deleted ? 'was_deleted' : 'was_archived', nameOf(product), edit_id),
        failed,
      )
    },
    restore: (product: Product) => {
      act('restore-product', { product_id: product.product_id }).then(
        ({ edit_id }) => say('was_restored', nameOf(product), edit_id),
        failed,
      )
    },
    release: (product: Product, field: string) => {
      act('release-product-fields', { product_id: product.product_id, fields: [field] }).then(
        ({ edit_id }) => say('released', nameOf(product), edit_id),
        failed,
      )
    },
  }
}
