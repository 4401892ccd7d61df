import type { Backtest, ServedReason } from '../contracts/models.ts'
import type { NotEnoughData } from '../models/not-enough-data.ts'
import type { NewLedgerEntry } from '../store/ledger.ts'
import type { AppendColumn } from '../warehouse/reader.ts'

/** Columns of one row a customer, in the types the warehouse appends. */
export type PredictedColumns = Record<string, AppendColumn>

/** What was said of each customer, to be scored when the day has passed; days since 1970-01-01. */
export type IssuedCustomers = {
  due_day: number
  customer_key: Int32Array
  predicted: Float64Array
  naive: Float64Array
}

/** A prediction about many customers together, in the ledger's terms; days since 1970-01-01. */
export type Foretold = Pick<
  NewLedgerEntry,
  'metric' | 'bucket' | 'subjects' | 'predicted' | 'low' | 'high' | 'naive'
> & { due_day: number }

/** What a run leaves behind, as the worker hands it over: numbers and plain JSON. */
export type FittedModel = {
  kind: 'fitted'
  outcome: 'model' | 'rule'
  why: ServedReason
  /** the file of the run: all that later predictions need; the same for the same input and seed */
  artifact: Record<string, unknown>
  /** what answers read beside the table of predictions */
  summary: Record<string, unknown>
  quality: Record<string, number>
  backtest: Backtest | null
  detail: Record<string, unknown>
  columns: PredictedColumns
  issued: IssuedCustomers | null
  foretold: Foretold[]
}

export type FittedRun = FittedModel | NotEnoughData
