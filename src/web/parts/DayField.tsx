import '@mantine/dates/styles.css'
import 'dayjs/locale/es'
import { DatePickerInput } from '@mantine/dates'
import type { ReactNode } from 'react'
import { usePreferences } from '../hooks/preferences.tsx'
import { useFormat } from '../hooks/use-format.ts'

type Props = {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
  placeholder?: string
  min?: string | undefined
  max?: string | undefined
  error?: ReactNode
}

/** One day, written and chosen in the reader's language whatever the browser's. */
export function DayField({ label, value, onChange, placeholder, min, max, error }: Props) {
  const format = useFormat()
  const { language } = usePreferences()
  return (
    <DatePickerInput
      label={label}
      locale={language}
      clearable
      value={value ?? null}
      valueFormatter={({ date }) => (typeof date === 'string' ? format.dayWithYear(date.slice(0, 10)) : '')}
      onChange={(day) => onChange(day ?? undefined)}
      popoverProps={{ withinPortal: true }}
      {...(placeholder ? { placeholder } : {})}
      {...(min ? { minDate: min } : {})}
      {...(max ? { maxDate: max } : {})}
      {...(error ? { error } : {})}
      {...(value === undefined && min ? { defaultDate: min } : {})}
    />
  )
}
