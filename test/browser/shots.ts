import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { chromiumOptions } from './chromium.ts'
import { pagePaths } from './pages.ts'
import { exampleIds, fillPath } from './example-ids.ts'
import { signIn } from './sign-in.ts'
import { startServer } from './server.ts'

const { values: options } = parseArgs({
  options: {
    address: { type: 'string' },
    only: { type: 'string' },
    manner: { type: 'string' },
    workspace: { type: 'string' },
    out: { type: 'string', default: 'shots' },
  },
})

type Manner = { name: string; language: 'es' | 'en'; context: BrowserContextOptions }

const manners: readonly Manner[] = [
  {
    name: 'light',
    language: 'en',
    context: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  },
  { name: 'dark', language: 'en', context: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' } },
  { name: 'phone', language: 'en', context: { viewport: { width: 390, height: 844 }, colorScheme: 'light' } },
  {
    name: 'spanish',
    language: 'es',
    context: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  },
]

/** Writes a picture of every page in every manner: to be looked at, one by one. */
async function main(): Promise<void> {
  const server = options.address ? null : await startServer()
  const address = options.address ?? server!.address
  const browser = await chromium.launch(await chromiumOptions())
  try {
    for (const manner of manners.filter(({ name }) => !options.manner || name === options.manner)) {
      await takeAll(browser, address, manner)
    }
  } finally {
    await browser.close()
    await server?.stop()
  }
}

async function takeAll(browser: Browser, address: string, manner: Manner): Promise<void> {
  const context = await browser.newContext({ ...manner.context, reducedMotion: 'reduce', baseURL: address })
  await context.addInitScript(
    ({ language, workspace }) => {
      localStorage.setItem('trastienda.language', language)
      if (workspace) localStorage.setItem('trastienda.workspace', workspace)
    },
    { language: manner.language, workspace: options.workspace },
  )
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && console.log(`  ${message.text()}`))
  page.on('pageerror', (error) => console.log(`  ${error.message}`))
  await page.goto('/')
  await page.getByRole('button', { name: /^(Entrar|Sign in)$/ }).waitFor()
  const folder = join(options.out, manner.name)
  await mkdir(folder, { recursive: true })
  if (!options.only) await page.screenshot({ path: join(folder, 'sign-in.png') })
  await signIn(page)
  const ids = await exampleIds(address, options.workspace)
  for (const { name, path } of pagePaths.filter(
    ({ name }) => !options.only || options.only.split(',').includes(name),
  )) {
    await page.goto(fillPath(path, ids))
    await drawn(page)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
    console.log(`${manner.name}/${name}`)
  }
  await context.close()
}

/** Until nothing is being asked for and nothing is still a skeleton. */
async function drawn(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page
    .locator('.mantine-Skeleton-root')
    .first()
    .waitFor({ state: 'detached', timeout: 15_000 })
    .catch(() => undefined)
  await page.waitForTimeout(250)
}

await main()
