import { loadCharts } from '../../charts/load-charts.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { Grid } from '../../parts/Grid.tsx'
import { ActivityPanel } from './ActivityPanel.tsx'
import { CohortsPanel } from './CohortsPanel.tsx'
import { CustomerTabs } from './CustomerTabs.tsx'
import { GapsPanel } from './GapsPanel.tsx'
import { RepeatCards } from './RepeatCards.tsx'
import { SecondOrderPanel } from './SecondOrderPanel.tsx'

void loadCharts()

export function RetentionPage() {
  const { asked } = useFilter()
  const answer = useAnswer('repeat-purchases', asked)
  return (
    <>
      <CustomerTabs />
      <Grid>
        <RepeatCards answer={answer} />
        <CohortsPanel />
        <SecondOrderPanel className="span-4" answer={answer} />
        <GapsPanel className="span-8" answer={answer} />
        <ActivityPanel answer={answer} />
      </Grid>
    </>
  )
}
