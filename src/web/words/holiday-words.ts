import type { Entry } from './dictionary.ts'
import { spanishHolidays } from './holiday-names.ts'

type Holiday = keyof typeof spanishHolidays

/** Public holidays by their English name; one that is not here keeps it. */
export const holidayWords = Object.fromEntries(
  Object.entries(spanishHolidays).map(([en, es]) => [en, { es, en }]),
) as Record<Holiday, Entry>
