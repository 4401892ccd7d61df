import { loadCharts } from '../../charts/load-charts.ts'
import { Grid } from '../../parts/Grid.tsx'
import { CustomerTabs } from './CustomerTabs.tsx'
import { LikenessPanel } from './LikenessPanel.tsx'
import { MovesPanel } from './MovesPanel.tsx'
import { ScoreGridPanel } from './ScoreGridPanel.tsx'
import { SegmentsPanel } from './SegmentsPanel.tsx'

void loadCharts()

export function SegmentsPage() {
  return (
    <>
      <CustomerTabs />
      <Grid>
        <SegmentsPanel />
        <LikenessPanel />
        <ScoreGridPanel className="span-6" />
        <MovesPanel className="span-6" />
      </Grid>
    </>
  )
}
