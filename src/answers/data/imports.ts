import { importsInput, importsOutput } from '../../contracts/imports.ts'
import { raw } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { pastImports } from './import-history.ts'

/** The history of imports, the latest first: what came in, how good it was, and whether it can still be undone. */
export const imports = answer({
  name: 'imports',
  paths: [{ path: '/imports' }],
  title: 'Imports',
  summary: 'What was imported and when, with its quality, and whether it can be undone',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers'],
  input: importsInput,
  output: importsOutput,
  async run({ db }, { limit, offset }) {
    const { total } = await db.row<{ total: number }>(raw('SELECT count(*) AS total FROM facts.imports'))
    const past = await pastImports(db, raw('true'), limit, offset)
    return { items: past.map(({ summary }) => summary), total, limit, offset }
  },
})
