/**
 * A fair share of a limited number of turns: waiting groups take one turn each in rotation. Within a group short work
 * goes before long work that came at about the same time, and nothing waits for ever: each is due when it has waited
 * ten times as long as it is expected to take.
 */
export type Slots = { use: <T>(group: string, work: () => Promise<T>, expectedMs?: number) => Promise<T> }

type Waiting = { due: number; start: () => void }

const patience = 10

export function createSlots(limit: number): Slots {
  const waiting = new Map<string, Waiting[]>()
  let running = 0

  const next = (): void => {
    for (const [group, queue] of waiting) {
      waiting.delete(group)
      const first = queue.shift()
      if (queue.length > 0) waiting.set(group, queue)
      if (first) {
        first.start()
        return
      }
    }
  }

  return {
    async use(group, work, expectedMs = 0) {
      if (running >= limit) {
        const due = performance.now() + patience * expectedMs
        await new Promise<void>((start) => {
          const queue = waiting.get(group) ?? []
          const place = queue.findLastIndex((other) => other.due <= due) + 1
          queue.splice(place, 0, { due, start })
          waiting.set(group, queue)
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
