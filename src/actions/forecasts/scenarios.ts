import { z } from 'zod'
import { AppError } from '../../base/errors.ts'
import {
  newScenario,
  savedScenario,
  scenarioEdit,
  scenarioList,
  scenarioPath,
  scenarioRemoved,
} from '../../contracts/forecast-scenarios.ts'
import type { ScenarioRow } from '../../store/tables.ts'
import { storeAction } from '../action.ts'
import type { AnyAction, Principal, StoreActionContext } from '../action.ts'

const listScenarios = storeAction({
  name: 'list-scenarios',
  paths: [{ method: 'GET', path: '/forecast/scenarios' }],
  title: 'Saved scenarios',
  summary: 'The what-ifs that were saved, with who made them',
  permission: 'answers:read',
  destructive: false,
  idempotent: true,
  input: z.object({}),
  output: scenarioList,
  audit: null,
  run: async ({ store, principal, workspace }) => {
    const rows = await store.scenarios.list(workspace.workspace_id)
    return { items: rows.map((row) => shown(row, principal)), total: rows.length }
  },
})

const saveScenario = storeAction({
  name: 'save-scenario',
  paths: [{ method: 'POST', path: '/forecast/scenarios', status: 201 }],
  title: 'Save a scenario',
  summary: 'Keeps a what-if under a name, for everybody in the workspace',
  permission: 'views:write',
  destructive: false,
  idempotent: false,
  input: newScenario,
  output: savedScenario,
  audit: (input, output) => ({ subject: output.scenario_id, after: input }),
  run: async ({ store, principal, workspace }, input) => {
    const { workspace_id } = workspace
    const { user_id, name: author_name } = principal
    return shown(await store.scenarios.create({ ...input, workspace_id, user_id, author_name }), principal)
  },
})

const changeScenario = storeAction({
  name: 'change-scenario',
  paths: [{ method: 'PATCH', path: '/forecast/scenarios/{scenario_id}' }],
  title: 'Change a saved scenario',
  summary: "Its name, what is asked, or what is changed: one's own, or any by whoever manages the workspace",
  permission: 'views:write',
  destructive: false,
  idempotent: true,
  input: scenarioEdit,
  output: savedScenario,
  audit: ({ scenario_id, ...changes }) => ({ subject: scenario_id, after: changes }),
  run: async (context, { scenario_id, ...edit }) => {
    await ownScenario(context, scenario_id)
    return shown(await context.store.scenarios.update(scenario_id, edit), context.principal)
  },
})

const removeScenario = storeAction({
  name: 'remove-scenario',
  paths: [{ method: 'DELETE', path: '/forecast/scenarios/{scenario_id}' }],
  title: 'Remove a saved scenario',
  summary: "One's own, or any by whoever manages the workspace; it can be brought back",
  permission: 'views:write',
  destructive: true,
  idempotent: true,
  input: scenarioPath,
  output: scenarioRemoved,
  audit: (input, output) => ({ subject: input.scenario_id, before: { name: output.name } }),
  run: async (context, { scenario_id }) => {
    const { name } = await ownScenario(context, scenario_id)
    await context.store.scenarios.setRemoved(scenario_id, true)
    return { scenario_id, name, removed: true }
  },
})

const restoreScenario = storeAction({
  name: 'restore-scenario',
  paths: [{ method: 'POST', path: '/forecast/scenarios/{scenario_id}/undo' }],
  title: 'Bring a removed scenario back',
  summary: 'Undoes the removal of a saved scenario',
  permission: 'views:write',
  destructive: false,
  idempotent: true,
  input: scenarioPath,
  output: scenarioRemoved,
  audit: (input, output) => ({ subject: input.scenario_id, after: { name: output.name } }),
  run: async (context, { scenario_id }) => {
    const { name } = await ownScenario(context, scenario_id, true)
    await context.store.scenarios.setRemoved(scenario_id, false)
    return { scenario_id, name, removed: false }
  },
})

export const scenarioActions: readonly AnyAction[] = [
  listScenarios,
  saveScenario,
  changeScenario,
  removeScenario,
  restoreScenario,
]

/** The scenario, where the caller may change it; a removed one only to bring it back. */
async function ownScenario(
  { store, principal, workspace }: StoreActionContext,
  scenarioId: string,
  removedToo = false,
): Promise<ScenarioRow> {
  const row = await store.scenarios.byId(scenarioId, workspace.workspace_id)
  if (row === undefined || (row.removed_at !== null && !removedToo))
    throw new AppError('not_found', 'there is no such scenario')
  if (!isMine(row, principal) && !principal.permissions.includes('workspace:manage'))
    throw new AppError('not_permitted', 'that scenario belongs to somebody else')
  return row
}

function isMine(row: ScenarioRow, principal: Principal): boolean {
  return row.user_id !== null && row.user_id === principal.user_id
}

function shown(row: ScenarioRow, principal: Principal): z.input<typeof savedScenario> {
  const { scenario_id, name, author_name, created_at, updated_at } = row
  return {
    scenario_id,
    name,
    question: JSON.parse(row.question) as z.input<typeof savedScenario>['question'],
    changes: JSON.parse(row.changes) as z.input<typeof savedScenario>['changes'],
    author_name,
    mine: isMine(row, principal),
    created_at,
    updated_at,
  }
}
