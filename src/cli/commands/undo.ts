import type { Config } from '../../base/config.ts'
import { command, openDoor } from '../door.ts'
import type { Output } from '../output.ts'
import { onlyWorkspace } from './ask.ts'

export type UndoOptions = { workspace?: string; json?: boolean }

export async function undo(
  config: Config,
  importId: string,
  options: UndoOptions,
  output: Output,
): Promise<void> {
  const door = await openDoor(config, 'the command undo')
  try {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const body = { name: 'undo-import', workspace, input: { import_id: importId } }
    const undone = await command<{ import_id: string }>(door, { path: '/local/act', body })
    const text = `${undone.import_id} is undone: what it replaced is back.\n`
    output.print(options.json ? `${JSON.stringify(undone, null, 2)}\n` : text)
  } finally {
    await door.close()
  }
}
