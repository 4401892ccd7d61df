/** Turns a local day and second into UTC for one time zone, from a table of its changes within the window. */
export type LocalClock = (day: number, secondOfDay: number) => number

const daySeconds = 86_400

/**
 * Days are counted from `start` (days since 1970), the result is seconds since 1970. A local time that a change of the
 * clock skips counts as if the clock had not been changed yet; one that occurs twice is the first.
 */
export function createLocalClock(timeZone: string, start: number, days: number): LocalClock {
  const offsetAt = offsetReader(timeZone)
  const offsets = new Int32Array(days)
  const changes = new Map<number, { second: number; offset: number }>()
  let offset = offsetAt(start * daySeconds - offsetAt(start * daySeconds))
  for (let day = 0; day < days; day++) {
    const midnight = (start + day) * daySeconds
    offsets[day] = offset
    const after = offsetAt(midnight + daySeconds - offset)
    if (after === offset) continue
    const change = findChange(offsetAt, midnight - offset, midnight + daySeconds - offset)
    // what the clock showed when it was changed, in the time from before the change
    changes.set(day, { second: change + offset - midnight, offset: after })
    offset = after
  }
  return (day, secondOfDay) => {
    const change = changes.get(day)
    const skipped = change === undefined ? 0 : Math.max(0, change.offset - offsets[day])
    const changed = change !== undefined && secondOfDay >= change.second + skipped
    return (start + day) * daySeconds + secondOfDay - (changed ? change.offset : offsets[day])
  }
}

function offsetReader(timeZone: string): (utc: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (utc) => {
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(utc * 1000)) part[type] = Number(value)
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - utc
  }
}

function findChange(offsetAt: (utc: number) => number, from: number, to: number): number {
  const before = offsetAt(from)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return high
}
