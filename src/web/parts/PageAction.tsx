import { use } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { PageHeadContext } from '../hooks/page-head.ts'

/** Puts the page's one main action into the bar above it. */
export function PageAction({ children }: { children: ReactNode }) {
  const { actionSlot } = use(PageHeadContext)
  return actionSlot ? createPortal(children, actionSlot) : null
}
