import type { Config } from '../../base/config.ts'
import { command, openDoor } from '../door.ts'
import type { Output } from '../output.ts'
import { onlyWorkspace } from './ask.ts'

export type KeyOptions = { workspace?: string; may: string[]; days?: string; json?: boolean }

export async function createKey(
  config: Config,
  name: string,
  options: KeyOptions,
  output: Output,
): Promise<void> {
  const door = await openDoor(config, 'the command keys')
  try {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const input = { name, permissions: options.may, expires_in_days: options.days }
    const made = await command<{ key: string }>(door, {
      path: '/local/act',
      body: { name: 'create-key', workspace, input },
    })
    output.print(options.json ? `${JSON.stringify(made, null, 2)}\n` : `${made.key}\n`)
    output.say('Keep it: it is not shown again.\n')
  } finally {
    await door.close()
  }
}
