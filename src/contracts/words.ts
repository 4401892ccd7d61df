/** The word lists every room shares: what a line can be, what a status means, who may do what. */

export const lineKinds = ['sale', 'refund', 'shipping', 'fee', 'adjustment', 'free'] as const
export type LineKind = (typeof lineKinds)[number]

export const orderStates = ['counted', 'open', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

export const permissions = [
  'answers:read',
  'catalogue:write',
  'customers:write',
  'imports:write',
  'models:train',
  'proposals:write',
  'proposals:send',
  'views:write',
  'workspace:manage',
  'people:manage',
  'keys:manage',
  'audit:read',
] as const
export type Permission = (typeof permissions)[number]

export const roles = ['owner', 'admin', 'analyst', 'agent', 'viewer'] as const
export type Role = (typeof roles)[number]

export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  analyst: [
    'answers:read',
    'catalogue:write',
    'customers:write',
    'imports:write',
    'models:train',
    'views:write',
  ],
  agent: ['answers:read', 'customers:write', 'proposals:write', 'proposals:send', 'views:write'],
  viewer: ['answers:read'],
}
/** Reason codes that stand beside a null in a reply. */
export const reasonCodes = [
  'no_visit_data',
  'no_cost_data',
  'no_previous_period',
  'no_orders',
  'no_customers',
  'no_usd_rate',
  'no_reviews',
  'no_stock_data',
  'visits_not_by_this_filter',
  'not_enough_history',
  'nothing_before',
  'model_not_trained',
  'not_active',
  'not_of_this_scheme',
  'not_enough_data',
  'only_at_present',
  'not_by_this_filter',
  'too_little_history_to_compare',
  'no_rule_to_compare',
  'stock_lasts',
  'nothing_to_order',
] as const
export type ReasonCode = (typeof reasonCodes)[number]
