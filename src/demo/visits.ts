import { poissonDraw } from '../math/poisson-draw.ts'
import { dates, integers, word } from './demo-table.ts'
import type { DemoTable } from './demo-table.ts'
import { between, randomStream } from './random-stream.ts'
import type { Schedule } from './schedule.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

const viewsAVisit = 3.4
const cartsAMiss = 0.07
const checkoutsACart = 0.35

/** Orders a visit, by source and device; the truth quotes it. */
export function conversionRate({ plan }: World, source: number, device: number): number {
  const { base, sources, devices } = plan.conversion
  return base * (sources[plan.sources[source][0]] ?? 1) * (devices[plan.devices[device][0]] ?? 1)
}

/** Visits by day, source, device and country: those that ended in an order, and those expected to end without one. */
export function visitTable(world: World, schedule: Schedule, tally: Tally): DemoTable {
  const { plan, calendar } = world
  const random = randomStream(world.seed, 'visits')
  const [countries, sources, devices] = [plan.countries.length, plan.sources.length, plan.devices.length]
  const room = calendar.days * countries * sources * devices
  const column = (): Int32Array => new Int32Array(room)
  const out = {
    day: column(),
    source: column(),
    device: column(),
    country: column(),
    visits: column(),
    views: column(),
    carts: column(),
    checkouts: column(),
  }
  const share = cellShares(world)
  let rows = 0
  for (let cell = 0; cell < room; cell++) {
    const device = cell % devices
    const source = Math.floor(cell / devices) % sources
    const country = Math.floor(cell / devices / sources) % countries
    const day = Math.floor(cell / devices / sources / countries)
    const orders = tally.cells[cell]
    const expected = schedule.expected[day] * share[cell % share.length]
    const left = expected * (1 / conversionRate(world, source, device) - 1)
    const visits = orders + poissonDraw(random, left)
    if (visits === 0) continue
    const carts = orders + poissonDraw(random, (visits - orders) * cartsAMiss)
    out.day[rows] = calendar.start + day
    out.source[rows] = source
    out.device[rows] = device
    out.country[rows] = country
    out.visits[rows] = visits
    out.views[rows] = Math.round(visits * (1 + (viewsAVisit - 1) * between(random, 0.85, 1.15)))
    out.carts[rows] = Math.min(carts, visits)
    out.checkouts[rows] = orders + Math.round((out.carts[rows] - orders) * checkoutsACart)
    rows += 1
  }
  const filled = (values: Int32Array): Int32Array => values.subarray(0, rows)
  return {
    rows,
    columns: {
      day: dates(filled(out.day)),
      source: word(
        filled(out.source),
        plan.sources.map(([name]) => name),
      ),
      device: word(
        filled(out.device),
        plan.devices.map(([name]) => name),
      ),
      country: word(
        filled(out.country),
        plan.countries.map(({ name }) => name),
      ),
      visits: integers(filled(out.visits)),
      views: integers(filled(out.views)),
      carts: integers(filled(out.carts)),
      checkouts: integers(filled(out.checkouts)),
    },
  }
}

/** The share of all orders that each cell of country × source × device is expected to see. */
function cellShares({ plan }: World): Float64Array {
  const shareOf = (weights: readonly number[]): number[] => {
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return weights.map((weight) => weight / total)
  }
  const countries = shareOf(plan.countries.map(({ share }) => share))
  const sources = shareOf(plan.sources.map(([, weight]) => weight))
  const devices = shareOf(plan.devices.map(([, weight]) => weight))
  return Float64Array.from(
    countries.flatMap((country) =>
      sources.flatMap((source) => devices.map((device) => country * source * device)),
    ),
  )
}
