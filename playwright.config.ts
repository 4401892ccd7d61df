import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './test/browser/chromium.ts'

export default defineConfig({
  testDir: 'test/browser',
  // the sweep over every page, width and theme takes many minutes: `npm run pages` runs it
  projects: [
    { name: 'uses', testMatch: '**/*.spec.ts', testIgnore: '**/pages.spec.ts' },
    { name: 'pages', testMatch: '**/pages.spec.ts' },
  ],
  globalSetup: './test/browser/global-setup.ts',
  // one server, one shop: the files follow each other
  workers: 1,
  // a busy machine may be slower than a browser expects; what passes only then is listed as flaky
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions: await chromiumOptions(),
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
  },
})
