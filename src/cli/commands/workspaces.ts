import type { Config } from '../../base/config.ts'
import type { WorkspaceInfo } from '../../answers/answer.ts'
import { command, openDoor } from '../door.ts'
import type { Output } from '../output.ts'
import { table } from '../print-answer.ts'

export async function listWorkspaces(
  config: Config,
  options: { json?: boolean },
  output: Output,
): Promise<void> {
  const door = await openDoor(config, 'the command workspaces')
  try {
    const list = await command<{ items: WorkspaceInfo[] }>(door, { path: '/local/workspaces', body: {} })
    const rows = list.items.map((each) => [each.workspace_id, each.name, each.currency, each.time_zone])
    const readable = rows.length === 0 ? 'none yet: import a file, or make a demo shop\n' : `${table(rows)}\n`
    output.print(options.json ? `${JSON.stringify(list, null, 2)}\n` : readable)
  } finally {
    await door.close()
  }
}
