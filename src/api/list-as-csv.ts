import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Caller, Desk } from '../actions/desk.ts'
import type { AnyAnswer } from '../answers/answer.ts'
import { jsonSchema } from '../base/json-schema.ts'
import { parseInput } from '../base/parse-input.ts'
import { csvLine } from '../reports/csv.ts'

/** Rows read at once: many enough that going through ten million lines stays a few hundred questions. */
const pageRows = 20_000
/** Without it Excel takes UTF-8 for the local code page. */
const byteOrderMark = '\uFEFF'

type Export = { desk: Desk; answer: AnyAnswer; caller: Caller; sent: Record<string, unknown> }
type Page = { items: Record<string, unknown>[]; total?: number }

/** Whether an answer is rows, which a table can hold. */
export function isList(answer: AnyAnswer): boolean {
  return columnsOf(answer).length > 0
}

function columnsOf(answer: AnyAnswer): string[] {
  return Object.keys(jsonSchema(answer.output).properties?.items?.items?.properties ?? {})
}

/** Sends every row the filter leaves, page after page, so that no size of shop has to fit into memory. */
export async function sendCsv(reply: FastifyReply, wanted: Export): Promise<FastifyReply> {
  const lines = csvLines(wanted)
  const first = await lines.next()
  const stream = Readable.from(
    (async function* () {
      yield byteOrderMark + first.value
      yield* lines
    })(),
  )
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${wanted.answer.name}.csv"`)
    .header('cache-control', 'private, no-store')
    .send(stream)
}

/** Heading and rows, as text of many lines each. The first is not made before the first page is read: errors come as errors. */
async function* csvLines({ desk, answer, caller, sent }: Export): AsyncGenerator<string, void> {
  const input = parseInput(answer.input, sent) as Record<string, unknown>
  const columns = columnsOf(answer)
  const paged = 'limit' in input && !('limit' in sent)
  let heading = csvLine(columns)
  for (let offset = Number(input.offset ?? 0); ; offset += pageRows) {
    const page = await readPage(desk, caller, answer, paged ? { ...input, limit: pageRows, offset } : input)
    yield heading + page.items.map((item) => csvLine(columns.map((column) => item[column]))).join('')
    heading = ''
    if (!paged || page.items.length < pageRows) return
  }
}

async function readPage(desk: Desk, caller: Caller, answer: AnyAnswer, input: object): Promise<Page> {
  return (await desk.run(caller, answer, input)) as Page
}
