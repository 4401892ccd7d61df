import { readFileSync } from 'node:fs'

/** Processor seconds of a process and of those it has started and outlived; NaN where the system does not tell. */
export function processorSeconds(pid: number | 'self'): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
  } catch {
    return Number.NaN
  }
}
