/**
 * How fast the time by which customers come back runs on each day of the calendar: 1.3 on a busy Saturday, 0 on a
 * closed day. Purchases happen by an even process in this time, so seasons show while each customer's order of events
 * stays what it was.
 */
export type Pace = {
  speed: Float64Array
  /** time passed before each day; one longer than the days */
  passed: Float64Array
  dayAt: (time: number) => number
}

export function createPace(speed: Float64Array): Pace {
  const days = speed.length
  const passed = new Float64Array(days + 1)
  for (let day = 0; day < days; day++) passed[day + 1] = passed[day] + speed[day]
  // for each whole unit of time the day it falls on: where the search begins
  const hints = new Int32Array(Math.ceil(passed[days]) + 1)
  for (let time = 0, day = 0; time < hints.length; time++) {
    while (day < days - 1 && passed[day + 1] <= time) day += 1
    hints[time] = day
  }
  return {
    speed,
    passed,
    dayAt(time) {
      let day = hints[Math.floor(time)]
      while (passed[day + 1] <= time) day += 1
      return day
    },
  }
}

/**
 * Scales speeds so that they average 1 over the days on which purchases are expected: those arriving with `arrivals`
 * come back as `repeats` (expected repeat purchases by age in days) says.
 */
export function balanceSpeed(
  speed: Float64Array,
  arrivals: Float64Array,
  repeats: Float64Array,
): Float64Array {
  const days = speed.length
  let [wanted, found] = [0, 0]
  for (let first = 0; first < days; first++) {
    if (arrivals[first] === 0) continue
    for (let day = first + 1; day < days; day++) {
      const share = arrivals[first] * (repeats[day - first] - repeats[day - first - 1])
      wanted += share
      found += share * speed[day]
    }
  }
  return speed.map((value) => (value * wanted) / found)
}
