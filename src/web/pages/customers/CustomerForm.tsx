import { useNavigate } from '@tanstack/react-router'
import type { Reply } from '../../hooks/answers.ts'
import { act } from '../../hooks/act.ts'
import { useSayDone } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { RecordForm } from '../../parts/RecordForm.tsx'
import type { FieldValue } from '../../parts/RecordForm.tsx'
import { customerWords } from '../../words/customer-words.ts'
import { recordWords } from '../../words/record-words.ts'
import { useCustomerFields } from './customer-fields.ts'

type Customer = Reply<'customers'>['items'][number] | Reply<'customer'>

/** Makes a customer, or changes the one given. */
export function CustomerForm({ customer, onClose }: { customer?: Customer; onClose: () => void }) {
  const t = useWords(customerWords)
  const record = useWords(recordWords)
  const say = useSayDone()
  const navigate = useNavigate()
  const fields = useCustomerFields(customer === undefined)

  async function save(changes: Record<string, FieldValue>) {
    if (customer) {
      const saved = await act('update-customer', { ...changes, customer_id: customer.customer_id })
      say('saved', saved.name ?? customer.customer_id, saved.edit_id)
    } else {
      const name = typeof changes.name === 'string' ? changes.name : ''
      const made = await act('create-customer', { ...changes, name })
      say('created', name, made.edit_id)
      if (made.customer_id) await navigate({ to: `/customers/${encodeURIComponent(made.customer_id)}` })
    }
    onClose()
  }
  return (
    <RecordForm
      title={t(customer ? 'edit_title' : 'add_title')}
      about={record('edit_about')}
      fields={fields}
      values={customer ?? {}}
      onSave={save}
      onClose={onClose}
    />
  )
}
