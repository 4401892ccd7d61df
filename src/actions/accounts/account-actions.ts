import type { AnyAction } from '../action.ts'
import { auditActions } from './audit-log.ts'
import { invitationActions } from './invitations.ts'
import { keyActions } from './keys.ts'
import { meActions } from './me.ts'
import { peopleActions } from './people.ts'
import { viewActions } from './saved-views.ts'
import { settingsActions } from './settings.ts'
import { workspaceActions } from './workspace-actions.ts'

/** All that can be done about people, keys, workspaces, settings and views; and the reading of them. */
export const accountActions: readonly AnyAction[] = [
  ...meActions,
  ...workspaceActions,
  ...settingsActions,
  ...peopleActions,
  ...invitationActions,
  ...keyActions,
  ...viewActions,
  ...auditActions,
]
