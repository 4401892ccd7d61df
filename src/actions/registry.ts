import { accountActions } from './accounts/account-actions.ts'
import type { AnyAction } from './action.ts'

/** Everything that can be done, in the order it is listed to people. */
export const actions: readonly AnyAction[] = [...accountActions]
