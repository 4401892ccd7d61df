import { z } from 'zod'
import { settingsChange, workspaceSettings } from '../../contracts/settings.ts'
import type { WorkspaceSettings } from '../../contracts/settings.ts'
import { settingsView } from '../../contracts/workspaces.ts'
import type { Store } from '../../store/store.ts'
import { storeAction } from '../action.ts'

/** What a workspace has set, with the defaults for what it has not. */
export async function readSettings(store: Store, workspaceId: string): Promise<WorkspaceSettings> {
  return workspaceSettings.parse(await store.settings.read(workspaceId))
}

const getSettings = storeAction({
  name: 'get-settings',
  paths: [{ method: 'GET', path: '/settings' }],
  title: 'Settings',
  summary: "The workspace's settings, with the defaults for what has not been set",
  permission: 'answers:read',
  destructive: false,
  idempotent: true,
  input: z.object({}),
  output: settingsView,
  audit: null,
  run: async ({ store, workspace }) => ({
    ...(await readSettings(store, workspace.workspace_id)),
    ...workspace,
  }),
})

const changeSettings = storeAction({
  name: 'change-settings',
  paths: [{ method: 'PATCH', path: '/settings' }],
  title: 'Change settings',
  summary: 'The settings that are given replace those there are; the others stay',
  permission: 'workspace:manage',
  destructive: false,
  idempotent: true,
  input: settingsChange,
  output: settingsView.extend({ previous: workspaceSettings }),
  audit: (input, output) => ({
    subject: output.workspace_id,
    before: picked(output.previous, input),
    after: input,
  }),
  run: async ({ store, workspace }, changes) => {
    const previous = await readSettings(store, workspace.workspace_id)
    const settings = { ...previous, ...changes }
    await store.settings.write(workspace.workspace_id, settings)
    return { ...settings, ...workspace, previous }
  },
})

export const settingsActions = [getSettings, changeSettings]

function picked(settings: object, like: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(like, name)))
}
