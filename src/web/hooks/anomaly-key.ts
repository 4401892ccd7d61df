import type { Reply } from './answers.ts'

/** One odd day or order in an address. */
export const anomalyKey = ({ date, entity, metric, id }: Reply<'anomalies'>['items'][number]): string =>
  [date, entity, metric, id ?? ''].join('~')
