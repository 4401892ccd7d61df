import { z } from 'zod'
import { envelope, filter } from './filter.ts'

export const channelDimensions = ['device_type', 'traffic_source', 'payment_method'] as const

const channel = z.object({
  value: z.string().nullable(),
  revenue: z.number(),
  orders: z.number().int(),
  average_order_value: z.number().nullable(),
  customers: z.number().int(),
  share: z.number(),
  visits: z.number().nullable(),
  conversion_rate: z.number().nullable(),
  previous_revenue: z.number().nullable(),
  change: z.number().nullable(),
})

export const channelsInput = filter
export const channelsOutput = envelope.extend({
  device_type: z.array(channel),
  traffic_source: z.array(channel),
  payment_method: z.array(channel),
})
