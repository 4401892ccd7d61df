import type { KeyboardEvent } from 'react'

/** What a drawn thing needs so that it can be opened by mouse and by keyboard alike; its `<title>` names it. */
export function pickable(pick: (() => void) | undefined) {
  if (!pick) return {}
  return {
    role: 'button',
    tabIndex: 0,
    'data-open': true,
    onClick: pick,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      pick()
    },
  }
}
