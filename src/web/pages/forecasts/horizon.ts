import { amountOf } from '../../hooks/search.ts'

export const horizons = [30, 60, 90] as const
export const shortestHorizon = 7
export const longestHorizon = 180
export const usualHorizon = 90

/** A number of days that the server takes, whatever the address says. */
export function horizonOf(value: string | string[] | undefined): number {
  const days = Math.round(amountOf(value) ?? usualHorizon)
  return Math.min(longestHorizon, Math.max(shortestHorizon, days))
}
