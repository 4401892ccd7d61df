import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planFile } from '../../src/ingest/file-plan.ts'
import { keptFields, lineSelect } from '../../src/ingest/stage-lines.ts'
import { prepareFiles } from '../../src/ingest/prepare-files.ts'
import { readSource } from '../../src/ingest/read-source.ts'
import { importFields, roleFields } from '../../src/contracts/import-fields.ts'
import type { ImportField } from '../../src/contracts/import-fields.ts'
import { raw } from '../../src/warehouse/sql.ts'
import { inWorkspace } from './workspace.ts'

test(
  'rows are read in the order of the file: nothing in the reading is a join, whatever is mapped',
  inWorkspace(async (shop) => {
    const fields = roleFields.lines
    const values = fields.map((field) =>
      importFields[field] === 'number' ? '1.5' : importFields[field] === 'time' ? '25/12/2024 3:07 PM' : 'x',
    )
    const file = await shop.write('all.csv', `${fields.join(',')}\n${values.join(',')}\n`)
    const prepared = await prepareFiles([file], { stagingFolder: shop.context.stagingFolder })
    const columns = Object.fromEntries(fields.map((field) => [field, field])) as Record<ImportField, string>
    await shop.warehouse.stage(async (stage) => {
      const source = await readSource(stage, prepared[0], {})
      for (const layout of ['generic', 'uci-online-retail', 'shopify-orders']) {
        const plan = planFile(source, { role: 'lines', columns, layout })
        const select = lineSelect(plan, 0, keptFields([plan]), {
          zone: 'America/La_Paz',
          currency: 'USD',
          latest: '2026-01-01',
        })
        const [plan_] = await stage.rows(raw(`EXPLAIN ${select}`))
        const operators = Object.values(plan_).join('\n')
        assert.match(operators, /READ_CSV/)
        assert.doesNotMatch(operators, /JOIN|AGGREGATE|UNION/)
      }
    })
  }),
)
