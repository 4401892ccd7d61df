import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { askServer, tellServer } from './api.ts'
import { layoutFaults } from './layout-faults.ts'
import { drawn, openSignedIn } from './open-page.ts'

// one order, a name of 400 letters without a space to break at, and as much money as may be counted
const longName = `Mesa${'ñandú'.repeat(79)}🪑`
const amount = '9999999999999.99'
const order = [
  'order_id,date,customer_id,customer_name,country,product_id,product_name,category,quantity,unit_price,status',
  `1,2026-01-15,c-1,${'W'.repeat(200)},Bolivia,p-1,${longName},${'Muebles'.repeat(20)},1,${amount},paid`,
].join('\n')

let page: Page
let workspace: string

test.beforeAll(async ({ browser }) => {
  const made = await tellServer<{ workspace_id: string }>('/workspaces', { name: `Extremos ${Date.now()}` })
  workspace = made.workspace_id
  const form = new FormData()
  form.append('files', new File([order], 'one.csv'))
  const { job_id } = await tellServer<{ job_id: string }>('/imports', form, workspace)
  const status = async () => (await askServer<{ status: string }>(`/jobs/${job_id}`, workspace)).status
  await expect.poll(status, { timeout: 60_000 }).toBe('completed')
  page = await openSignedIn(browser, { language: 'es', context: { viewport: { width: 390, height: 844 } } })
  await page.evaluate((id) => localStorage.setItem('trastienda.workspace', id), workspace)
})
test.afterAll(() => page.context().close())

/** Letters that are cut off say the whole in their title, themselves or what they stand in. */
async function cutWithoutTitle(of: Page): Promise<string[]> {
  return of.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, header *')]
      .filter((element) => {
        const own = [...element.childNodes].some(
          ({ nodeType, textContent }) => nodeType === 3 && textContent!.trim(),
        )
        return own && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      })
      .filter((element) => getComputedStyle(element).overflowX !== 'visible')
      .filter((element) => !element.closest('[title], details, pre, .seen-by-readers-only'))
      .map((element) => `${element.tagName.toLowerCase()}: ${element.textContent.slice(0, 40)}`),
  )
}

for (const [name, path] of [
  ['overview', '/?period=all_time'],
  ['sales', '/sales?period=all_time'],
  ['products', '/products'],
  ['product', '/products/p-1'],
  ['customer', '/customers/c-1'],
  ['order', '/orders/1'],
  ['transactions', '/transactions?period=all_time'],
]) {
  test(`${name} holds the longest name and the largest amount at every width`, async () => {
    await page.goto(path)
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 })
      await drawn(page)
      await expect(page.getByText(/ñandú|WWWW|Muebles|Bolivia/).first()).toBeAttached()
      expect(await layoutFaults(page)).toEqual([])
      expect(await cutWithoutTitle(page)).toEqual([])
    }
  })
}
