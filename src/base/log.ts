import { pino } from 'pino'
import type { Logger } from 'pino'

/** Structured logs, one JSON object a line, to standard error so that commands keep standard output for their answer. */
export type Log = Logger

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export function createLog(level: (typeof logLevels)[number]): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}
