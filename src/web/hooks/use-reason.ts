import type { ReasonCode } from '../../contracts/words.ts'
import { panelWords } from '../words/panel-words.ts'
import type { Translate } from './use-words.ts'
import { useWords } from './use-words.ts'

type Key = keyof typeof panelWords

const reasonWords: Record<ReasonCode, Key> = {
  no_visit_data: 'no_visit_data',
  no_cost_data: 'no_cost_data',
  no_previous_period: 'no_previous_period',
  no_orders: 'no_orders',
  no_customers: 'no_customers',
  no_usd_rate: 'no_usd_rate',
  no_reviews: 'no_reviews',
  no_stock_data: 'no_stock_data',
  visits_not_by_this_filter: 'visits_not_by_this_filter',
  not_enough_history: 'not_enough_history',
  nothing_before: 'nothing_before',
  model_not_trained: 'model_not_trained',
  not_active: 'not_active',
  not_of_this_scheme: 'not_of_this_scheme',
  not_enough_data: 'not_enough_data',
  only_at_present: 'only_at_present',
  not_by_this_filter: 'not_by_this_filter',
  too_little_history_to_compare: 'too_little_history_to_compare',
  no_rule_to_compare: 'no_rule_to_compare',
  stock_lasts: 'stock_lasts',
  nothing_to_order: 'nothing_to_order',
}

/** Why a figure is unknown, in words: it is never shown as nothing or as 0. */
export function useReason(): (code: string | undefined) => string {
  const t: Translate<typeof panelWords> = useWords(panelWords)
  return (code) => t(reasonWords[code as ReasonCode] ?? 'unknown')
}
