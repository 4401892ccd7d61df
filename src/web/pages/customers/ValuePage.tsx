import { loadCharts } from '../../charts/load-charts.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { Grid } from '../../parts/Grid.tsx'
import { BestCustomersPanel } from './BestCustomersPanel.tsx'
import { CustomerTabs } from './CustomerTabs.tsx'
import { RuleNotice } from './RuleNotice.tsx'
import { ValueCards } from './ValueCards.tsx'
import { ValueSpreadPanel } from './ValueSpreadPanel.tsx'

void loadCharts()

export function ValuePage() {
  const { asked } = useFilter()
  const answer = useAnswer('customer-value', asked)
  return (
    <>
      <CustomerTabs />
      <RuleNotice model="customer-value" served={answer.data?.predicted?.served} />
      <Grid>
        <ValueCards answer={answer} />
        <ValueSpreadPanel answer={answer} />
        <BestCustomersPanel answer={answer} />
      </Grid>
    </>
  )
}
