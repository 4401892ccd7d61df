import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { signIn } from './sign-in.ts'

export const address = (): string => process.env.ADDRESS ?? ''

type Opened = { language?: 'es' | 'en'; theme?: 'light' | 'dark'; context?: BrowserContextOptions }

/** A browser of its own at the application's first page, in the language and theme wanted. */
export async function openPage(browser: Browser, options: Opened = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address(),
    reducedMotion: 'reduce',
    ...options.context,
  })
  await context.addInitScript(
    ({ language, theme }) => {
      localStorage.setItem('trastienda.language', language)
      localStorage.setItem('trastienda.theme', theme)
    },
    { language: options.language ?? 'en', theme: options.theme ?? 'light' },
  )
  return context.newPage()
}

/** The same, signed in as the owner. */
export async function openSignedIn(browser: Browser, options: Opened = {}): Promise<Page> {
  const page = await openPage(browser, options)
  await page.goto('/')
  await signIn(page)
  return page
}

/** Until nothing is being asked for and nothing is still a skeleton. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page
    .locator('.mantine-Skeleton-root')
    .first()
    .waitFor({ state: 'detached', timeout: 20_000 })
    .catch(() => undefined)
}
