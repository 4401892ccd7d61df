import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const system = '/usr/bin/chromium'

/** The machine's own Chromium, the one named by CHROMIUM_PATH, or else the one that came from npm. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  // a sandbox cannot be made by root inside a container
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const named = process.env.CHROMIUM_PATH ?? (existsSync(system) ? system : undefined)
  if (named !== undefined) return { executablePath: named, args }
  const { default: packed } = await import('@sparticuz/chromium')
  return { executablePath: await packed.executablePath(), args }
}
