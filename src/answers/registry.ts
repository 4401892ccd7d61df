import type { AnyAnswer } from './answer.ts'
import { kpis } from './kpis.ts'

/** Every question that can be asked, in the order they are listed to people. */
export const answers: readonly AnyAnswer[] = [kpis]
