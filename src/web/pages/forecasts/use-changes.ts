import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { textOf } from '../../hooks/search.ts'
import { useSearchChange, useSearchValues } from '../../hooks/use-filter.ts'
import { readChanges } from './scenario-changes.ts'
import type { Change } from './scenario-changes.ts'

/** The changes being tried: typed here at once, in the address a moment later. */
export function useChanges(): [Change[], (next: Change[]) => void] {
  const text = textOf(useSearchValues().changes) ?? ''
  const changeSearch = useSearchChange()
  const [typed, setTyped] = useState(() => readChanges(text))
  const written = useRef(text)
  // the address may change by itself: back, forward, a saved one
  useEffect(() => {
    if (text === written.current) return
    written.current = text
    setTyped(readChanges(text))
  }, [text])
  const write = useDebouncedCallback((next: Change[]) => {
    written.current = next.length > 0 ? JSON.stringify(next) : ''
    changeSearch({ changes: written.current || undefined }, { replace: true })
  }, 400)
  return [
    typed,
    (next) => {
      setTyped(next)
      write(next)
    },
  ]
}
