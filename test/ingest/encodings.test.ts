import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { deflateRawSync, crc32, gzipSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'
import { inWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

const header = ['pedido', 'fecha', 'cliente', 'nombre_cliente', 'producto', 'cantidad', 'precio']
const records = [
  ['1', '25/03/2024', 'c1', 'José Ñandú', 'Té "verde"', '2', '10,50'],
  ['1', '25/03/2024', 'c1', 'José Ñandú', 'Café; molido', '1', '7,00'],
  ['2', '26/03/2024', 'c2', "O'Brien €", 'مرحبا 🎉', '3', '1.000,25'],
]

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || text.includes('"') || text.includes('\n')
    ? `"${text.replaceAll('"', '""')}"`
    : text

function csv(delimiter: string, lineEnd = '\n', rows = records): string {
  return [header, ...rows]
    .map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter) + lineEnd)
    .join('')
}

const latinRecords = records.map((row) => row.map((cell) => cell.replace('مرحبا 🎉', 'Açaí')))

async function loaded(shop: Workspace) {
  return shop.rows(`SELECT order_id, CAST(day AS VARCHAR) AS day, c.name, p.product_id AS product, quantity, unit_price
    FROM facts.order_lines JOIN facts.orders USING (order_key) JOIN facts.customers AS c USING (customer_key)
    JOIN facts.products AS p USING (product_key) ORDER BY order_id, line_no`)
}

function expected(rows = records) {
  return rows.map(([order_id, date, , name, product, quantity, price]) => ({
    order_id,
    day: date.split('/').reverse().join('-'),
    name,
    product,
    quantity: Number(quantity),
    unit_price: Number(price.replace('.', '').replace(',', '.')),
  }))
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Buffer {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

/** A zip archive as other programs write it. */
export function zip(files: { name: string; content: Buffer }[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of files) {
    const packed = deflateRawSync(content)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(8, 8)
    header.writeUInt32LE(crc32(content), 14)
    header.writeUInt32LE(packed.length, 18)
    header.writeUInt32LE(content.length, 22)
    header.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    header.copy(entry, 10, 8, 26)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(content), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt16LE(0, 30)
    entry.writeUInt32LE(offset, 42)
    locals.push(header, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}

const given: Record<string, [string | Buffer, string]> = {
  commas: [csv(','), 'a.csv'],
  'semicolons and CRLF': [csv(';', '\r\n'), 'a.csv'],
  tabs: [csv('\t'), 'a.tsv'],
  bars: [csv('|'), 'a.txt'],
  'a byte order mark': [`\uFEFF${csv(',')}`, 'a.csv'],
  'UTF-16 little endian': [utf16(csv('\t'), false, true), 'a.txt'],
  'UTF-16 big endian': [utf16(csv(';', '\r\n'), true, true), 'a.csv'],
  'UTF-16 without a mark': [utf16(csv(','), false, false), 'a.csv'],
  'carriage returns alone': [csv(',', '\r'), 'a.csv'],
  'a title and blank lines above and below': [`Ventas de marzo\n\n${csv(',')}\n\n`, 'a.csv'],
  gzip: [gzipSync(csv(',')), 'a.csv.gz'],
  'zip with a path in its name': [
    zip([{ name: '../../etc/ventas.csv', content: Buffer.from(csv(';')) }]),
    'a.zip',
  ],
  'mixed line ends': [csv(',').replace('\n', '\r\n'), 'a.csv'],
}

describe('a CSV file', () => {
  for (const [name, [content, fileName]] of Object.entries(given)) {
    test(
      `with ${name} is read as it is meant`,
      inWorkspace(async (shop) => {
        const verdict = await shop.importText(content, fileName)
        assert.equal(verdict.rows_set_aside, 0)
        assert.deepEqual(await loaded(shop), expected())
      }),
    )
  }

  test(
    'in Latin-1 is read as it is meant',
    inWorkspace(async (shop) => {
      const rows = latinRecords.map((row) => row.map((cell) => cell.replace('€', 'E')))
      const verdict = await shop.importText(Buffer.from(csv(';', '\r\n', rows), 'latin1'), 'ventas.csv')
      assert.equal(verdict.files[0].encoding, 'windows-1252')
      assert.deepEqual(await loaded(shop), expected(rows))
    }),
  )

  test(
    'with line ends inside quotes keeps its line numbers',
    inWorkspace(async (shop) => {
      const text =
        'order_id,date,product,quantity,price\n1,2024-01-01,"two\nlines",1,2\n\n2,2024-01-02,x,1,2\n3,never,y,1,2\n'
      const verdict = await shop.importText(text)
      assert.deepEqual(
        verdict.set_aside.map(({ reason, examples }) => [
          reason,
          examples[0].line,
          examples[0].column,
          examples[0].value,
        ]),
        [['impossible_date', 6, 'date', 'never']],
      )
    }),
  )
})

const table = {
  columns: ['order_id', 'ordered_at', 'customer_id', 'product_id', 'quantity', 'unit_price'],
  rows: [
    [1001, new Date(Date.UTC(2024, 2, 25, 10, 30)), 17850, 'A', 2, 10.5],
    [1002, new Date(Date.UTC(2024, 2, 26)), 17851, 'B', 1, 1000.25],
  ],
}

async function bookLines(shop: Workspace) {
  return shop.rows(`SELECT order_id, CAST(ordered_at AS VARCHAR) AS at, c.customer_id, p.product_id, quantity, unit_price
    FROM facts.order_lines JOIN facts.orders USING (order_key) JOIN facts.customers AS c USING (customer_key)
    JOIN facts.products AS p USING (product_key) ORDER BY order_id`)
}

const expectedLines = [
  {
    order_id: '1001',
    at: '2024-03-25 10:30:00',
    customer_id: '17850',
    product_id: 'A',
    quantity: 2,
    unit_price: 10.5,
  },
  {
    order_id: '1002',
    at: '2024-03-26 00:00:00',
    customer_id: '17851',
    product_id: 'B',
    quantity: 1,
    unit_price: 1000.25,
  },
]

describe('a workbook', () => {
  const sheets = [
    { name: 'Notes', rows: [['nothing here'], ['to import']] },
    { name: 'Orders', rows: [table.columns, ...table.rows] },
    { name: 'Old', rows: [table.columns, [900, new Date(Date.UTC(2020, 1, 1)), 1, 'Z', 1, 1]] },
  ]

  test(
    'gives the sheet that looks like orders, or the one asked for',
    inWorkspace(async (shop) => {
      const book = await shop.write('book.xlsx', await writeXlsx({ sheets }))
      const [inspected] = await shop.inspect([book])
      assert.deepEqual(inspected.sheets, ['Notes', 'Orders', 'Old'])
      assert.equal(inspected.sheet, 'Orders')
      await shop.import([book])
      assert.deepEqual(await bookLines(shop), expectedLines)
      await shop.import([book], { sheet: 'Old' })
      assert.deepEqual(await shop.rows('SELECT order_id FROM facts.orders ORDER BY order_id'), [
        { order_id: '1001' },
        { order_id: '1002' },
        { order_id: '900' },
      ])
      await assert.rejects(shop.import([book], { sheet: 'None' }), { code: 'file_rejected' })
    }),
  )

  test(
    'names the row of the sheet where something is wrong',
    inWorkspace(async (shop) => {
      const rows = [['Sales 2024'], [], table.columns, ...table.rows, [], [1003, 'someday', 1, 'C', 1, 1]]
      const verdict = await shop.import([
        await shop.write('book.xlsx', await writeXlsx({ sheets: [{ name: 'S', rows }] })),
      ])
      assert.deepEqual(verdict.set_aside[0].examples, [
        { file: 'book.xlsx', line: 7, column: 'ordered_at', value: 'someday' },
      ])
    }),
  )
})

describe('Parquet and JSON', () => {
  test(
    'files of lines are read with their types',
    inWorkspace(async (shop) => {
      const instance = await DuckDBInstance.create(':memory:')
      const connection = await instance.connect()
      const path = join(shop.folder, 'lines.parquet')
      await connection.run(`COPY (SELECT * FROM (VALUES (1001, TIMESTAMP '2024-03-25 10:30:00', 17850.0::DOUBLE, 'A', 2, 10.5::DECIMAL(10,2)),
        (1002, TIMESTAMP '2024-03-26', 17851.0, 'B', 1, 1000.25)) AS t(order_id, ordered_at, customer_id, product_id, quantity, unit_price)) TO '${path}' (FORMAT parquet)`)
      connection.closeSync()
      instance.closeSync()
      await shop.import([{ path, name: 'lines.parquet' }])
      assert.deepEqual(await bookLines(shop), expectedLines)
    }),
  )

  const objects = table.rows.map(([order_id, at, customer_id, product_id, quantity, unit_price]) => ({
    order_id,
    ordered_at: (at as Date).toISOString().slice(0, 19),
    customer_id,
    product_id,
    quantity,
    unit_price,
  }))

  for (const [name, text] of [
    ['lines.json', JSON.stringify(objects)],
    ['lines.ndjson', objects.map((object) => JSON.stringify(object)).join('\n')],
  ]) {
    test(
      `${name} is read`,
      inWorkspace(async (shop) => {
        await shop.importText(text, name)
        assert.deepEqual(await bookLines(shop), expectedLines)
      }),
    )
  }

  test(
    'orders with their items inside give one line an item',
    inWorkspace(async (shop) => {
      const orders = [
        {
          id: 1001,
          created_at: '2024-03-25T10:30:00Z',
          customer: { id: 17850 },
          line_items: [{ sku: 'A', quantity: 2, price: '10.5' }],
        },
        {
          id: 1002,
          created_at: '2024-03-26T00:00:00Z',
          customer: { id: 17851 },
          line_items: [{ sku: 'B', quantity: 1, price: '1000.25' }],
        },
      ]
      const verdict = await shop.importText(JSON.stringify(orders), 'orders.json')
      assert.equal(verdict.files[0].role, 'lines')
      assert.deepEqual(await bookLines(shop), expectedLines)
    }),
  )
})
