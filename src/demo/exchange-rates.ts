import type { Random } from '../base/random.ts'
import { normalDraw } from '../math/normal-distribution.ts'
import type { Calendar } from './calendar.ts'
import { dates, numbers, word } from './demo-table.ts'
import type { DemoTable } from './demo-table.ts'
import type { ShopPlan } from './shop-plan.ts'

/** What one unit of each currency is worth in the shop's own, week by week. */
export type ExchangeRates = {
  currencies: string[]
  /** decimals of an amount, by currency */
  decimals: number[]
  weeks: number
  /** currency × week */
  rate: Float64Array
  at: (currency: number, day: number) => number
}

/** US dollars for one unit, about as they were; every path made from them is invented. */
const inDollars: Record<string, number> = {
  USD: 1,
  EUR: 1.09,
  GBP: 1.27,
  CAD: 0.73,
  AUD: 0.66,
  JPY: 0.0067,
  BRL: 0.19,
  MXN: 0.055,
  INR: 0.012,
  BOB: 0.1437,
  CLP: 0.00121,
}

const withoutCents = new Set(['JPY', 'CLP'])
const pegged = new Set(['BOB'])
const weeklyMove = 0.006

export function planExchangeRates(random: Random, plan: ShopPlan, calendar: Calendar): ExchangeRates {
  const currencies = [...new Set([plan.currency, ...plan.countries.map(({ currency }) => currency), 'USD'])]
  const weeks = Math.ceil(calendar.days / 7)
  const rate = new Float64Array(currencies.length * weeks)
  currencies.forEach((currency, index) => {
    let value = inDollars[currency] / inDollars[plan.currency]
    const still = currency === plan.currency || pegged.has(plan.currency)
    for (let week = 0; week < weeks; week++) {
      rate[index * weeks + week] = still ? value : Number(value.toPrecision(6))
      value *= Math.exp(still ? 0 : weeklyMove * normalDraw(random))
    }
  })
  return {
    currencies,
    weeks,
    rate,
    decimals: currencies.map((currency) => (withoutCents.has(currency) ? 0 : 2)),
    at: (currency, day) => rate[currency * weeks + Math.floor(day / 7)],
  }
}

export function exchangeRateTable({ currencies, weeks, rate }: ExchangeRates, calendar: Calendar): DemoTable {
  const rows = (currencies.length - 1) * weeks
  const foreign = Array.from({ length: rows }, (_, row) => 1 + Math.floor(row / weeks))
  return {
    rows,
    columns: {
      currency: word(foreign, currencies),
      day: dates(Int32Array.from(foreign, (_, row) => calendar.start + 7 * (row % weeks))),
      rate: numbers(Float64Array.from(foreign, (currency, row) => rate[currency * weeks + (row % weeks)])),
    },
  }
}
