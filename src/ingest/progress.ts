import { AppError } from '../base/errors.ts'
import type { ImportContext, ImportPhase } from './import-context.ts'

const starts: Record<ImportPhase, number> = {
  preparing: 0,
  reading: 0.15,
  checking: 0.5,
  merging: 0.6,
  done: 1,
}
const order = Object.keys(starts) as ImportPhase[]

/** Tells how far an import is, always forwards, and stops it between two steps when it has been called off. */
export function trackProgress({ onProgress, signal }: Pick<ImportContext, 'onProgress' | 'signal'>) {
  let phase: ImportPhase = 'preparing'
  let rows: number | null = null
  let share = 0
  const tell = (reached: number): void => {
    share = Math.max(share, reached)
    onProgress?.({ phase, share, rows })
  }
  return {
    enter: (next: ImportPhase, known: number | null = null): void => {
      if (signal?.aborted)
        throw new AppError('conflicting_state', 'the import was stopped: nothing was changed')
      phase = next
      rows = known ?? rows
      tell(starts[next])
    },
    /** a share from 0 to 1 of the present phase */
    within: (fraction: number): void => {
      const end = starts[order[order.indexOf(phase) + 1] ?? 'done']
      tell(starts[phase] + Math.min(0.99, fraction) * (end - starts[phase]))
    },
    end: (): void => {
      phase = 'done'
      tell(1)
    },
  }
}
