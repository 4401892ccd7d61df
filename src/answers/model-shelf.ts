import type { ModelName } from '../contracts/models.ts'
import type { ClusterModel, CustomerClusters } from '../models/customers/customer-clusters.ts'
import type { NotEnoughData } from '../models/not-enough-data.ts'
import type { RfmColumns } from '../models/customers/rfm.ts'
import type {
  decomposeSales,
  forecastSales,
  SalesForecastTask,
  SalesSeries,
} from '../models/forecasts/sales-forecast.ts'
import type { Store } from '../store/store.ts'

/** What answers about models look at beside the warehouse. They read; training writes. */
export type ModelShelf = {
  runs: Pick<Store['modelRuns'], 'latest' | 'list' | 'byId'>
  ledger: Pick<Store['ledger'], 'list'>
  jobs: Pick<Store['jobs'], 'byId'>
  /** the file of a run; undefined where it has been cleared away */
  artifact: (run: {
    workspace_id: string
    model: ModelName
    run_id: string
  }) => Promise<Record<string, unknown> | undefined>
  /** forecasts a series in a thread; its values are moved there */
  forecast: (task: SalesForecastTask, signal?: AbortSignal) => Promise<ReturnType<typeof forecastSales>>
  /** takes a series apart in a thread; its values are moved there */
  decompose: (series: SalesSeries, signal?: AbortSignal) => Promise<ReturnType<typeof decomposeSales>>
  /** groups customers in a thread; the columns are moved there */
  cluster: (columns: RfmColumns, k: number, signal?: AbortSignal) => Promise<CustomerClusters | NotEnoughData>
}

/** What the summary of a served segmentation holds. */
export type ServedClusters = {
  model: ClusterModel
  n_clusters: number
  silhouette_score: number
  inertia: number
  stability: number
  explained_variance: number[]
  clusters: CustomerClusters['clusters']
  candidates: CustomerClusters['candidates']
}
