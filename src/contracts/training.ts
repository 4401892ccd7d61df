import { z } from 'zod'
import { jobView } from './jobs.ts'
import { modelRun } from './models.ts'

const nClusters = z.coerce.number().int().min(2).max(10)

export const trainSegmentationInput = z.object({})
export const trainSegmentationOutput = z.object({
  job_id: z.string(),
  status: jobView.shape.status,
  model_run: modelRun.nullable().describe('null while it is still being trained'),
})

export const trainSegmentsInput = z.object({
  n_clusters: nClusters.optional().describe('how many groups; the best separated number by default'),
})
export const trainSegmentsOutput = z.object({ job_id: z.string(), status: jobView.shape.status })

export const segmentStatusInput = z.object({ job_id: z.string().max(100) })

export const trainModelInput = z.object({
  name: z.string().max(100),
  n_clusters: nClusters.optional().describe('of customer-segmentation: how many groups'),
})
export const trainModelOutput = jobView
