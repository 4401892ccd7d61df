import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { EChartProps } from './EChart.tsx'
import { loadCharts } from './load-charts.ts'

const EChart = lazy(async () => ({ default: (await loadCharts()).EChart }))

/** A chart drawn by ECharts, whose script comes when the first one is wanted. */
export function Chart(props: EChartProps) {
  return (
    <Suspense fallback={<Skeleton height="100%" radius="md" />}>
      <EChart {...props} />
    </Suspense>
  )
}
