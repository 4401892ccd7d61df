import { useCallback } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { insightWords } from '../../words/insight-words.ts'

type Word = keyof typeof insightWords

const segments: Record<string, Word> = {
  Champions: 'champions',
  Loyal: 'loyal',
  'Loyal Customers': 'loyal_customers',
  'Potential Loyalists': 'potential_loyalists',
  Active: 'active',
  New: 'new',
  'New Customers': 'new_ones',
  Promising: 'promising',
  'Need Attention': 'need_attention',
  'Almost Lost': 'almost_lost',
  'Previously Loyal': 'previously_loyal',
  'At Risk': 'segment_at_risk',
  'At-Risk': 'segment_at_risk',
  'Cannot Lose Them': 'cannot_lose',
  Hibernating: 'hibernating',
  Dormant: 'dormant',
  Lost: 'lost',
  VIP: 'vip',
  Regular: 'regular',
  Prospects: 'prospects',
}

const reasons: Record<string, Word> = {
  long_silence: 'long_silence',
  overdue: 'overdue_reason',
  one_order_only: 'one_order_only',
  few_orders: 'few_orders',
  ordering_less: 'ordering_less',
  spending_less: 'spending_less',
  low_spend: 'low_spend',
  irregular: 'irregular',
  short_acquaintance: 'short_acquaintance',
}

const actions: Record<string, Word> = {
  reward: 'reward',
  offer_more: 'offer_more',
  build_habit: 'build_habit',
  welcome: 'welcome',
  ask_second_order: 'ask_second_order',
  remind: 'remind',
  win_back: 'win_back',
  call_personally: 'call_personally',
  contact_at_low_cost: 'contact_at_low_cost',
  invite_first_order: 'invite_first_order',
}

/** Segments of every scheme, reasons and recommended actions in the reader's words; an unknown code is shown as it is. */
export function useInsightNames() {
  const t = useWords(insightWords)
  const named = useCallback(
    (words: Record<string, Word>, code: string) => (words[code] ? t(words[code]) : code),
    [t],
  )
  return {
    segment: useCallback((code: string) => named(segments, code), [named]),
    reason: useCallback((code: string) => named(reasons, code), [named]),
    action: useCallback((code: string) => named(actions, code), [named]),
  }
}
