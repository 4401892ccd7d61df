import { customerWords } from '../../words/customer-words.ts'
import { useWords } from '../../hooks/use-words.ts'

const words: Record<string, keyof typeof customerWords> = {
  Champions: 'champions',
  Loyal: 'loyal',
  Active: 'active',
  New: 'new',
  Promising: 'promising',
  'Need Attention': 'need_attention',
  'Almost Lost': 'almost_lost',
  'Previously Loyal': 'previously_loyal',
  'At Risk': 'at_risk',
  Dormant: 'dormant',
  Prospects: 'prospects',
}

export const segmentCodes = Object.keys(words)

/** A group of customers as a reader calls it; one that has no word is shown as it is stored. */
export function useSegmentName(): (segment: string) => string {
  const t = useWords(customerWords)
  return (segment) => (words[segment] ? t(words[segment]) : segment)
}
