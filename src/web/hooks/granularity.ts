export const granularities = ['day', 'week', 'month'] as const
export type Granularity = (typeof granularities)[number]
