import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { raw } from '../../../src/warehouse/sql.ts'
import { inWorkspace } from '../workspace.ts'
import type { Workspace } from '../workspace.ts'
import { conversionOf, figuresOf, linesOf, ordersOf } from './platform-shop.ts'

type Item = { item_id: string; item_name: string; item_category?: string; price: number; quantity: number }
type Told = {
  at: string
  name: string
  who: string
  session: number
  source?: string
  device?: string
  transaction?: string
  items?: Item[]
  tax?: number
  shipping?: number
  refund?: number
  debug?: boolean
}

/** An event as BigQuery writes it: integers as text, parameters and items as lists of records. */
function event({ at, name, who, session, items = [], ...more }: Told) {
  const params = [
    { key: 'ga_session_id', value: { int_value: String(session) } },
    { key: 'currency', value: { string_value: 'USD' } },
    ...(more.debug ? [{ key: 'debug_mode', value: { int_value: '1' } }] : []),
  ]
  return {
    event_date: at.slice(0, 10).replaceAll('-', ''),
    event_timestamp: String(Date.parse(at) * 1000),
    event_name: name,
    event_params: params,
    user_id: null,
    user_pseudo_id: who,
    device: { category: more.device ?? 'mobile', language: 'es' },
    geo: { country: 'Bolivia', region: 'La Paz', city: '(not set)' },
    collected_traffic_source: { manual_source: more.source ?? null, manual_medium: null },
    traffic_source: { name: '(direct)', medium: '(none)', source: '(direct)' },
    ecommerce: {
      transaction_id: more.transaction ?? '(not set)',
      purchase_revenue:
        items.length > 0 ? items.reduce((sum, each) => sum + each.price * each.quantity, 0) : null,
      refund_value: more.refund ?? null,
      tax_value: more.tax ?? null,
      shipping_value: more.shipping ?? null,
    },
    items,
  }
}
const mug: Item = { item_id: 'MUG', item_name: 'Mug', item_category: 'Kitchen', price: 10, quantity: 2 }
const plate: Item = { item_id: 'PLATE', item_name: 'Plate', price: 5, quantity: 1 }
const day = '2024-03-01'

const events: Told[] = [
  // a visit from google that bought 2 × 10 + 5 = 25; the page with the purchase was loaded twice
  { at: `${day}T10:00:00Z`, name: 'session_start', who: 'u1', session: 1, source: 'google' },
  { at: `${day}T10:00:01Z`, name: 'page_view', who: 'u1', session: 1 },
  { at: `${day}T10:01:00Z`, name: 'page_view', who: 'u1', session: 1 },
  { at: `${day}T10:02:00Z`, name: 'add_to_cart', who: 'u1', session: 1, items: [mug] },
  { at: `${day}T10:03:00Z`, name: 'begin_checkout', who: 'u1', session: 1, items: [mug, plate] },
  {
    at: `${day}T10:04:00Z`,
    name: 'purchase',
    who: 'u1',
    session: 1,
    transaction: 'T1',
    items: [mug, plate],
    tax: 2.5,
    shipping: 4,
  },
  {
    at: `${day}T10:05:00Z`,
    name: 'purchase',
    who: 'u1',
    session: 1,
    transaction: 'T1',
    items: [mug, plate],
    tax: 2.5,
    shipping: 4,
  },
  // another from google with a cart only, and one that came by itself and only looked
  { at: `${day}T11:00:00Z`, name: 'page_view', who: 'u2', session: 1, source: 'google' },
  { at: `${day}T11:01:00Z`, name: 'add_to_cart', who: 'u2', session: 1, items: [plate] },
  { at: `${day}T12:00:00Z`, name: 'page_view', who: 'u3', session: 7, device: 'desktop' },
  // the shop's own people trying things out
  { at: `${day}T13:00:00Z`, name: 'page_view', who: 'u9', session: 2, debug: true },
  {
    at: `${day}T13:01:00Z`,
    name: 'purchase',
    who: 'u9',
    session: 2,
    transaction: 'T9',
    items: [mug],
    debug: true,
  },
]
const lines = (told: readonly Told[]): string =>
  told.map((each) => `${JSON.stringify(event(each))}\n`).join('')

const visits = (shop: Workspace) =>
  shop.rows(
    `SELECT CAST(day AS VARCHAR) AS day, source, device, country, visits, views, carts, checkouts FROM facts.visits ORDER BY source, device`,
  )
const expectedVisits = [
  {
    day,
    source: '(direct)',
    device: 'desktop',
    country: 'Bolivia',
    visits: 1,
    views: 1,
    carts: 0,
    checkouts: 0,
  },
  {
    day,
    source: 'google',
    device: 'mobile',
    country: 'Bolivia',
    visits: 2,
    views: 3,
    carts: 2,
    checkouts: 1,
  },
]

async function asParquet(shop: Workspace, text: string, wrapped: boolean) {
  const from = join(shop.context.stagingFolder, '..', 'events.json')
  const to = join(shop.context.stagingFolder, '..', 'events.parquet')
  await writeFile(from, text)
  const list = (name: string): string =>
    wrapped
      ? `struct_pack("list" := list_transform(${name}, lambda each: struct_pack(element := each))) AS ${name}`
      : `${name} AS ${name}`
  await shop.warehouse.stage((stage) =>
    stage.run(
      raw(`COPY (SELECT * REPLACE (${list('event_params')}, ${list('items')}, CAST(event_timestamp AS BIGINT) AS event_timestamp)
        FROM read_json('${from}')) TO '${to}' (FORMAT parquet)`),
    ),
  )
  return shop.write('events_20240301.parquet', await readFile(to))
}

describe("GA4's export to BigQuery", () => {
  const forms: [string, (shop: Workspace) => Promise<{ path: string; name: string }>][] = [
    ['as lines of JSON', (shop) => shop.write('events_20240301.json', lines(events))],
    ['as Parquet', (shop) => asParquet(shop, lines(events), false)],
    ['as Parquet with wrapped lists', (shop) => asParquet(shop, lines(events), true)],
  ]
  for (const [form, give] of forms) {
    test(
      `${form} gives purchases and the visits they came from`,
      inWorkspace(async (shop) => {
        const verdict = await shop.import([await give(shop)])
        assert.deepEqual(
          verdict.files.map(({ layout, rows }) => [layout, rows]),
          [
            ['ga4-purchases', 3],
            ['ga4-visits', 2],
          ],
        )
        assert.deepEqual(
          verdict.set_aside.map(({ reason, rows }) => [reason, rows]),
          [['test_order', 1]],
        )
        assert.equal((await figuresOf(shop)).total_revenue, 25)
        // one order of three visits
        assert.equal(await conversionOf(shop), 1 / 3)
        assert.deepEqual(await linesOf(shop, 'T1'), [
          ['sale', 2, 10, 0, 2, 'MUG', null],
          ['sale', 1, 5, 0, 0.5, 'PLATE', null],
        ])
        assert.deepEqual(await visits(shop), expectedVisits)
        assert.deepEqual(
          await shop.rows('SELECT traffic_source, device_type, country, shipping_cost FROM facts.orders'),
          [{ traffic_source: 'google', device_type: 'mobile', country: 'Bolivia', shipping_cost: 4 }],
        )
      }),
    )
  }

  test(
    'flattened by a query into CSV, one row an item, gives the same',
    inWorkspace(async (shop) => {
      const header =
        'event_date,event_timestamp,event_name,user_pseudo_id,ga_session_id,source,device.category,geo.country,ecommerce.transaction_id,ecommerce.tax_value,ecommerce.shipping_value,currency,item_id,item_name,price,quantity'
      const rows = events
        .filter(({ debug }) => !debug)
        .flatMap((each) =>
          (each.name === 'purchase' ? (each.items ?? []) : [null]).map((sold) =>
            [
              each.at.slice(0, 10).replaceAll('-', ''),
              Date.parse(each.at) * 1000,
              each.name,
              each.who,
              each.session,
              each.source ?? (each.who === 'u3' ? '(direct)' : ''),
              each.device ?? 'mobile',
              'Bolivia',
              each.transaction ?? '',
              each.tax ?? '',
              each.shipping ?? '',
              'USD',
              sold?.item_id ?? '',
              sold?.item_name ?? '',
              sold?.price ?? '',
              sold?.quantity ?? '',
            ].join(','),
          ),
        )
      await shop.importText([header, ...rows, ''].join('\n'), 'ga4.csv')
      assert.equal((await figuresOf(shop)).total_revenue, 25)
      assert.deepEqual(await visits(shop), expectedVisits)
    }),
  )

  test(
    'of a later day adds its refunds to the orders of before, once, on their own day',
    inWorkspace(async (shop) => {
      await shop.importText(lines(events), 'events_20240301.json')
      const before = await shop.dump()
      const refunds = lines([
        // one mug back, then 5 that no item is named for
        {
          at: '2024-03-05T09:00:00Z',
          name: 'refund',
          who: 'u1',
          session: 5,
          transaction: 'T1',
          items: [{ ...mug, quantity: 1 }],
        },
        { at: '2024-03-06T09:00:00Z', name: 'refund', who: 'u1', session: 6, transaction: 'T1', refund: 5 },
        {
          at: '2024-03-07T09:00:00Z',
          name: 'purchase',
          who: 'u2',
          session: 3,
          transaction: 'T2',
          items: [plate],
        },
      ])
      const added = await shop.importText(refunds, 'events_20240305.json')
      assert.deepEqual([added.changes.orders_new, added.changes.orders_replaced], [1, 1])
      const expected = [
        ['sale', 2, 10, 0, 2, 'MUG', null],
        ['sale', 1, 5, 0, 0.5, 'PLATE', null],
        ['refund', -1, 10, 0, null, 'MUG', '2024-03-05'],
        ['refund', -1, 5, 0, null, null, '2024-03-06'],
      ]
      assert.deepEqual(await linesOf(shop, 'T1'), expected)
      assert.deepEqual(
        (await ordersOf(shop)).map(({ order_id, day: on }) => [order_id, on]),
        [
          ['T1', day],
          ['T2', '2024-03-07'],
        ],
      )
      // 25 − 10 − 5 + 5
      assert.equal((await figuresOf(shop)).total_revenue, 15)
      assert.equal((await shop.importText(refunds, 'again.json')).outcome, 'unchanged')
      assert.deepEqual(await linesOf(shop, 'T1'), expected)
      await shop.undo(added.import_id ?? '')
      assert.equal(await shop.dump(), before)
    }),
  )

  test(
    'of refunds that name no items takes back those of the purchase',
    inWorkspace(async (shop) => {
      await shop.importText(
        lines([
          ...events,
          { at: `${day}T20:00:00Z`, name: 'refund', who: 'u1', session: 1, transaction: 'T1' },
        ]),
        'events.json',
      )
      assert.deepEqual(
        (await linesOf(shop, 'T1')).map(([kind, quantity, price]) => [kind, quantity, price]),
        [
          ['sale', 2, 10],
          ['sale', 1, 5],
          ['refund', -2, 10],
          ['refund', -1, 5],
        ],
      )
      assert.equal((await figuresOf(shop)).total_revenue, 0)
    }),
  )

  test(
    'and then the shop itself: the verdict says that sales may count twice',
    inWorkspace(async (shop) => {
      await shop.importText(lines(events), 'events.json')
      const verdict = await shop.importText(
        'order_id,date,customer_id,product_id,quantity,unit_price\n#1,2024-03-01,c1,MUG,1,7\n',
        'shop.csv',
      )
      assert.deepEqual([verdict.quality, verdict.reasons[0].code], ['poor', 'told_twice'])
    }),
  )

  test(
    'is shown as purchases and visits, and read alike by the mapping of each',
    inWorkspace(async (shop) => {
      const files = [await shop.write('events.json', lines(events))]
      const inspected = await shop.inspect(files)
      assert.deepEqual(
        inspected.map(({ name, problem, mapping }) => [name, problem, mapping.role]),
        [
          ['events.json (purchases)', null, 'lines'],
          ['events.json (visits)', null, 'visits'],
        ],
      )
      const mapping = { files: Object.fromEntries(inspected.map((file) => [file.name, file.mapping])) }
      await shop.import(files, { mapping })
      assert.equal((await figuresOf(shop)).total_revenue, 25)
      assert.deepEqual(await visits(shop), expectedVisits)
    }),
  )

  test(
    'brings only visits where the shop itself tells what was sold',
    inWorkspace(async (shop) => {
      await shop.importText(
        'order_id,date,customer_id,product_id,quantity,unit_price\nT1,2024-03-01,c1,MUG,1,7\n',
        'shop.csv',
      )
      const verdict = await shop.importText(lines(events), 'events.json')
      assert.deepEqual(Object.fromEntries(verdict.set_aside.map(({ reason, rows }) => [reason, rows])), {
        known_from_shop: 2,
        test_order: 1,
      })
      assert.equal((await figuresOf(shop)).total_revenue, 7)
      assert.deepEqual(await visits(shop), expectedVisits)
    }),
  )
})
