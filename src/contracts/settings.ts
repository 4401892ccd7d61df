import { z } from 'zod'

export const languages = ['es', 'en'] as const
export const language = z.enum(languages)

/** From the first value on the score is 3, from the second on it is 2 (recency: up to), otherwise 1. */
const cutOffs = (what: string) =>
  z
    .tuple([z.number().min(0).max(1e13), z.number().min(0).max(1e13)])
    .nullable()
    .default(null)
    .describe(`${what}; null takes the thirds of the workspace's own customers`)

/** What a workspace can set besides its name, currency and time zone. Every field has a default. */
export const workspaceSettings = z.object({
  language: language
    .default('en')
    .describe('of reports and emails, and of the screens where a person has not chosen'),
  segment_scheme: z.enum(['rfm-11', 'clusters-8', 'rules-7', 'filter-4']).default('rfm-11'),
  recency_cut_offs: cutOffs('days since the last order that score 3 and 2 under rules-7'),
  frequency_cut_offs: cutOffs('orders that score 3 and 2 under rules-7'),
  monetary_cut_offs: cutOffs('net revenue that scores 3 and 2 under rules-7'),
  max_cover_days: z
    .number()
    .int()
    .min(1)
    .max(730)
    .default(120)
    .describe('no purchase advice covers more days of sales than this'),
  automatic_training: z
    .boolean()
    .default(true)
    .describe('whether models are trained anew after imports and once a day, where the data have moved'),
})
export type WorkspaceSettings = z.output<typeof workspaceSettings>

const ordered = (pair: readonly number[] | null | undefined, falling: boolean): boolean =>
  pair === null || pair === undefined || (falling ? pair[0] >= pair[1] : pair[0] <= pair[1])

/** The fields to change; the others stay. */
export const settingsChange = z
  .strictObject({
    language: language.optional(),
    segment_scheme: workspaceSettings.shape.segment_scheme.unwrap().optional(),
    recency_cut_offs: workspaceSettings.shape.recency_cut_offs.unwrap().optional(),
    frequency_cut_offs: workspaceSettings.shape.frequency_cut_offs.unwrap().optional(),
    monetary_cut_offs: workspaceSettings.shape.monetary_cut_offs.unwrap().optional(),
    max_cover_days: workspaceSettings.shape.max_cover_days.unwrap().optional(),
    automatic_training: workspaceSettings.shape.automatic_training.unwrap().optional(),
  })
  .refine((change) => ordered(change.recency_cut_offs, false), {
    path: ['recency_cut_offs'],
    message: 'the days that score 3 come first and are fewer',
  })
  .refine((change) => ordered(change.frequency_cut_offs, true), {
    path: ['frequency_cut_offs'],
    message: 'the orders that score 3 come first and are more',
  })
  .refine((change) => ordered(change.monetary_cut_offs, true), {
    path: ['monetary_cut_offs'],
    message: 'the revenue that scores 3 comes first and is more',
  })
