import { z } from 'zod'

/** The models of a shop, in the order they are trained. */
export const modelNames = [
  'customer-segmentation',
  'customer-value',
  'churn',
  'sales-forecast',
  'demand-forecast',
  'anomalies',
] as const
export type ModelName = (typeof modelNames)[number]

type Words = { en: string; es: string }

/** What each model is for, in a merchant's words. */
export const modelCards: Readonly<
  Record<ModelName, { title: Words; purpose: Words; naive_rule: Words | null }>
> = {
  'customer-segmentation': {
    title: { en: 'Customer groups', es: 'Grupos de clientes' },
    purpose: {
      en: 'Finds customers who buy alike: how lately, how often and for how much',
      es: 'Encuentra clientes que compran parecido: hace cuánto, cada cuánto y por cuánto',
    },
    naive_rule: null,
  },
  'customer-value': {
    title: { en: 'Customer value', es: 'Valor de los clientes' },
    purpose: {
      en: 'Says how many orders each customer will bring in the next 90 days and 12 months, what they are worth, and when the next one is due',
      es: 'Dice cuántos pedidos hará cada cliente en los próximos 90 días y 12 meses, cuánto valen y cuándo toca el siguiente',
    },
    naive_rule: {
      en: 'the next 90 days bring what the last 90 brought',
      es: 'los próximos 90 días traen lo que trajeron los últimos 90',
    },
  },
  churn: {
    title: { en: 'Customers likely to leave', es: 'Clientes que pueden irse' },
    purpose: {
      en: 'Says for each active customer how likely it is that no further order comes in time, and why',
      es: 'Dice de cada cliente activo qué tan probable es que no vuelva a tiempo, y por qué',
    },
    naive_rule: {
      en: 'who has not bought for more than a certain number of days is gone',
      es: 'quien no compra desde hace más de cierto número de días se fue',
    },
  },
  'sales-forecast': {
    title: { en: 'Sales forecast', es: 'Pronóstico de ventas' },
    purpose: {
      en: 'Says what the whole shop will sell on each of the next 90 days, and how sure that is',
      es: 'Dice cuánto venderá toda la tienda en cada uno de los próximos 90 días, y con qué seguridad',
    },
    naive_rule: {
      en: 'each day sells what the same weekday of last week sold',
      es: 'cada día vende lo que vendió el mismo día de la semana pasada',
    },
  },
  'demand-forecast': {
    title: { en: 'Demand of each product', es: 'Demanda de cada producto' },
    purpose: {
      en: 'Says how many units of each product the next 30, 60 and 90 days will ask for, and how likely it is that the stock runs out',
      es: 'Dice cuántas unidades de cada producto se pedirán en los próximos 30, 60 y 90 días, y qué tan probable es que se acaben',
    },
    naive_rule: {
      en: 'the next days ask for what as many before sold',
      es: 'los próximos días piden lo que se vendió en los mismos días anteriores',
    },
  },
  anomalies: {
    title: { en: 'Odd days and orders', es: 'Días y pedidos raros' },
    purpose: {
      en: 'Finds days of the shop, its countries, categories, products and channels, and orders, that are not as they usually are, and says what accounts for it',
      es: 'Encuentra días de la tienda, sus países, categorías, productos y canales, y pedidos, que no son como de costumbre, y dice a qué se debe',
    },
    naive_rule: null,
  },
}

/** What can be said of a model: its predictions or its rule's are served, data are too few, or it was never trained. */
export const modelStates = ['model_served', 'rule_served', 'not_enough_data', 'not_trained'] as const

/** Why the model or its rule is served. */
export const servedReasons = [
  'better_than_rule',
  'rule_better',
  'too_little_history_to_compare',
  'no_rule_to_compare',
] as const
export type ServedReason = (typeof servedReasons)[number]

const words = z.object({ en: z.string(), es: z.string() })
const figures = z.record(z.string(), z.number())

export const notEnough = z
  .object({ what: z.string(), need: z.number(), have: z.number() })
  .describe('what is counted, how many are needed, how many there are')

export const modelRun = z.object({
  run_id: z.string(),
  model: z.string(),
  job_id: z.string().nullable(),
  state: z.enum(['model_served', 'rule_served', 'not_enough_data']),
  backcast: z.boolean().describe('made afterwards as of an earlier day, from what was known then'),
  as_of: z.string().nullable(),
  trained_at: z.string(),
  seconds: z.number(),
  memory_mb: z.number(),
  seed: z.number(),
  parameters: z.record(z.string(), z.unknown()),
  versions: figures.describe('versions of the data it saw, by area'),
  why: z.enum(servedReasons).nullable(),
  quality: figures,
  needed: notEnough.nullable(),
})
export type ModelRunView = z.output<typeof modelRun>

const bin = z.object({
  from: z.number(),
  to: z.number(),
  count: z.number(),
  mean_predicted: z.number(),
  observed: z.number(),
})

/** How a model would have done on the last stretch, fitted only to what was known before it. */
export const backtest = z.object({
  day: z.string().describe('the day it pretended to be'),
  horizon_days: z.number(),
  customers: z.number().optional().describe('whom it was tried on, of models of customers'),
  products: z.number().optional().describe('which were tried, of demand'),
  periods: z.number().optional().describe('how many days were forecast, of forecasts'),
  criterion: z.string().describe('the figure that decided'),
  candidates: z.array(z.object({ name: z.string(), served: z.boolean(), figures })),
  calibration: z.array(bin),
})
export type Backtest = z.output<typeof backtest>

export const ledgerEntry = z.object({
  run_id: z.string(),
  metric: z.string(),
  bucket: z.string().nullable(),
  backcast: z.boolean(),
  as_of: z.string(),
  due_day: z.string(),
  issued_at: z.string(),
  subjects: z.number(),
  predicted: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  naive: z.number(),
  actual: z.number().nullable().describe('null until the due day has passed'),
  error: z.number().nullable(),
  naive_error: z.number().nullable(),
  scored_at: z.string().nullable(),
  detail: figures.nullable(),
})

const record = z
  .object({
    scored: z.number().describe('predictions whose day has passed'),
    open: z.number(),
    better_than_naive: z.number().describe('of those scored'),
  })
  .describe('how the predictions issued so far have done')

export const modelSummary = z.object({
  name: z.string(),
  title: words,
  purpose: words,
  naive_rule: words.nullable(),
  state: z.enum(modelStates),
  stale: z.boolean().describe('the data have moved since it was trained'),
  trained_at: z.string().nullable(),
  as_of: z.string().nullable(),
  why: z.enum(servedReasons).nullable(),
  quality: figures,
  needed: notEnough.nullable(),
  record,
})

export const modelsInput = z.object({})
export const modelsOutput = z.object({
  as_of: z.string().nullable(),
  currency: z.string(),
  items: z.array(modelSummary),
})

export const modelInput = z.object({
  name: z.string().max(100),
  runs: z.coerce.number().int().min(1).max(100).default(20).describe('how many of its runs'),
  entries: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(500)
    .describe('how many predictions of the ledger'),
})
export const modelOutput = modelSummary.extend({
  currency: z.string(),
  run: modelRun.nullable(),
  backtest: backtest.nullable(),
  detail: z.record(z.string(), z.unknown()).describe('parameters learnt, groups found, and the like'),
  runs: z.array(modelRun),
  total_runs: z.number(),
  ledger: z.array(ledgerEntry),
  reasons: z.record(z.string(), z.string()).optional(),
})
