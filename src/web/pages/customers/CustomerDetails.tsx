import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { RecordDetails } from '../../parts/RecordDetails.tsx'
import { customerWords } from '../../words/customer-words.ts'
import { recordWords } from '../../words/record-words.ts'

type Props = {
  customer: Reply<'customer'>
  onRelease: ((field: string) => void) | undefined
  className?: string
}

export function CustomerDetails({ customer, onRelease, className }: Props) {
  const t = useWords(customerWords)
  const record = useWords(recordWords)
  const format = useFormat()
  const shown = {
    name: customer.name,
    email: customer.email,
    phone: customer.phone,
    country: customer.country,
    region: customer.region,
    city: customer.city,
    age: customer.age === null ? null : format.number(customer.age),
    gender: customer.gender,
    registration_date: customer.registration_date && format.dayWithYear(customer.registration_date),
    preferred_category: customer.preferred_category,
    churn_probability:
      customer.churn_probability === null ? null : format.percent(customer.churn_probability),
  }
  const details = Object.entries(shown).map(([key, value]) => ({
    key,
    label: t(key as keyof typeof shown),
    value,
  }))
  return (
    <RecordDetails
      className={className}
      title={record('details')}
      details={details}
      edited={customer.edited_fields}
      onRelease={onRelease}
    />
  )
}
