import { pages } from './pages.ts'
import type { PageEntry } from './pages.ts'

const patterns = pages.map((page) => ({
  page,
  pattern: new RegExp(`^${page.path.replace(/\/$/, '').replace(/\$\w+/g, '[^/]+')}/?$`),
}))

/** Which page stands at an address; a fixed segment wins over a parameter. */
export function pageAt(path: string): PageEntry | undefined {
  const found = patterns.filter(({ pattern }) => pattern.test(path)).map(({ page }) => page)
  return found.find((page) => !page.path.includes('$')) ?? found[0]
}
