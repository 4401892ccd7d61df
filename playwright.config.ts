import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './test/browser/chromium.ts'

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/browser/global-setup.ts',
  // one server, one shop: the files follow each other
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions: await chromiumOptions(),
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
  },
})
