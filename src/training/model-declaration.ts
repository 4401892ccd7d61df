import type { AnswerContext } from '../answers/answer.ts'
import type { ModelName } from '../contracts/models.ts'
import type { Sql } from '../warehouse/sql.ts'
import type { Area } from '../warehouse/warehouse.ts'
import type { FittedModel, FittedRun } from './fitted-run.ts'
import type { Ledgered } from './ledgered.ts'
import type { TrainingHouse } from './training-house.ts'
import type { Measured, TaskWay } from './worker-pool.ts'

/** What a caller may say about a run; empty for most models. */
export type TrainingParameters = { n_clusters?: number }

export type FitOrder = {
  /** the last day that is looked at */
  as_of: string
  parameters: TrainingParameters
  seed: number
}

/** One model: what it reads, how it is fitted, and what of it is kept. A file declares it, `models.ts` lists it. */
export type ModelDeclaration = {
  name: ModelName
  /** it is trained anew when one of these has moved */
  reads: readonly Area[]
  /** what is noted of a run beside its seed */
  parameters: (house: TrainingHouse, asked: TrainingParameters) => Record<string, unknown>
  /** reads what it needs, up to a day, and fits in a thread */
  fit: (
    house: TrainingHouse,
    context: AnswerContext,
    order: FitOrder,
    way: TaskWay,
  ) => Promise<Measured<FittedRun>>
  /** the table of the warehouse's schema `predictions`, and how its rows come from the columns of a run */
  table: string
  staged: string
  fill: (fitted: FittedModel) => Sql
  /** what of the staged rows is kept as it was issued, where the ledger is scored from that */
  issue?: (run: string, asOf: string) => Sql
  /** how what was foretold is scored; null for a model that foretells nothing */
  ledger: Ledgered | null
}
