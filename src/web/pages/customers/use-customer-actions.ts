import type { Reply } from '../../hooks/answers.ts'
import { act } from '../../hooks/act.ts'
import { useSayDone, useSayFailed } from '../../hooks/use-record-actions.ts'

type Customer = Pick<Reply<'customer'>, 'customer_id' | 'name'>

export function useCustomerActions() {
  const say = useSayDone()
  const failed = useSayFailed()
  const nameOf = (customer: Customer) => customer.name ?? customer.customer_id
  return {
    archive: (customer: Customer) => {
      act('remove-customer', { customer_id: customer.customer_id }).then(
        ({ deleted, edit_id }) => say(deleted ? 'was_deleted' : 'was_archived', nameOf(customer), edit_id),
        failed,
      )
    },
    restore: (customer: Customer) => {
      act('restore-customer', { customer_id: customer.customer_id }).then(
        ({ edit_id }) => say('was_restored', nameOf(customer), edit_id),
        failed,
      )
    },
    release: (customer: Customer, field: string) => {
      act('release-customer-fields', { customer_id: customer.customer_id, fields: [field] }).then(
        ({ edit_id }) => say('released', nameOf(customer), edit_id),
        failed,
      )
    },
  }
}
