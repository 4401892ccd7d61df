import type { z } from 'zod'
import type { me, meChange } from '../../contracts/accounts.ts'
import type {
  createCustomerInput,
  createProductInput,
  customerEditOutput,
  productEditOutput,
  releaseCustomerInput,
  releaseProductInput,
  removalOutput,
  removeCustomerInput,
  removeProductInput,
  undoEditInput,
  undoEditOutput,
  updateCustomerInput,
  updateProductInput,
} from '../../contracts/catalogue-edits.ts'
import type {
  newScenario,
  savedScenario,
  scenarioEdit,
  scenarioPath,
  scenarioRemoved,
} from '../../contracts/forecast-scenarios.ts'
import type { rateChange, rateChanged, rateRemoval, rateRemoved } from '../../contracts/exchange-rates.ts'
import type { undoImportInput, undoImportOutput } from '../../contracts/imports.ts'
import type { JobView } from '../../contracts/jobs.ts'
import type { keyMade, keyPath, newKey } from '../../contracts/keys.ts'
import type {
  invitationMade,
  invitationPath,
  newInvitation,
  person,
  personPath,
  roleChange,
} from '../../contracts/people.ts'
import type { settingsChange } from '../../contracts/settings.ts'
import type {
  addSourceInput,
  addSourceOutput,
  editSourceInput,
  inspectSourceInput,
  inspectSourceOutput,
  refreshSourceInput,
  removeSourceOutput,
  sourcePath,
  sourceView,
  testSourceInput,
  testSourceOutput,
} from '../../contracts/sources.ts'
import type { trainModelInput, trainModelOutput } from '../../contracts/training.ts'
import type { newView, savedView, viewChange, viewPath } from '../../contracts/views.ts'
import type { settingsView, workspaceChange, workspaceChanged } from '../../contracts/workspaces.ts'

type Act<Input extends z.ZodType, Output> = { input: z.input<Input>; output: Output }
type Of<Schema extends z.ZodType> = z.output<Schema>

/** Everything the screens change: its input and its reply, by the contracts. */
export type Actions = {
  'create-product': Act<typeof createProductInput, Of<typeof productEditOutput>>
  'update-product': Act<typeof updateProductInput, Of<typeof productEditOutput>>
  'remove-product': Act<typeof removeProductInput, Of<typeof removalOutput>>
  'restore-product': Act<typeof removeProductInput, Of<typeof productEditOutput>>
  'release-product-fields': Act<typeof releaseProductInput, Of<typeof productEditOutput>>
  'create-customer': Act<typeof createCustomerInput, Of<typeof customerEditOutput>>
  'update-customer': Act<typeof updateCustomerInput, Of<typeof customerEditOutput>>
  'remove-customer': Act<typeof removeCustomerInput, Of<typeof removalOutput>>
  'restore-customer': Act<typeof removeCustomerInput, Of<typeof customerEditOutput>>
  'release-customer-fields': Act<typeof releaseCustomerInput, Of<typeof customerEditOutput>>
  'undo-edit': Act<typeof undoEditInput, Of<typeof undoEditOutput>>
  'change-me': Act<typeof meChange, Of<typeof me>>
  'change-role': Act<typeof roleChange, Of<typeof person>>
  'remove-person': Act<typeof personPath, unknown>
  'invite-person': Act<typeof newInvitation, Of<typeof invitationMade>>
  'withdraw-invitation': Act<typeof invitationPath, unknown>
  'create-key': Act<typeof newKey, Of<typeof keyMade>>
  'revoke-key': Act<typeof keyPath, unknown>
  'change-settings': Act<typeof settingsChange, Of<typeof settingsView>>
  'update-workspace': Act<typeof workspaceChange, Of<typeof workspaceChanged>>
  'set-exchange-rates': Act<typeof rateChange, Of<typeof rateChanged>>
  'remove-exchange-rates': Act<typeof rateRemoval, Of<typeof rateRemoved>>
  'train-model': Act<typeof trainModelInput, Of<typeof trainModelOutput>>
  'undo-import': Act<typeof undoImportInput, Of<typeof undoImportOutput>>
  'test-source': Act<typeof testSourceInput, Of<typeof testSourceOutput>>
  'inspect-source': Act<typeof inspectSourceInput, Of<typeof inspectSourceOutput>>
  'add-source': Act<typeof addSourceInput, Of<typeof addSourceOutput>>
  'edit-source': Act<typeof editSourceInput, Of<typeof sourceView>>
  'refresh-source': Act<typeof refreshSourceInput, JobView>
  'pause-source': Act<typeof sourcePath, Of<typeof sourceView>>
  'resume-source': Act<typeof sourcePath, Of<typeof sourceView>>
  'remove-source': Act<typeof sourcePath, Of<typeof removeSourceOutput>>
  'save-scenario': Act<typeof newScenario, Of<typeof savedScenario>>
  'change-scenario': Act<typeof scenarioEdit, Of<typeof savedScenario>>
  'remove-scenario': Act<typeof scenarioPath, Of<typeof scenarioRemoved>>
  'restore-scenario': Act<typeof scenarioPath, Of<typeof scenarioRemoved>>
  'save-view': Act<typeof newView, Of<typeof savedView>>
  'change-view': Act<typeof viewChange, Of<typeof savedView>>
  'remove-view': Act<typeof viewPath, unknown>
}
export type ActionName = keyof Actions

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The way of each; a test holds it against the server's own list. */
export const actionRoutes: Readonly<Record<ActionName, readonly [Method, string]>> = {
  'create-product': ['POST', '/products'],
  'update-product': ['PATCH', '/products/{product_id}'],
  'remove-product': ['DELETE', '/products/{product_id}'],
  'restore-product': ['POST', '/products/{product_id}/restore'],
  'release-product-fields': ['POST', '/products/{product_id}/release'],
  'create-customer': ['POST', '/customers'],
  'update-customer': ['PATCH', '/customers/{customer_id}'],
  'remove-customer': ['DELETE', '/customers/{customer_id}'],
  'restore-customer': ['POST', '/customers/{customer_id}/restore'],
  'release-customer-fields': ['POST', '/customers/{customer_id}/release'],
  'undo-edit': ['POST', '/edits/{edit_id}/undo'],
  'change-me': ['PATCH', '/me'],
  'change-role': ['PATCH', '/people/{user_id}'],
  'remove-person': ['DELETE', '/people/{user_id}'],
  'invite-person': ['POST', '/people/invitations'],
  'withdraw-invitation': ['DELETE', '/people/invitations/{invitation_id}'],
  'create-key': ['POST', '/keys'],
  'revoke-key': ['DELETE', '/keys/{key_id}'],
  'change-settings': ['PATCH', '/settings'],
  'update-workspace': ['PATCH', '/workspaces/{workspace_id}'],
  'set-exchange-rates': ['PUT', '/exchange-rates'],
  'remove-exchange-rates': ['DELETE', '/exchange-rates/{currency}'],
  'train-model': ['POST', '/models/{name}/train'],
  'undo-import': ['POST', '/imports/{import_id}/undo'],
  'test-source': ['POST', '/sources/test'],
  'inspect-source': ['POST', '/sources/inspect'],
  'add-source': ['POST', '/sources'],
  'edit-source': ['PATCH', '/sources/{source_id}'],
  'refresh-source': ['POST', '/sources/{source_id}/refresh'],
  'pause-source': ['POST', '/sources/{source_id}/pause'],
  'resume-source': ['POST', '/sources/{source_id}/resume'],
  'remove-source': ['DELETE', '/sources/{source_id}'],
  'save-scenario': ['POST', '/forecast/scenarios'],
  'change-scenario': ['PATCH', '/forecast/scenarios/{scenario_id}'],
  'remove-scenario': ['DELETE', '/forecast/scenarios/{scenario_id}'],
  'restore-scenario': ['POST', '/forecast/scenarios/{scenario_id}/undo'],
  'save-view': ['POST', '/views'],
  'change-view': ['PATCH', '/views/{view_id}'],
  'remove-view': ['DELETE', '/views/{view_id}'],
}
