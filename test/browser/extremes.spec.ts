import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { layoutFaults } from './layout-faults.ts'
import { address, drawn, openSignedIn } from './open-page.ts'
import { owner } from './server.ts'

// one order, a name of 400 letters without a space to break at, and as much money as may be counted
const longName = `Mesa${'ñandú'.repeat(79)}🪑`
const amount = '9999999999999.99'
const order = [
  'order_id,date,customer_id,customer_name,country,product_id,product_name,category,quantity,unit_price,status',
  `1,2026-01-15,c-1,${'W'.repeat(200)},Bolivia,p-1,${longName},${'Muebles'.repeat(20)},1,${amount},paid`,
].join('\n')

let page: Page
let workspace: string
let token: string

async function send(path: string, body: unknown): Promise<Record<string, unknown>> {
  const form = body instanceof FormData
  const reply = await fetch(`${address()}/api/v1${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: form ? body : JSON.stringify(body) }),
    headers: {
      ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(workspace ? { 'x-workspace': workspace } : {}),
    },
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as Record<string, unknown>
}

test.beforeAll(async ({ browser }) => {
  token = String((await send('/auth/login', owner)).token)
  workspace = String((await send('/workspaces', { name: `Extremos ${Date.now()}` })).workspace_id)
  const form = new FormData()
  form.append('files', new File([order], 'one.csv'))
  const { job_id } = await send('/imports', form)
  await expect
    .poll(async () => (await send(`/jobs/${String(job_id)}`, undefined)).status, { timeout: 60_000 })
    .toBe('completed')
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
      .map((element) => `${element.tagName.toLowerCase()}: ${element.textContent!.slice(0, 40)}`),
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
