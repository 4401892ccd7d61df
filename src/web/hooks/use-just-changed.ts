import { useEffect, useRef, useState } from 'react'

/** True for a moment after a figure that was already there became another. */
export function useJustChanged(value: number | undefined): boolean {
  const before = useRef(value)
  const [marked, setMarked] = useState(false)
  useEffect(() => {
    const changed = before.current !== undefined && value !== undefined && before.current !== value
    before.current = value
    if (!changed) return
    setMarked(true)
    const stop = setTimeout(() => setMarked(false), 1200)
    return () => clearTimeout(stop)
  }, [value])
  return marked
}
