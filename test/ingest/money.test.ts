import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { raw } from '../../src/warehouse/sql.ts'
import { inWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

const header = 'order_id,date,product_id,quantity,unit_price,currency\n'
const ratesOf = (shop: Workspace) =>
  shop.rows('SELECT order_id, currency, exchange_rate FROM facts.orders ORDER BY order_id')

describe('money', () => {
  test(
    'in another currency takes the latest rate on or before its day, and is set aside without one',
    inWorkspace(async (shop) => {
      await shop.warehouse.write(['sales'], (writer) =>
        writer.run(
          raw(
            `INSERT INTO facts.exchange_rates VALUES ('EUR', '2024-01-01', 1.10), ('EUR', '2024-02-01', 1.20)`,
          ),
        ),
      )
      const verdict = await shop.importText(
        `${header}1,2024-01-31,a,1,10,EUR\n2,2024-02-01,a,1,10,eur\n3,2023-12-31,a,1,10,EUR\n4,2024-01-05,a,1,10,BRL\n5,2024-01-05,a,1,10,\n`,
      )
      assert.deepEqual(await ratesOf(shop), [
        { order_id: '1', currency: 'EUR', exchange_rate: 1.1 },
        { order_id: '2', currency: 'EUR', exchange_rate: 1.2 },
        { order_id: '5', currency: 'USD', exchange_rate: 1 },
      ])
      assert.deepEqual(
        verdict.set_aside.map(({ reason, rows, amount, examples }) => [
          reason,
          rows,
          amount,
          examples.map(({ line }) => line),
        ]),
        [['no_rate', 2, 20, [4, 5]]],
      )
      assert.equal(verdict.adds_up, true)
      assert.equal(verdict.whole.amount, 50)
    }),
  )

  test(
    'keeps the rate that the file gives',
    inWorkspace(async (shop) => {
      await shop.importText(
        'order_id,date,product_id,quantity,unit_price,currency,exchange_rate\n1,2024-01-31,a,1,10,EUR,1.35\n',
      )
      assert.deepEqual(await ratesOf(shop), [{ order_id: '1', currency: 'EUR', exchange_rate: 1.35 }])
    }),
  )

  test(
    'of one file says nothing of another that comes with it',
    inWorkspace(async (shop) => {
      await shop.import([
        await shop.write('a.csv', 'order_id,date,product_id,quantity,unit_price\n1,2024-01-31,a,1,10\n'),
        await shop.write(
          'b.csv',
          'order_id,date,product_id,quantity,unit_price,tax,currency,exchange_rate\n2,2024-01-31,a,1,10,1.65,EUR,1.35\n',
        ),
      ])
      assert.deepEqual(
        await shop.rows(
          'SELECT order_id, currency, tax FROM facts.order_lines JOIN facts.orders USING (order_key) ORDER BY order_id',
        ),
        [
          { order_id: '1', currency: 'USD', tax: null },
          { order_id: '2', currency: 'EUR', tax: 1.65 },
        ],
      )
    }),
  )

  test(
    'is in the currency that is asked for, the workspace has, or the file mostly names, and the verdict says which was assumed',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(`${header}1,2024-01-31,a,1,10,BOB\n2,2024-01-31,a,1,10,BOB\n`)
      assert.equal(verdict.currency, 'BOB')
      assert.deepEqual(verdict.assumed, [
        { code: 'currency', value: 'BOB', share: null },
        { code: 'time_zone', value: 'UTC', share: null },
      ])
      const named = await shop.importText(
        'order_id,date,product_id,quantity,unit_price\n7,2024-01-31,a,1,10\n',
        'b.csv',
        {
          currency: 'CLP',
          timeZone: 'America/Santiago',
          dryRun: true,
        },
      )
      assert.equal(named.currency, 'CLP')
      assert.deepEqual(named.assumed, [])
    }, {}),
  )

  test(
    'adds up exactly, however large or small',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(
        `${header}1,2024-01-01,a,3,0.1,USD\n2,2024-01-01,b,1,9999999999999.99,USD\n3,2024-01-01,c,-0.125,0.0008,USD\n4,2024-01-01,d,1,0.0001,USD\n`,
      )
      assert.equal(verdict.rows_set_aside, 0)
      assert.equal(verdict.adds_up, true)
      assert.equal(verdict.whole.amount, 10000000000000.29)
    }),
  )

  test(
    'may be vast: what a row says is kept, what no number holds is set aside',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(
        'order_id,date,product_id,quantity,unit_price,line_total\n1,2024-01-01,a,100000,99999999.5,9999999950000\n2,2024-01-01,b,1000000,9999999999,\n3,2024-01-01,c,1,1e15,\n',
      )
      assert.deepEqual(
        verdict.set_aside.map(({ reason, rows }) => [reason, rows]),
        [['impossible_price', 2]],
      )
      assert.deepEqual(
        verdict.kinds.map(({ amount }) => amount),
        [9999999950000],
      )
      assert.equal(verdict.adds_up, true)
    }),
  )

  test(
    'that no sum can hold refuses the file and changes nothing',
    inWorkspace(async (shop) => {
      const before = await shop.dump()
      const rows = Array.from({ length: 30 }, (_, index) => `${index},2024-01-01,c,a,1,9999999999999`)
      await assert.rejects(
        shop.importText(`order_id,date,customer_id,product_id,quantity,unit_price\n${rows.join('\n')}\n`),
        { code: 'file_rejected' },
      )
      assert.equal(await shop.dump(), before)
    }),
  )

  test(
    'that is only known as a total is kept to the cent, with its discount',
    inWorkspace(async (shop) => {
      await shop.importText(
        'order_id,date,product_id,quantity,line_total,discount\n1,2024-01-01,a,3,10.00,0\n2,2024-01-01,a,3,10.00,2.00\n3,2024-01-01,a,2,-9.00,0\n',
      )
      const rows = await shop.rows<{ order_id: string; kind: string; net: number }>(
        `SELECT order_id, kind, CAST(sum(quantity * unit_price - discount) AS DECIMAL(18,4)) AS net
          FROM facts.order_lines JOIN facts.orders USING (order_key) GROUP BY ALL ORDER BY order_id`,
      )
      assert.deepEqual(rows, [
        { order_id: '1', kind: 'sale', net: 10 },
        { order_id: '2', kind: 'sale', net: 10 },
        { order_id: '3', kind: 'refund', net: -9 },
      ])
    }),
  )

  test(
    'of an order with only a total is one line, less shipping and tax, which are kept apart',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(
        'order_id,order_date,customer_email,total,shipping,tax_total,status\nA,2024-01-01,Ana@x.org,115,10,5,completed\nB,2024-01-02,,-20,0,0,refunded\n',
      )
      assert.equal(verdict.files[0].role, 'orders')
      assert.deepEqual(
        await shop.rows(`SELECT order_id, kind, CAST(quantity AS INTEGER) AS quantity, unit_price, shipping_cost, tax
          FROM facts.order_lines JOIN facts.orders USING (order_key) ORDER BY order_id`),
        [
          { order_id: 'A', kind: 'sale', quantity: 1, unit_price: 100, shipping_cost: 10, tax: 5 },
          { order_id: 'B', kind: 'refund', quantity: -1, unit_price: 20, shipping_cost: 0, tax: null },
        ],
      )
      assert.deepEqual(await shop.rows('SELECT customer_id, email FROM facts.customers'), [
        { customer_id: 'ana@x.org', email: 'Ana@x.org' },
      ])
    }),
  )
})

describe('times', () => {
  test(
    'without a zone are local to the workspace: the day is local, the instant UTC',
    inWorkspace(
      async (shop) => {
        await shop.importText(
          'order_id,date,product_id,quantity,unit_price\n1,2024-03-10 23:30:00,a,1,1\n2,2024-03-11T01:30:00Z,a,1,1\n',
        )
        assert.deepEqual(
          await shop.rows(
            'SELECT order_id, CAST(ordered_at AS VARCHAR) AS at, CAST(day AS VARCHAR) AS day FROM facts.orders ORDER BY order_id',
          ),
          [
            { order_id: '1', at: '2024-03-11 03:30:00', day: '2024-03-10' },
            { order_id: '2', at: '2024-03-11 01:30:00', day: '2024-03-10' },
          ],
        )
      },
      { currency: 'USD', timeZone: 'America/La_Paz' },
    ),
  )

  test(
    'follow the clock changes of the zone',
    inWorkspace(
      async (shop) => {
        await shop.importText(
          'order_id,date,product_id,quantity,unit_price\n1,2024-03-10 01:30:00,a,1,1\n2,2024-03-10 03:30:00,a,1,1\n3,2024-11-03 12:00:00,a,1,1\n',
        )
        assert.deepEqual(
          (
            await shop.rows('SELECT CAST(ordered_at AS VARCHAR) AS at FROM facts.orders ORDER BY order_id')
          ).map(({ at }) => at),
          ['2024-03-10 06:30:00', '2024-03-10 07:30:00', '2024-11-03 17:00:00'],
        )
      },
      { currency: 'USD', timeZone: 'America/New_York' },
    ),
  )

  test(
    'are decided over the whole column, not its first rows',
    inWorkspace(async (shop) => {
      const rows = Array.from(
        { length: 6000 },
        (_, index) => `${index},0${1 + (index % 9)}/0${1 + (index % 7)}/2024,a,1,"1.000"`,
      )
      rows.push('9998,25/12/2024,a,1,"2.500,75"')
      const verdict = await shop.importText(
        `order_id,date,product_id,quantity,unit_price\n${rows.join('\n')}\n`,
      )
      assert.equal(verdict.rows_set_aside, 0)
      assert.deepEqual(
        await shop.rows(
          `SELECT CAST(min(day) AS VARCHAR) AS first, CAST(max(day) AS VARCHAR) AS last FROM facts.orders`,
        ),
        [{ first: '2024-01-01', last: '2024-12-25' }],
      )
      assert.deepEqual(
        await shop.rows('SELECT min(unit_price) AS low, max(unit_price) AS high FROM facts.order_lines'),
        [{ low: 1000, high: 2500.75 }],
      )
    }),
  )
})

describe('texts', () => {
  test(
    'are stored as they come and never run; the mark of an export is taken away',
    inWorkspace(async (shop) => {
      const names = [
        `Robert'); DROP TABLE facts.orders;--`,
        '<script>alert(1)</script>',
        '=HYPERLINK("http://x")',
        "O'Brien",
        '\u202Eabc',
        '+591 700',
        '  spaced  ',
      ]
      const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
      const guarded = names.map((name) => (/^[=+\-@]/.test(name) ? `'${name}` : name))
      const text = guarded
        .map((name, index) => `${index},2024-01-01,c${index},${cell(name)},p,1,1`)
        .join('\n')
      await shop.importText(
        `order_id,date,customer_id,customer_name,product_id,quantity,unit_price\n${text}\n`,
      )
      assert.deepEqual(
        (await shop.rows('SELECT name FROM facts.customers ORDER BY customer_key')).map(({ name }) => name),
        names,
      )
    }),
  )
})
