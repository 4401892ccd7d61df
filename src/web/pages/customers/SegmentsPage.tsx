import { Grid } from '../../parts/Grid.tsx'
import { CustomerTabs } from './CustomerTabs.tsx'
import { MovesPanel } from './MovesPanel.tsx'
import { ScoreGridPanel } from './ScoreGridPanel.tsx'
import { SegmentsPanel } from './SegmentsPanel.tsx'

export function SegmentsPage() {
  return (
    <>
      <CustomerTabs />
      <Grid>
        <SegmentsPanel />
        <ScoreGridPanel className="span-6" />
        <MovesPanel className="span-6" />
      </Grid>
    </>
  )
}
