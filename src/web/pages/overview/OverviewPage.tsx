import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { loadCharts } from '../../charts/load-charts.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { Grid } from '../../parts/Grid.tsx'
import { CategoriesPanel } from './CategoriesPanel.tsx'
import { ChangesPanel } from './ChangesPanel.tsx'
import { ChannelsPanel } from './ChannelsPanel.tsx'
import { KpiCards } from './KpiCards.tsx'
import { MapPanel } from './MapPanel.tsx'
import { OldDataNotice } from './OldDataNotice.tsx'
import { QualityNotice } from './QualityNotice.tsx'
import { TopProductsPanel } from './TopProductsPanel.tsx'
import { TrendPanel } from './TrendPanel.tsx'

// below the first figures: its script need not be waited for
const OddDaysPanel = lazy(async () => ({
  default: (await import('../forecasts/OddDaysPanel.tsx')).OddDaysPanel,
}))
const oddDaysHeight = 190

// the charts' script comes while the answers are being asked for
void loadCharts()

/** The shop at a glance: how much, where, what, by which way, and what changed. */
export function OverviewPage() {
  const { asked } = useFilter()
  const kpis = useAnswer('kpis', asked)
  return (
    <Grid>
      <OldDataNotice asOf={kpis.data?.as_of} />
      <QualityNotice />
      <KpiCards kpis={kpis} />
      <TrendPanel className="span-8" />
      <ChangesPanel className="span-4" />
      <Suspense fallback={<Skeleton height={oddDaysHeight} radius="md" />}>
        <OddDaysPanel />
      </Suspense>
      <MapPanel className="span-12" />
      <CategoriesPanel className="span-4" />
      <ChannelsPanel className="span-4" />
      <TopProductsPanel className="span-4" />
    </Grid>
  )
}
