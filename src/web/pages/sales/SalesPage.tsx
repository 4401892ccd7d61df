import { loadCharts } from '../../charts/load-charts.ts'
import { Grid } from '../../parts/Grid.tsx'
import { MapPanel } from '../overview/MapPanel.tsx'
import { ChannelTable } from './ChannelTable.tsx'
import { ConcentrationPanel } from './ConcentrationPanel.tsx'
import { DistributionPanel } from './DistributionPanel.tsx'
import { GrowthPanel } from './GrowthPanel.tsx'
import { SeriesPanel } from './SeriesPanel.tsx'
import { TreePanel } from './TreePanel.tsx'

void loadCharts()

export function SalesPage() {
  return (
    <Grid>
      <SeriesPanel />
      <GrowthPanel className="span-6" />
      <DistributionPanel className="span-6" />
      <MapPanel rows={15} />
      <TreePanel className="span-8" />
      <ConcentrationPanel className="span-4" />
      <ChannelTable by="traffic_source" />
      <ChannelTable by="device_type" className="span-6" />
      <ChannelTable by="payment_method" className="span-6" />
    </Grid>
  )
}
