import { Grid } from '../../parts/Grid.tsx'
import { CategoryTreePanel } from './CategoryTreePanel.tsx'
import { MarginsPanel } from './MarginsPanel.tsx'
import { ProductTabs } from './ProductTabs.tsx'
import { TopPanel } from './TopPanel.tsx'

export function PerformancePage() {
  return (
    <>
      <ProductTabs />
      <Grid>
        <TopPanel />
        <CategoryTreePanel className="span-7" />
        <MarginsPanel className="span-5" />
      </Grid>
    </>
  )
}
