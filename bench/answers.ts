import { raw } from '../src/warehouse/sql.ts'
import type { AnswerContext } from '../src/answers/answer.ts'
import { answerCases } from './answer-cases.ts'
import type { AnswerCase, Days } from './answer-cases.ts'
import { openBenchShop } from './bench-shop.ts'
import { printTable, round } from './measure.ts'

type Times = { ms: number[]; cpu: number[] }

/** The bars of an uncached answer: at most 1.3 times the bare SQL, and 30 ms at 100,000 lines. */
const bars = { ratio: 1.3, small_p95_ms: 30 }

/**
 * Times each answer, uncached, against the bare SQL that a person would write for its figures, run in turn with it in
 * the same process. On a machine that others use the processor's time says more than the clock.
 */
export async function run(options: {
  data?: string
  json: boolean
  lines?: number
}): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = { bars }
  for (const lines of options.lines ? [options.lines] : [100_000, 10_000_000]) {
    const shop = await openBenchShop(lines)
    try {
      const runs = lines > 1_000_000 ? 7 : 21
      const rows = []
      for (const one of answerCases) rows.push(await timeCase(shop.context, one, runs))
      printTable(
        options.json,
        `${lines} lines, medians of ${runs}; marts built in ${round(shop.build_seconds, 1)} s`,
        rows,
      )
      results[lines] = { runs, marts_seconds: round(shop.build_seconds, 1), answers: rows }
    } finally {
      await shop.close()
    }
  }
  return results
}

async function timeCase(context: AnswerContext, one: AnswerCase, runs: number) {
  const input = one.answer.input.parse(one.input)
  const days = await daysOf(context, one.input.period as string | undefined)
  const ask = (): Promise<unknown> => one.answer.run(context, input as never)
  const bare = async (): Promise<{ figure: number }[]> => {
    let first: { figure: number }[] | null = null
    for (const statement of one.bare(days)) {
      const rows = await context.db.rows<{ figure: number }>(raw(statement))
      first ??= rows
    }
    return first!
  }
  // both give the same figures, or the ratio says nothing
  const [{ figure }] = await bare()
  const answered = one.figure((await ask()) as never)
  if (Math.abs(figure - answered) > 0.01 + 1e-9 * Math.abs(figure)) {
    throw new Error(`${one.name} answers ${answered}, its bare SQL ${figure}`)
  }
  const [asked, written]: Times[] = [
    { ms: [], cpu: [] },
    { ms: [], cpu: [] },
  ]
  for (let turn = 0; turn < runs; turn++) {
    await timeOnce(asked, ask)
    await timeOnce(written, bare)
  }
  return {
    answer: one.name,
    median_ms: round(middle(asked.ms), 1),
    p95_ms: round(asked.ms.sort((a, b) => a - b)[Math.ceil(runs * 0.95) - 1], 1),
    bare_ms: round(middle(written.ms), 1),
    ratio: round(middle(asked.ms) / middle(written.ms), 2),
    cpu_ms: round(middle(asked.cpu), 1),
    bare_cpu_ms: round(middle(written.cpu), 1),
    cpu_ratio: round(middle(asked.cpu) / middle(written.cpu), 2),
  }
}

async function timeOnce(times: Times, work: () => Promise<unknown>): Promise<void> {
  const [from, used] = [performance.now(), process.cpuUsage()]
  await work()
  times.ms.push(performance.now() - from)
  const { user, system } = process.cpuUsage(used)
  times.cpu.push((user + system) / 1000)
}

function middle(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** The days of a preset, worked out by hand for the bare SQL. */
async function daysOf(context: AnswerContext, period: string | undefined): Promise<Days> {
  const length = { last_90_days: 90, last_year: 365 }[period ?? ''] ?? null
  return context.db.row<Days>(
    raw(`SELECT CAST(coalesce(last_day - ${length === null ? 'NULL' : length - 1}, first_day) AS DATE) AS start, last_day AS "end",
      CAST(coalesce(last_day - ${length === null ? 'NULL' : 2 * length - 1}, first_day) AS DATE) AS before,
      CAST(last_day - 364 AS DATE) AS last_year
      FROM (SELECT min(day) AS first_day, max(day) AS last_day FROM marts.days WHERE orders > 0) AS t`),
  )
}
