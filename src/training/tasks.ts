import { decomposeSales, forecastSales } from '../models/forecasts/sales-forecast.ts'
import { explainDaysTask } from './explain-days.ts'
import { fitChurnRun } from './fit-churn-run.ts'
import { fitClusters } from './fit-clusters.ts'
import { fitDemandRun } from './fit-demand-run.ts'
import { fitSalesRun } from './fit-sales-run.ts'
import { fitSegmentation } from './fit-segmentation.ts'
import { fitValueRun } from './fit-value-run.ts'
import { judgeDaysTask } from './judge-days.ts'

export type TellProgress = (fraction: number, message: string) => void

/** Everything a worker thread can be asked to do: plain data in, plain data out. */
export const tasks = {
  'customer-segmentation': fitSegmentation,
  'customer-value': fitValueRun,
  churn: fitChurnRun,
  clusters: fitClusters,
  'sales-forecast': fitSalesRun,
  'forecast-sales': forecastSales,
  'decompose-sales': decomposeSales,
  'demand-forecast': fitDemandRun,
  'judge-days': judgeDaysTask,
  'explain-days': explainDaysTask,
} as const

export type TaskName = keyof typeof tasks
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0]
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof tasks)[Name]>
