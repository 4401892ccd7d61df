import { loadCharts } from '../../charts/Chart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { Grid } from '../../parts/Grid.tsx'
import { CategoriesPanel } from './CategoriesPanel.tsx'
import { ChangesPanel } from './ChangesPanel.tsx'
import { ChannelsPanel } from './ChannelsPanel.tsx'
import { KpiCards } from './KpiCards.tsx'
import { MapPanel } from './MapPanel.tsx'
import { OldDataNotice } from './OldDataNotice.tsx'
import { TopProductsPanel } from './TopProductsPanel.tsx'
import { TrendPanel } from './TrendPanel.tsx'

// the charts' script comes while the answers are being asked for
void loadCharts()

/** The shop at a glance: how much, where, what, by which way, and what changed. */
export function OverviewPage() {
  const { asked } = useFilter()
  const kpis = useAnswer('kpis', asked)
  return (
    <Grid>
      <OldDataNotice asOf={kpis.data?.as_of} />
      <KpiCards kpis={kpis} />
      <TrendPanel className="span-8" />
      <ChangesPanel className="span-4" />
      <MapPanel className="span-12" />
      <CategoriesPanel className="span-4" />
      <ChannelsPanel className="span-4" />
      <TopProductsPanel className="span-4" />
    </Grid>
  )
}
