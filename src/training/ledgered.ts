import type { LedgerEntry, LedgerScore } from '../store/ledger.ts'
import type { Reader } from '../warehouse/reader.ts'

/** How the predictions of a model are held against what happened. */
export type Ledgered = {
  /** backcasts at the first training: so many days before */
  backcast_days: readonly number[]
  /** where what was issued lies, of `predictions`, if not in issued_customers with that of other models */
  issued_in?: 'issued_products'
  /** one score for each of a run's entries, from the facts as they are known now */
  score: (db: Reader, run: string, entries: readonly LedgerEntry[]) => Promise<Map<string, LedgerScore>>
}
