import { setPriority } from 'node:os'
import type { MessagePort } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import { tasks } from './tasks.ts'
import type { TaskName } from './tasks.ts'
import { transferables } from './transferables.ts'

// on Linux this is the thread's own: people who wait for a page come first
if (process.platform === 'linux') setPriority(0, 10)

type Call = { name: TaskName; input: never; port: MessagePort }

/** The entry of every worker thread: does one task of the table, tells how far it is, and measures itself. */
export function work({ name, input, port }: Call): unknown {
  const started = performance.now()
  let most = held()
  const output = tasks[name](input, (fraction, message) => {
    most = Math.max(most, held())
    port.postMessage({ fraction, message })
  })
  most = Math.max(most, held())
  port.close()
  const seconds = (performance.now() - started) / 1000
  return Tinypool.move({
    [Tinypool.transferableSymbol]: transferables(output),
    [Tinypool.valueSymbol]: { output, seconds, memory_mb: Math.round(most / 1e5) / 10 },
  } as never)
}

/** What this thread holds: its heap and its arrays. */
function held(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
