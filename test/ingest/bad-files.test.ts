import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { onlineRetailSample } from './online-retail.ts'
import { inWorkspace } from './workspace.ts'

const folder = resolve(import.meta.dirname, '../fixtures/bad')

/** Every file of the folder: the place that its error names, and what it says is wrong there. */
const expected: Record<string, [row: number, column: string, problem: RegExp]> = {
  'all-dates-impossible.csv': [2, 'date', /none of its 2 rows can be loaded: impossible date/],
  'all-prices-impossible.csv': [2, 'price', /none of its 2 rows can be loaded: impossible price/],
  'binary.csv': [1, '1', /not a text file/],
  'broken.json': [3, '1', /JSON is damaged/],
  'broken.parquet': [1, '1', /could not be read as parquet/],
  'cut-short.csv.gz': [12, '5', /cut short/],
  'damaged.csv.gz': [1, '1', /damaged/],
  'damaged.xlsx': [1, '1', /damaged/],
  'damaged.zip': [1, '1', /damaged/],
  'empty-sheet.xlsx': [1, '1', /is empty|no rows/],
  'empty.csv': [1, '1', /empty/],
  'image.csv': [1, '1', /an image/],
  'mixed-encodings.csv': [3, '3', /mixes encodings/],
  'no-directory.zip': [1, '1', /cut short or damaged/],
  'numbers.json': [1, '1', /not a list of objects/],
  'odd-utf16.csv': [1, '1', /cut short in the middle/],
  'old-workbook.xls': [1, '1', /Excel 97/],
  'only-header.csv': [1, '1', /no rows/],
  'row-too-long.csv': [3, 'price', /expected 5 columns, found 6/],
  'row-too-short.csv': [4, 'product', /expected 5 columns, found 3/],
  'sheet-row-too-long.xlsx': [64, '3', /expected 2 columns, found 3/],
  'text-after-quote.csv': [3, 'product', /not closed properly/],
  'unclosed-quote.csv': [3, 'product', /not closed properly/],
  'unknown-columns.csv': [1, '1', /give a mapping/],
  'zero-byte.csv': [3, '3', /zero byte/],
}

describe('a malformed file', () => {
  test('of every kind in the folder is expected here', async () => {
    assert.deepEqual((await readdir(folder)).sort(), Object.keys(expected).sort())
  })

  for (const [name, [row, column, problem]] of Object.entries(expected)) {
    test(
      `${name} is refused with its place, and nothing is changed`,
      inWorkspace(async (shop) => {
        await shop.importText(onlineRetailSample)
        const before = await shop.dump()
        const versions = shop.warehouse.versions()
        await assert.rejects(
          shop.import([{ path: join(folder, name), name }]),
          (error: Error & { code?: string }) => {
            assert.equal(error.code, 'file_rejected', String(error.stack))
            assert.match(error.message, problem)
            assert.match(
              error.message,
              new RegExp(`, row ${row}, column ${column.replaceAll(/[()]/g, '.')}: `),
            )
            return true
          },
        )
        assert.equal(await shop.dump(), before)
        assert.deepEqual(shop.warehouse.versions(), versions)
        assert.deepEqual(await readdir(shop.context.stagingFolder), [])
      }),
    )
  }

  test(
    'that unpacks to more than is accepted is refused',
    inWorkspace(async (shop) => {
      const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 'a,b,c\n'))
      await assert.rejects(shop.importText(bomb, 'bomb.csv.gz', { maxBytes: 10 * 1024 * 1024 }), {
        code: 'file_too_large',
      })
      assert.deepEqual(await readdir(shop.context.stagingFolder), [])
    }),
  )

  test(
    'whose mapping names a column that it does not have is refused',
    inWorkspace(async (shop) => {
      const mapping = { role: 'lines' as const, columns: { order_id: 'Nope' } }
      await assert.rejects(shop.importText(onlineRetailSample, 'sales.csv', { mapping }), (error: Error) => {
        assert.match(error.message, /sales\.csv, row 1, column Nope: the mapping reads order_id/)
        return true
      })
    }),
  )

  test(
    'in a zone that does not exist is refused',
    inWorkspace(async (shop) => {
      await assert.rejects(shop.importText(onlineRetailSample, 'a.csv', { timeZone: 'Mars/Base' }), {
        code: 'out_of_range',
      })
    }),
  )
})
