/** A fair share of a limited number of turns: waiting groups take one turn each in rotation. */
export type Slots = { use: <T>(group: string, work: () => Promise<T>) => Promise<T> }

export function createSlots(limit: number): Slots {
  const waiting = new Map<string, (() => void)[]>()
  let running = 0

  const next = (): void => {
    for (const [group, queue] of waiting) {
      waiting.delete(group)
      const start = queue.shift()
      if (queue.length > 0) waiting.set(group, queue)
      if (start) {
        start()
        return
      }
    }
  }

  return {
    async use(group, work) {
      if (running >= limit) {
        await new Promise<void>((resolve) => {
          const queue = waiting.get(group)
          if (queue) queue.push(resolve)
          else waiting.set(group, [resolve])
        })
      } else {
        running++
      }
      try {
        return await work()
      } finally {
        if (waiting.size > 0) next()
        else running--
      }
    },
  }
}

/** One at a time, in the order asked. */
export function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}

/** How many pieces of work are under way, and a way to wait until none is. */
export function createCounter() {
  let active = 0
  let waiting: (() => void)[] = []
  return {
    busy: (): boolean => active > 0,
    count: async <T>(work: () => Promise<T>): Promise<T> => {
      active++
      try {
        return await work()
      } finally {
        active--
        if (active === 0) {
          for (const wake of waiting) wake()
          waiting = []
        }
      }
    },
    settled: (): Promise<void> =>
      active === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)),
  }
}
