import type { z } from 'zod'
import { forecastRecordInput, forecastRecordOutput } from '../../contracts/forecast-record.ts'
import { raw, sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import type { AnswerContext } from '../answer.ts'
import { addDays, daysBetween } from '../period.ts'
import { replyHead } from '../reply-head.ts'
import { knownDays } from '../scope.ts'

type Item = z.input<typeof forecastRecordOutput>['items'][number]

const lookedBack = [30, 60, 90]
/** How far from 30, 60 or 90 days ago a forecast may have been made to stand for it. */
const slack = 10

/**
 * What was forecast 30, 60 and 90 days ago for the whole shop, as it was issued, beside what came and what the naive
 * rule would have said. Where nothing was issued then, what the model would have said from what was known then.
 */
export const forecastRecord = answer({
  name: 'forecast-record',
  paths: [{ path: '/forecast/record' }],
  title: 'Past forecasts beside what came',
  summary: 'The sales forecasts made 30, 60 and 90 days ago, held against what was sold',
  permission: 'answers:read',
  reads: ['sales', 'predictions'],
  input: forecastRecordInput,
  output: forecastRecordOutput,
  async run(context, { metric }) {
    const { as_of } = await knownDays(context)
    const items: Item[] = []
    if (as_of !== null) {
      const oldest = addDays(as_of, -lookedBack[lookedBack.length - 1] - slack)
      const runs = await issuedRuns(context, oldest)
      for (const days_ago of lookedBack) {
        const run = nearest(runs, addDays(as_of, -days_ago))
        if (run !== undefined) items.push(await itemOf(context, { days_ago, metric, run }))
      }
    }
    const reasons: Record<string, string> = {}
    for (const { scores } of items) {
      for (const [name, value] of Object.entries(scores ?? {}))
        if (value === null) reasons[name] = 'no_orders'
    }
    return { ...replyHead(context, { as_of }, reasons), metric, items }
  },
})

type Run = { run_id: string; as_of: string; backcast: boolean }

async function issuedRuns(context: AnswerContext, since: string): Promise<Run[]> {
  const issued = await context.db.rows<{ run_id: string; as_of: string }>(
    sql`SELECT DISTINCT run_id, as_of FROM predictions.issued_days
      WHERE as_of >= CAST(${since} AS DATE) ORDER BY as_of, run_id`,
  )
  const { workspace_id } = context.workspace
  const known = await Promise.all(
    issued.map(async (run) => ({ ...run, kept: await context.models?.runs.byId(run.run_id, workspace_id) })),
  )
  return known.flatMap(({ kept, ...run }) =>
    kept === undefined ? [] : [{ ...run, backcast: kept.backcast }],
  )
}

/** The run made nearest to a day; one that was issued before one made afterwards. */
function nearest(runs: readonly Run[], day: string): Run | undefined {
  const distance = (run: Run): number => Math.abs(daysBetween(run.as_of, day))
  return runs
    .filter((run) => distance(run) <= slack)
    .sort((a, b) => Number(a.backcast) - Number(b.backcast) || distance(a) - distance(b))[0]
}

type Day = Item['days'][number] & { known: boolean; actual: number }

async function itemOf(
  context: AnswerContext,
  { days_ago, metric, run }: { days_ago: number; metric: string; run: Run },
): Promise<Item> {
  // a day is over once a later one is known
  const days = await context.db.rows<Day>(sql`
    SELECT i.day AS date, i.value AS predicted, i.lower_80, i.upper_80, i.lower_95, i.upper_95, i.naive,
      coalesce(CAST(d.${raw(metric)} AS DOUBLE), 0) AS actual,
      i.day < (SELECT max(day) FROM marts.days WHERE orders > 0) AS known
    FROM predictions.issued_days AS i LEFT JOIN marts.days AS d ON d.day = i.day
    WHERE i.run_id = ${run.run_id} AND i.metric = ${metric} ORDER BY i.day`)
  const come = days.filter(({ known }) => known)
  const { run_id, as_of: made_as_of, backcast } = run
  return {
    days_ago,
    run_id,
    made_as_of,
    backcast,
    ...(come.length > 0 ? { scores: scoresOf(come) } : {}),
    days: days.map(({ known, actual, ...day }) => (known ? { ...day, actual } : day)),
  }
}

function scoresOf(days: readonly Day[]): NonNullable<Item['scores']> {
  const sum = (value: (day: Day) => number): number => days.reduce((total, day) => total + value(day), 0)
  const size = sum(({ actual }) => Math.abs(actual))
  const missed = sum(({ actual, predicted }) => Math.abs(actual - predicted))
  const naiveMissed = sum(({ actual, naive }) => Math.abs(actual - naive))
  const within = (low: 'lower_80' | 'lower_95', high: 'upper_80' | 'upper_95'): number =>
    sum((day) => Number(day.actual >= day[low] && day.actual <= day[high])) / days.length
  return {
    days: days.length,
    wape: size > 0 ? missed / size : null,
    naive_wape: size > 0 ? naiveMissed / size : null,
    coverage_80: within('lower_80', 'upper_80'),
    coverage_95: within('lower_95', 'upper_95'),
    predicted: sum(({ predicted }) => predicted),
    actual: sum(({ actual }) => actual),
    naive: sum(({ naive }) => naive),
  }
}
