import { textOf } from '../hooks/search.ts'
import type { SearchValues } from '../hooks/search.ts'

type Place = { to: string; search: SearchValues }

/** Addresses that people have kept from the program before this one, and where the same is now. */
const moved: readonly [RegExp, (id: string, search: SearchValues) => Place][] = [
  [/^\/ventas\/?$/, () => ({ to: '/sales', search: {} })],
  [/^(?:\/ventas)?\/crm\/?$/, () => ({ to: '/customers', search: {} })],
  [
    /^(?:\/ventas\/crm\/buscar|\/crm\/search)\/?$/,
    (_, search) => {
      const words = textOf(search.query) ?? textOf(search.q) ?? textOf(search.search)
      return { to: '/customers', search: words === undefined ? {} : { search: words } }
    },
  ],
  [
    /^(?:\/ventas\/crm\/cliente|\/crm\/customers)\/([^/]+)(?:\/preview)?\/?$/,
    (id) => ({ to: `/customers/${id}`, search: {} }),
  ],
  [
    /^(?:\/ventas\/crm\/cliente|\/crm\/customers)\/([^/]+)\/(?:historial|history)\/?$/,
    (id) => ({ to: '/orders', search: { customer_id: decodeURIComponent(id), period: 'all_time' } }),
  ],
]

export function movedTo(path: string, search: SearchValues): Place | undefined {
  for (const [pattern, place] of moved) {
    const found = pattern.exec(path)
    if (found) return place(found[1] ?? '', search)
  }
  return undefined
}
