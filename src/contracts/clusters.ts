import { z } from 'zod'
import { recordId } from './record-id.ts'
import { clusters8Segments, segmentSchemes } from './segments.ts'

const characteristics = z.object({
  mean_recency_days: z.number(),
  mean_frequency: z.number().describe('orders'),
  mean_monetary: z.number().describe('net revenue'),
  total_monetary: z.number(),
})

export const cluster = z.object({
  cluster_id: z.number().int().describe('0 is the group that brings most a customer'),
  segment: z.enum(clusters8Segments),
  size: z.number().int(),
  share: z.number(),
  characteristics,
})

const grouping = {
  as_of: z.string().nullable(),
  currency: z.string(),
  n_clusters: z.number().int(),
  silhouette_score: z.number().describe('how well groups stand apart, -1 to 1'),
  inertia: z.number(),
  clusters: z.array(cluster),
}

const stability = z.number().describe('agreement of groupings of resampled customers, 1 is always the same')

const map = z
  .object({
    explained_variance: z.array(z.number()),
    points: z.array(
      z.object({ customer_id: z.string(), x: z.number(), y: z.number(), cluster_id: z.number().int() }),
    ),
    customers: z.number().int().describe('all customers; the points are a sample of at most 2,000'),
  })
  .describe('customers in two dimensions, by principal components')

export const clusterSummaryInput = z.object({})
export const clusterSummaryOutput = z.object({ ...grouping, run_id: z.string(), stability })

export const customerClustersInput = z.object({
  n_clusters: z.coerce.number().int().min(3).max(10).default(5),
})
export const customerClustersOutput = z.object({ ...grouping, stability, pca: map })

export const clusterResultsInput = z.object({ job_id: z.string().max(100) })
export const clusterResultsOutput = z.object({
  ...grouping,
  job_id: z.string(),
  run_id: z.string(),
  stability,
  candidates: z
    .array(z.object({ k: z.number().int(), inertia: z.number(), silhouette: z.number() }))
    .describe('the numbers of groups that were tried'),
  pca: map,
})

export const customerSegmentInput = z.object({
  customer_id: recordId,
  scheme: z.enum(segmentSchemes).default('clusters-8'),
})
export const customerSegmentOutput = z.object({
  as_of: z.string().nullable(),
  currency: z.string(),
  customer_id: z.string(),
  scheme: z.enum(segmentSchemes),
  segment: z.string().nullable(),
  cluster_id: z.number().int().nullable(),
  recency_days: z.number().int().nullable(),
  frequency: z.number().int().describe('orders'),
  monetary: z.number().describe('net revenue'),
  scores: z
    .object({ recency: z.number().int(), frequency: z.number().int(), monetary: z.number().int() })
    .nullable()
    .describe('of schemes that score'),
  reasons: z.record(z.string(), z.string()).optional(),
})

export const segmentPredictInput = z.object({
  customer_ids: z.array(recordId).max(10_000).describe('in the body as a bare array'),
})
export const segmentPredictOutput = z.object({
  as_of: z.string().nullable(),
  run_id: z.string(),
  predictions: z.array(
    z.object({ customer_id: z.string(), cluster_id: z.number().int(), segment: z.enum(clusters8Segments) }),
  ),
  unknown: z.array(z.string()).describe('ids of no customer, or of one without an order'),
})
