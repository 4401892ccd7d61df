import type { ImportExample } from '../contracts/imports.ts'
import type { Reader } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'
import { literal } from './literal.ts'
import { ofOrders, reasonColumn } from './line-issues.ts'

const examplesEach = 5

type Found = { row_no: number; file_no: number; value: string | null }

/** A row of a staged table: which file, which row in it, which column, what stood there. */
export type RowExample = { file: number; row: number; column: string | null; value: string | null }

/** Turns rows into the lines a user sees, reading each file once. */
export async function withLines(
  plans: readonly FilePlan[],
  examples: readonly RowExample[],
): Promise<ImportExample[]> {
  const lines = await Promise.all(
    plans.map(async (plan, index) => {
      const rows = examples.filter(({ file }) => file === index).map(({ row }) => row)
      return rows.length === 0 ? new Map<number, number>() : plan.source.linesOf(rows)
    }),
  )
  return examples.map(({ file, row, column, value }) => ({
    file: plans[file].source.file.name,
    line: lines[file].get(row) ?? row + 1,
    column,
    value: value === null ? null : value.slice(0, 200),
  }))
}

/** What is shown of a row: where its whole order is set aside, what that is for or which it is. */
function valueSql(reason: string): string {
  if (reason === 'no_rate') return 'CAST(currency AS VARCHAR)'
  return ofOrders.includes(reason) ? 'order_id' : 'issue_value'
}

/** The first rows set aside for each reason. */
export async function setAsideExamples(
  db: Reader,
  plans: readonly FilePlan[],
  offsets: readonly number[],
  reasons: readonly string[],
): Promise<Map<string, ImportExample[]>> {
  const all: RowExample[] = []
  const counts: number[] = []
  for (const reason of reasons) {
    const found = await db.rows<Found>(
      raw(
        `SELECT rowid AS row_no, file_no, ${valueSql(reason)} AS value FROM lines WHERE issue = ${literal(reason)} ORDER BY rowid LIMIT ${examplesEach}`,
      ),
    )
    all.push(...found.map((row) => asExample(plans, offsets, row, reason)))
    counts.push(found.length)
  }
  const placed = await withLines(plans, all)
  let at = 0
  return new Map(reasons.map((reason, index) => [reason, placed.slice(at, (at += counts[index]))]))
}

function asExample(
  plans: readonly FilePlan[],
  offsets: readonly number[],
  row: Found,
  reason: string,
): RowExample {
  return {
    file: row.file_no,
    row: row.row_no - offsets[row.file_no],
    column: reasonColumn(plans[row.file_no], reason),
    value: row.value,
  }
}

/** The first rows that repeat an earlier one in every column. */
export async function repeatedExamples(
  db: Reader,
  plans: readonly FilePlan[],
  offsets: readonly number[],
): Promise<ImportExample[]> {
  const found = await db.rows<Found>(
    raw(`SELECT max(rowid) AS row_no, arg_max(file_no, rowid) AS file_no, arg_max(order_id, rowid) AS value FROM lines
      WHERE issue IS DISTINCT FROM 'head' GROUP BY row_hash HAVING count(*) > 1 ORDER BY row_no LIMIT ${examplesEach}`),
  )
  return withLines(
    plans,
    found.map((row) => ({
      ...asExample(plans, offsets, row, 'repeated'),
      column: plans[row.file_no].columns.order_id ?? null,
    })),
  )
}
