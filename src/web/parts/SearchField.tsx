import { ActionIcon, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { recordWords } from '../words/record-words.ts'
import { IconSearch, IconX } from './icons.ts'

type Props = { value: string; placeholder: string; onChange: (value: string) => void }

/** Searches while typing, a moment after the last letter. */
export function SearchField({ value, placeholder, onChange }: Props) {
  const t = useWords(recordWords)
  const [typed, setTyped] = useState(value)
  const tell = useDebouncedCallback(onChange, 250)
  // the address may change by itself: back and forward
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={15} />}
      rightSection={
        typed !== '' && (
          <ActionIcon size={22} aria-label={t('clear_search')} onClick={() => onChange('')}>
            <IconX size={13} />
          </ActionIcon>
        )
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        tell(event.currentTarget.value.trim())
      }}
    />
  )
}
