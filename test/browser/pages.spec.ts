import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { exampleIds, fillPath } from './example-ids.ts'
import type { ExampleIds } from './example-ids.ts'
import { layoutFaults } from './layout-faults.ts'
import { address, drawn, openSignedIn } from './open-page.ts'
import { pagePaths } from './pages.ts'
import { trained } from './trained.ts'

let ids: ExampleIds

test.beforeAll(async () => {
  test.setTimeout(300_000)
  ids = await exampleIds(address())
  // until then a new shop's pages ask for models that are not there
  await trained('anomalies')
})

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    let page: Page
    const errors: string[] = []

    test.beforeAll(async ({ browser }) => {
      page = await openSignedIn(browser, { theme })
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    })
    test.afterAll(() => page.context().close())

    for (const { name, path } of pagePaths) {
      test(`${name} has nothing serious for axe and says no error`, async () => {
        errors.length = 0
        await page.goto(fillPath(path, ids))
        await drawn(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        const serious = violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .slice(0, 3)
                .map(({ html }) => html.slice(0, 160))
                .join(' | ')}`,
          )
        expect(serious).toEqual([])
        expect(errors).toEqual([])
      })
    }
  })
}

for (const width of [360, 768, 1280, 1920]) {
  test.describe(`${width} pixels wide`, () => {
    let page: Page

    test.beforeAll(async ({ browser }) => {
      page = await openSignedIn(browser, { language: 'es', context: { viewport: { width, height: 900 } } })
    })
    test.afterAll(() => page.context().close())

    for (const { name, path } of pagePaths) {
      test(`${name} lies well`, async () => {
        await page.goto(fillPath(path, ids))
        await drawn(page)
        expect(await layoutFaults(page)).toEqual([])
      })
    }
  })
}
