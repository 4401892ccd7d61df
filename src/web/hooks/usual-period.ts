import { createContext } from 'react'
import type { Period } from '../../contracts/filter.ts'

/** The period of a page until the reader chooses: last 30 days for a shop, all time for one customer. */
export const UsualPeriodContext = createContext<Period>('last_30_days')
