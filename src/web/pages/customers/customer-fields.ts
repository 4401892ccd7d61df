import { useWords } from '../../hooks/use-words.ts'
import type { RecordField } from '../../parts/RecordForm.tsx'
import { customerWords } from '../../words/customer-words.ts'

/** What can be edited of a customer, in the order of the form. */
export function useCustomerFields(isNew: boolean): RecordField[] {
  const t = useWords(customerWords)
  return [
    { key: 'name', label: t('name'), kind: 'text', required: true },
    ...(isNew ? [{ key: 'customer_id', label: t('customer_id'), kind: 'text', half: true } as const] : []),
    { key: 'email', label: t('email'), kind: 'email', half: true },
    { key: 'phone', label: t('phone'), kind: 'text', half: true },
    { key: 'country', label: t('country'), kind: 'text', half: true },
    { key: 'region', label: t('region'), kind: 'text', half: true },
    { key: 'city', label: t('city'), kind: 'text', half: true },
    { key: 'age', label: t('age'), kind: 'number', half: true },
    { key: 'gender', label: t('gender'), kind: 'text', half: true },
    { key: 'registration_date', label: t('registration_date'), kind: 'day', half: true },
  ]
}
