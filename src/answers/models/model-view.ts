import type { z } from 'zod'
import type { Backtest, ModelRunView, ServedReason, modelSummary } from '../../contracts/models.ts'
import { modelCards } from '../../contracts/models.ts'
import type { ModelName } from '../../contracts/models.ts'
import type { LedgerEntry } from '../../store/ledger.ts'
import type { ModelRun } from '../../store/model-runs.ts'

const states = { model: 'model_served', rule: 'rule_served', not_enough_data: 'not_enough_data' } as const

type Detail = {
  why?: ServedReason
  quality?: Record<string, number>
  backtest?: Backtest | null
  detail?: Record<string, unknown>
  needed?: { what: string; need: number; have: number }
}

/** A run as everybody sees it. */
export function viewOfRun(run: ModelRun): ModelRunView {
  const { why = null, quality = {}, needed = null } = run.detail as Detail
  return {
    run_id: run.run_id,
    model: run.model,
    job_id: run.job_id,
    state: states[run.outcome],
    backcast: run.backcast,
    as_of: run.as_of,
    trained_at: run.created_at,
    seconds: run.seconds,
    memory_mb: run.memory_mb,
    seed: run.seed,
    parameters: run.parameters,
    versions: run.versions,
    why,
    quality,
    needed,
  }
}

export function detailOfRun(run: ModelRun | undefined): {
  backtest: Backtest | null
  detail: Record<string, unknown>
} {
  const { backtest = null, detail = {} } = (run?.detail ?? {}) as Detail
  return { backtest, detail }
}

/** One model with its newest run, and how what it foretold has done. */
export function summaryOf(
  name: ModelName,
  run: ModelRun | undefined,
  entries: readonly LedgerEntry[],
  now: { versions: Record<string, number>; as_of: string | null },
): z.input<typeof modelSummary> {
  const view = run && viewOfRun(run)
  const whole = entries.filter((entry) => entry.bucket === null)
  const scored = whole.filter((entry) => entry.scored_at !== null)
  return {
    name,
    ...modelCards[name],
    state: view?.state ?? 'not_trained',
    stale: run !== undefined && (run.versions.sales !== now.versions.sales || run.as_of !== now.as_of),
    trained_at: view?.trained_at ?? null,
    as_of: view?.as_of ?? null,
    why: view?.why ?? null,
    quality: view?.quality ?? {},
    needed: view?.needed ?? null,
    record: {
      scored: scored.length,
      open: whole.length - scored.length,
      better_than_naive: scored.filter((entry) => entry.error! < entry.naive_error!).length,
    },
  }
}
