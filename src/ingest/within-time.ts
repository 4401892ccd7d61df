import { AppError } from '../base/errors.ts'
import type { ImportContext } from './import-context.ts'

/** Reads a source within the time it may take; what takes longer is stopped, and nothing is changed. */
export async function withinTime<T>(
  context: ImportContext,
  { name, ms }: { name: string; ms: number },
  read: (within: ImportContext & { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(ms)
  const signal = context.signal ? AbortSignal.any([context.signal, limit]) : limit
  try {
    return await read({ ...context, signal })
  } catch (error) {
    if (!limit.aborted || context.signal?.aborted) throw error
    const said = `${name} was not read within ${Math.round(ms / 1000)} seconds: allow it more time, or add an index; nothing was changed`
    throw new AppError('source_too_slow', said, { cause: error })
  }
}
