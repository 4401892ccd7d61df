import type { ImportField } from '../contracts/import-fields.ts'
import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { detectFormats } from './file-plan.ts'
import type { FilePlan } from './file-plan.ts'
import { shareGiftCards } from './gift-cards.ts'
import { literal } from './literal.ts'
import { numberScattered } from './merge-orders.ts'
import { stagePartyFile } from './stage-party-file.ts'
import { readyOrders, wordsOf } from './ready-orders.ts'
import type { Party } from './stage-parties.ts'
import { settleAmounts } from './settle-amounts.ts'
import type { AmountNotes } from './settle-amounts.ts'
import { priceFields } from './line-issues.ts'
import { stageLines } from './stage-lines.ts'
import { writtenAs } from './typed-columns.ts'
import { recordRoles, stageRecords } from './stage-records.ts'
import { completeByHeads, completeByWarehouse, findAdded, nameOrders, stageOrders } from './stage-orders.ts'
import { setAsideRepeated } from './repeated-orders.ts'
import { setAsideSecondHand, toldTwice } from './second-hand.ts'
import {
  createFound,
  customerParty,
  findCustomersOfOrders,
  findProductsOfLines,
  narrowParty,
  productParty,
} from './stage-parties.ts'

export type Settings = {
  zone: string
  /** the workspace's currency */
  currency: string
  /** the currency of rows that name none */
  rowCurrency: string
  /** no row can be dated later */
  latest: string
  /** the day of the import, for rows that need one and have none */
  today: string
  /** rates to the workspace's currency, given for this import */
  rates?: Readonly<Record<string, number>>
}

/** What lies in the temporary tables, ready to be judged and merged. */
export type Staged = {
  plans: readonly FilePlan[]
  /** the plans whose rows are in `lines`, in the order of their file numbers there */
  linePlans: readonly FilePlan[]
  /** the first row of each of them in `lines` */
  offsets: number[]
  kept: ImportField[]
  rows: number
  rowsOf: Map<FilePlan, number>
  /** tables of rows that are no lines, with why some were set aside */
  others: { plan: FilePlan; table: string }[]
  parties: readonly Party[]
  /** words for an order's state that are not known */
  unknownStatuses: string[]
  /** orders whose amounts were read by more than their columns */
  amounts: AmountNotes
  /** refunds of orders that are known are added to them */
  adds: boolean
  /** every order's lines stand together and their numbers rise: none can be there twice */
  numbered: boolean
  /** orders that a third party told before may be among those that the shop now tells */
  twice: boolean
}

const hardFields: Record<string, (plan: FilePlan) => ImportField | undefined> = {
  impossible_date: () => 'ordered_at',
  impossible_quantity: () => 'quantity',
  impossible_price: (plan) => priceFields(plan)[0],
}

/** Reads lines; where values proved hard to read, formats are found again with them, and the file is read once more. */
async function readLines(
  stage: Writer,
  plans: readonly FilePlan[],
  settings: Settings,
): Promise<{ kept: ImportField[]; rows: number[] }> {
  const options = { zone: settings.zone, currency: settings.rowCurrency, latest: settings.latest }
  const first = await stageLines(stage, plans, options)
  let again = false
  for (const [index, plan] of plans.entries()) {
    const found = await stage.rows<{ issue: string; values: string[] }>(
      raw(`SELECT issue, list(issue_value) AS values FROM (
          SELECT DISTINCT issue, issue_value FROM lines WHERE file_no = ${index} AND issue_value IS NOT NULL
            AND issue IN (${Object.keys(hardFields).map(literal).join(', ')}) LIMIT 5000) GROUP BY issue`),
    )
    if (found.length === 0) continue
    const before = JSON.stringify([plan.numbers, plan.times])
    const hard = Object.fromEntries(
      found.map(({ issue, values }) => [hardFields[issue](plan) ?? 'kind', values]),
    )
    detectFormats(plan, hard)
    again ||= JSON.stringify([plan.numbers, plan.times]) !== before
  }
  return again ? stageLines(stage, plans, options) : first
}

/**
 * Where a file of orders comes with a file of their lines, its rows are no lines but say what the orders are: they are
 * copied to `heads`, and only those whose lines no file brings stay as one line of their total.
 */
async function separateHeads(stage: Writer, lineFiles: number, orderFiles: number): Promise<void> {
  if (lineFiles === 0 || orderFiles === 0) return
  await stage.run(
    raw(`CREATE OR REPLACE TEMP TABLE heads AS SELECT * FROM lines WHERE file_no >= ${lineFiles}`),
  )
  await stage.run(
    raw(`UPDATE lines SET issue = 'head' WHERE file_no >= ${lineFiles} AND issue IS DISTINCT FROM 'impossible_date'
      AND order_id IN (SELECT order_id FROM lines WHERE file_no < ${lineFiles} AND order_id IS NOT NULL)`),
  )
}

/** Whether the lines of databases say how they follow each other, and by whole numbers. */
function lineNumbers(
  plans: readonly FilePlan[],
  kept: readonly ImportField[],
): 'none' | 'texts' | 'integers' {
  if (!kept.includes('transaction_id') || plans.some(({ layout }) => layout !== 'postgres')) return 'none'
  const integers = plans.every((plan) => writtenAs(plan, 'transaction_id') === 'integer')
  return integers ? 'integers' : 'texts'
}

/** Status words that no list knows; their orders are counted. */
async function findUnknownStatuses(stage: Writer, kept: readonly ImportField[]): Promise<string[]> {
  const found: string[] = []
  for (const field of (['payment_status', 'status'] as const).filter((name) => kept.includes(name))) {
    const words = await stage.rows<{ word: string }>(
      raw(`SELECT word FROM ${wordsOf(field)} WHERE state IS NULL ORDER BY n DESC, word LIMIT 5`),
    )
    found.push(...words.map(({ word }) => word))
  }
  return found
}

/** Reads every file into temporary tables and brings orders, customers and products into the shape of the facts. */
export async function stageFiles(
  stage: Writer,
  plans: readonly FilePlan[],
  settings: Settings,
  step: (fraction: number) => void = () => undefined,
): Promise<Staged> {
  const of = (role: FilePlan['role']): FilePlan[] => plans.filter((plan) => plan.role === role)
  const lineFiles = of('lines')
  const orderFiles = of('orders')
  const linePlans = [...lineFiles, ...orderFiles]
  const rowsOf = new Map<FilePlan, number>()
  const offsets: number[] = []
  let kept: ImportField[] = []
  let unknownStatuses: string[] = []
  let adds = false
  let twice = false
  let numbered = false
  let amounts: AmountNotes = { taxes_included: 0, paid_back: 0 }
  const customers = narrowParty(customerParty, plans)
  const products = narrowParty(productParty, plans)
  await createFound(stage, customers)
  await createFound(stage, products)
  if (linePlans.length > 0) {
    await shareGiftCards(stage, plans)
    const read = await readLines(stage, linePlans, settings)
    kept = read.kept
    let before = 0
    linePlans.forEach((plan, index) => {
      offsets.push(before)
      rowsOf.set(plan, read.rows[index])
      before += read.rows[index]
    })
    for (const [index, plan] of linePlans.entries()) await plan.source.checkCount(read.rows[index])
    step(0.6)
    await nameOrders(stage)
    await setAsideSecondHand(stage, linePlans)
    twice = await toldTwice(stage, linePlans)
    await setAsideRepeated(stage, linePlans)
    await separateHeads(stage, lineFiles.length, orderFiles.length)
    await stageOrders(stage, kept)
    if (lineFiles.length > 0 && orderFiles.length > 0) await completeByHeads(stage, kept)
    step(0.75)
    await completeByWarehouse(stage, settings.zone)
    adds = await findAdded(stage, linePlans, settings.zone)
    amounts = await settleAmounts(stage, kept, linePlans)
    await readyOrders(stage, kept, settings)
    step(0.85)
    numbered = await numberScattered(stage, lineNumbers(linePlans, kept))
    await findCustomersOfOrders(stage, customers, kept)
    await findProductsOfLines(stage, products, kept)
    unknownStatuses = await findUnknownStatuses(stage, kept)
    // millions of orders are not kept twice
    await stage.run(raw('DROP TABLE orders_found'))
  }
  const others: Staged['others'] = []
  for (const party of [customers, products]) {
    for (const plan of of(party.table)) {
      const table = await stagePartyFile(stage, party, plan, plans.indexOf(plan), settings.zone)
      await countRows(plan, table)
    }
  }
  for (const role of recordRoles) {
    for (const plan of of(role)) {
      const table = await stageRecords(stage, plan, plans.indexOf(plan), settings)
      await countRows(plan, table)
    }
  }
  const rows = [...rowsOf.values()].reduce((sum, n) => sum + n, 0)
  return {
    plans,
    linePlans,
    offsets,
    kept,
    rows,
    rowsOf,
    others,
    parties: [customers, products],
    unknownStatuses,
    amounts,
    adds,
    twice,
    numbered,
  }

  async function countRows(plan: FilePlan, table: string): Promise<void> {
    const { n } = await stage.row<{ n: number }>(raw(`SELECT count(*) AS n FROM ${table}`))
    await plan.source.checkCount(n)
    rowsOf.set(plan, n)
    others.push({ plan, table })
  }
}
