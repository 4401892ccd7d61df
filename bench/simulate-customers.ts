import type { Random } from '../src/base/random.ts'
import { betaDraw } from '../src/math/beta-distribution.ts'
import { gammaDraw } from '../src/math/gamma-distribution.ts'
import type { BgNbdParameters } from '../src/models/customers/bg-nbd.ts'
import type { OrderRows } from '../src/models/customers/order-history.ts'

export type SimulatedCustomers = {
  frequency: Float64Array
  recency: Float64Array
  age: Float64Array
  /** Purchases in the `future` after the end of observation. */
  later: Float64Array
  /** 1 for those who have left by the end of observation. */
  left: Uint8Array
}

/** Customers drawn from a BG/NBD truth, first buying evenly over `arrivals`, watched until `end`, then for `future`. */
export function simulateCustomers(
  truth: BgNbdParameters,
  options: { customers: number; arrivals: number; end: number; future?: number; random: Random },
): SimulatedCustomers {
  const { customers, arrivals, end, future = 0, random } = options
  const column = (): Float64Array => new Float64Array(customers)
  const result = {
    frequency: column(),
    recency: column(),
    age: column(),
    later: column(),
    left: new Uint8Array(customers),
  }
  for (let i = 0; i < customers; i++) {
    const age = end - random() * arrivals
    result.age[i] = age
    for (const time of purchaseTimes(truth, age, future, random, (left) => (result.left[i] = left ? 1 : 0))) {
      if (time > age) {
        result.later[i] += 1
      } else {
        result.frequency[i] += 1
        result.recency[i] = time
      }
    }
  }
  return result
}

function purchaseTimes(
  truth: BgNbdParameters,
  age: number,
  future: number,
  random: Random,
  tellLeft: (left: boolean) => void,
): number[] {
  const rate = gammaDraw(random, truth.r) / truth.alpha
  const leaving = betaDraw(random, truth.a, truth.b)
  const times: number[] = []
  let time = 0
  for (;;) {
    time -= Math.log(1 - random()) / rate
    if (!(time <= age + future)) break
    times.push(time)
    if (random() < leaving) {
      tellLeft(time <= age)
      break
    }
  }
  return times
}

/** Orders of simulated customers by whole days, the first one included, amounts from a Gamma-Gamma truth. */
export function simulateOrders(
  truth: BgNbdParameters,
  options: { customers: number; arrivals: number; end: number; random: Random },
): OrderRows & { customer: Int32Array; day: Int32Array; amount: Float64Array; left: Uint8Array } {
  const { customers, arrivals, end, random } = options
  const [customer, day, amount]: [number[], number[], number[]] = [[], [], []]
  const left = new Uint8Array(customers)
  for (let i = 0; i < customers; i++) {
    const start = Math.floor(random() * arrivals)
    const rate = gammaDraw(random, 3.74) / 15.44
    const times = purchaseTimes(truth, end - start, 0, random, (gone) => (left[i] = gone ? 1 : 0))
    for (const time of [0, ...times]) {
      customer.push(i)
      day.push(Math.min(end, start + Math.ceil(time)))
      amount.push(gammaDraw(random, 6.25) / rate)
    }
  }
  return {
    customer: Int32Array.from(customer),
    day: Int32Array.from(day),
    amount: Float64Array.from(amount),
    left,
  }
}
