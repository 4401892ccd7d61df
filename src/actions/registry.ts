import { accountActions } from './accounts/account-actions.ts'
import type { AnyAction } from './action.ts'
import { customerActions } from './catalogue/customer-edits.ts'
import { scenarioActions } from './forecasts/scenarios.ts'
import { productActions } from './catalogue/product-edits.ts'
import { undoImportAction } from './imports/undo-import.ts'
import { sourceActions } from './sources/source-actions.ts'
import { rateActions } from './money/exchange-rates.ts'
import { trainingActions } from './training/train-actions.ts'
import { undoCatalogueEdit } from './catalogue/undo-edit.ts'

/** Everything that can be done, in the order it is listed to people. */
export const actions: readonly AnyAction[] = [
  ...accountActions,
  ...productActions,
  ...customerActions,
  undoCatalogueEdit,
  undoImportAction,
  ...rateActions,
  ...trainingActions,
  ...scenarioActions,
  ...sourceActions,
]
