import { z } from 'zod'
import { day } from './filter.ts'
import { currency } from './workspaces.ts'

const rate = z.number().positive().max(1e9).describe("what one unit of it is in the workspace's currency")

export const exchangeRatesInput = z.object({})
export const exchangeRatesOutput = z.object({
  currency: z.string().describe("the workspace's own, which every rate leads to"),
  items: z.array(
    z.object({
      currency: z.string(),
      rates: z.number().int().describe('of how many days a rate is known'),
      first_day: z.string(),
      last_day: z.string(),
      rate: z.number().describe('the latest'),
    }),
  ),
})

/** A rate holds from its day on, until the next one. */
export const rateChange = z.strictObject({
  items: z.array(z.strictObject({ currency, day, rate })).min(1).max(10_000),
})
export const rateChanged = z.object({ kept: z.number().int() })

export const rateRemoval = z.object({
  currency,
  day: day.optional().describe('without it, every rate of the currency goes'),
})
export const rateRemoved = z.object({
  currency: z.string(),
  removed: z.array(z.object({ currency: z.string(), day: z.string(), rate: z.number() })),
})
