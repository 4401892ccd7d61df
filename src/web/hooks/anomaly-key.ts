import type { Reply } from './answers.ts'

type Item = Reply<'anomalies'>['items'][number]

/** One odd day or order in an address. */
export const anomalyKey = ({
  date,
  entity,
  metric,
  id,
}: Pick<Item, 'date' | 'entity' | 'metric' | 'id'>): string => [date, entity, metric, id ?? ''].join('~')
