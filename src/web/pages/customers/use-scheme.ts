import { useChoice } from '../../hooks/use-filter.ts'

export const schemes = ['rfm-11', 'clusters-8', 'rules-7', 'filter-4'] as const
export type Scheme = (typeof schemes)[number]

/** How customers are grouped on this page; kept in its address. */
export function useScheme(): [Scheme, (scheme: Scheme) => void] {
  return useChoice('scheme', schemes, 'rfm-11')
}
