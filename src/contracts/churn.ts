/** Why a customer is thought to be leaving; the screens put the code and the customer's figures into words. */
export const churnReasons = [
  'long_silence',
  'overdue',
  'one_order_only',
  'few_orders',
  'ordering_less',
  'spending_less',
  'low_spend',
  'irregular',
  'short_acquaintance',
] as const
export type ChurnReason = (typeof churnReasons)[number]

/** The models that compete for a shop's churn probability, the naive rule first. */
export const churnModels = ['rule', 'p_alive', 'logistic', 'boosted'] as const
export type ChurnModelName = (typeof churnModels)[number]
