import type { Config } from '../../base/config.ts'
import { command, openDoor } from '../door.ts'
import type { Output } from '../output.ts'

export async function signInLink(config: Config, options: { email?: string }, output: Output): Promise<void> {
  const door = await openDoor(config, 'the command link')
  try {
    const made = await command<{ link: string; expires_at: string }>(door, {
      path: '/local/link',
      body: options,
    })
    output.print(`${made.link}\n`)
    output.say(
      `It works once, until ${made.expires_at}${door.kind === 'alone' ? ', when the server runs' : ''}.\n`,
    )
  } finally {
    await door.close()
  }
}
