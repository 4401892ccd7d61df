import { MessageChannel } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts'
import { transferables } from './transferables.ts'

export type TaskWay = {
  /** stops the thread that works on it */
  signal?: AbortSignal
  onProgress?: (fraction: number, message: string) => void
}

export type Measured<T> = {
  output: T
  seconds: number
  /** the most that the thread itself held at the moments it was looked at */
  memory_mb: number
}

/** Threads for what would hold up everybody else; they come when needed and go when idle. */
export type WorkerPool = {
  /** The arrays of the input are moved to the thread: they are empty here afterwards. */
  run: <Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    way?: TaskWay,
  ) => Promise<Measured<TaskOutput<Name>>>
  close: () => Promise<void>
}

export function createWorkerPool(options: { threads?: number; idleMs?: number } = {}): WorkerPool {
  const pool = new Tinypool({
    filename: new URL('./worker.ts', import.meta.url).href,
    name: 'work',
    minThreads: 0,
    maxThreads: options.threads ?? 2,
    // one at a time in each, so that stopping one stops no other
    concurrentTasksPerWorker: 1,
    idleTimeout: options.idleMs ?? 5000,
  })
  return {
    run: async (name, input, { signal, onProgress } = {}) => {
      const { port1, port2 } = new MessageChannel()
      port1.on('message', ({ fraction, message }: { fraction: number; message: string }) =>
        onProgress?.(fraction, message),
      )
      port1.unref()
      try {
        const transferList = [port2, ...transferables(input)]
        return await pool.run({ name, input, port: port2 }, { transferList, signal })
      } finally {
        port1.close()
      }
    },
    close: async () => pool.destroy(),
  }
}
