import { createContext, use, useEffect } from 'react'

type PageHead = { actionSlot: HTMLElement | null; setTitle: (title: string | null) => void }

export const PageHeadContext = createContext<PageHead>({ actionSlot: null, setTitle: () => undefined })

/** Gives the page the name of what it shows (a customer, a product) instead of its own. */
export function usePageTitle(title: string | null | undefined): void {
  const { setTitle } = use(PageHeadContext)
  useEffect(() => {
    setTitle(title ?? null)
    return () => setTitle(null)
  }, [title, setTitle])
}
