export type Measured<T> = { result: T; median_ms: number; min_ms: number; max_ms: number; cpu_ms: number }

/**
 * Runs something several times and answers the last result with the median, the least and the most milliseconds, and
 * the median of the processor time, which other programs on the machine disturb less.
 */
export function measure<T>(runs: number, work: () => T): Measured<T> {
  const [times, processor]: [number[], number[]] = [[], []]
  let result = undefined as T
  for (let run = 0; run < runs; run++) {
    const [start, used] = [performance.now(), process.cpuUsage()]
    result = work()
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(used)
    processor.push((user + system) / 1000)
  }
  times.sort((a, b) => a - b)
  processor.sort((a, b) => a - b)
  return {
    result,
    median_ms: round(times[Math.floor(runs / 2)], 1),
    min_ms: round(times[0], 1),
    max_ms: round(times[runs - 1], 1),
    cpu_ms: round(processor[Math.floor(runs / 2)], 1),
  }
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

/** Prints rows under a title, unless JSON is wanted. */
export function printTable(json: boolean, title: string, rows: Record<string, unknown>[]): void {
  if (json) return
  console.log(`\n${title}`)
  console.table(rows)
}
