import { parseArgs } from 'node:util'

/** What a bench is asked for: where the data sets lie, how much to generate, and whether JSON is wanted. */
export type BenchOptions = { data?: string; json: boolean; lines?: number; rows?: number; customers?: number }

/** Prints a readable table unless JSON is wanted, and answers the figures. */
export type Bench = { run(options: BenchOptions): Promise<Record<string, unknown>> }

/** Every bench by name; nothing else is ever imported. */
const benches: Record<string, () => Promise<Bench>> = {
  answers: () => import('./answers.ts'),
  edits: () => import('./edits.ts'),
  import: () => import('./import.ts'),
  postgres: () => import('./postgres.ts'),
  start: () => import('./start.ts'),
  crowd: () => import('./crowd.ts'),
  clv: () => import('./clv.ts'),
  clusters: () => import('./clusters.ts'),
  churn: () => import('./churn-model.ts'),
  'customer-models': () => import('./customer-models.ts'),
  customers: () => import('./customers.ts'),
  m3: () => import('./m3.ts'),
  daily: () => import('./daily.ts'),
  anomalies: () => import('./anomalies.ts'),
  intermittent: () => import('./intermittent.ts'),
  demand: () => import('./demand.ts'),
  web: () => import('./web.ts'),
  'isolation-forest': () => import('./isolation-forest.ts'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
    lines: { type: 'string' },
    rows: { type: 'string' },
    customers: { type: 'string' },
  },
})

function count(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  console.error(`a count must be a whole number above zero, found ${text}`)
  process.exit(2)
}

const load = Object.hasOwn(benches, positionals[0] ?? '') ? benches[positionals[0]] : undefined
if (!load) {
  console.error('usage: npm run bench -- NAME [--data DIR] [--json] [--lines N] [--rows N] [--customers N]')
  console.error(`names: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const bench = await load()
const figures = await bench.run({
  ...values,
  lines: count(values.lines),
  rows: count(values.rows),
  customers: count(values.customers),
})
if (values.json) console.log(JSON.stringify(figures, null, 2))
