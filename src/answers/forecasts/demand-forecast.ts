import type { z } from 'zod'
import {
  demandForecastInput,
  demandForecastOutput,
  demandSorts,
  productDemand,
} from '../../contracts/demand-forecast.ts'
import type { ProductDemandRow } from '../../contracts/demand-forecast.ts'
import { sumOfDoubles } from '../../warehouse/measures.ts'
import { join, raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'
import { daysOfStock, demandDays, demandMeasures, stockoutRisk, unitsAhead } from './demand-quantities.ts'
import { searchPattern } from '../list-sql.ts'
import { recommendReorder } from './reorder.ts'
import type { StockedProduct } from './reorder.ts'
import { replyHead } from '../reply-head.ts'
import { resolveScope } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { requireModel } from '../served-model.ts'

type Input = z.output<typeof demandForecastInput>
type Figures = Omit<ProductDemandRow, 'reorder_recommendation' | 'reasons'>
type Sums = { forecast_30: number; forecast_60: number; forecast_90: number; forecast: number }
type Backtest = NonNullable<z.output<typeof demandForecastOutput>['backtest']>

/**
 * Units of each product over the next 30, 60 and 90 days and any number up to 180, with quantiles and by how it sells;
 * the chance and the day of running out of what is in stock now, and what to reorder. Forecasts are those of the whole
 * shop: a filter chooses products that were sold within it, and takes nothing from their demand.
 */
export const demandForecast = answer({
  name: 'demand-forecast',
  paths: [{ path: '/forecast/demand' }, { path: '/ml/demand-forecast' }],
  title: 'Demand of each product',
  summary:
    'Units of each product over the next 30, 60 and 90 days, stock-out risk and date, and what to reorder',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers', 'predictions'],
  input: demandForecastInput,
  output: demandForecastOutput,
  async run(context, input) {
    const served = await requireModel(context, 'demand-forecast')
    const scope = await resolveScope(context, input)
    const list = products(input, scope, served.as_of)
    const sums = join(
      ['forecast_30', 'forecast_60', 'forecast_90', 'forecast'].map(
        (name) => sql`${sumOfDoubles(name)} AS ${raw(name)}`,
      ),
      ', ',
    )
    const [rows, totals, categories, classes] = await Promise.all([
      context.db.rows<Figures & StockedProduct>(sql`
        SELECT * FROM (${list}) AS l ORDER BY ${order(input.sort)} LIMIT ${input.top_n} OFFSET ${input.offset}`),
      context.db.row<Sums & { total: number }>(
        sql`SELECT CAST(count(*) AS INTEGER) AS total, ${sums} FROM (${list}) AS l`,
      ),
      context.db.rows<Sums & { category: string | null; products: number }>(sql`
        SELECT category, CAST(count(*) AS INTEGER) AS products, ${sums} FROM (${list}) AS l
        GROUP BY category ORDER BY forecast DESC, category`),
      context.db.rows<{ demand_class: string; products: number }>(sql`
        SELECT demand_class, CAST(count(*) AS INTEGER) AS products FROM (${list}) AS l GROUP BY 1 ORDER BY 1`),
    ])
    const { total, ...all } = totals
    const backtest = served.summary.backtest as Backtest | undefined
    return {
      ...replyHead(context, scope, backtest?.products ? {} : { backtest: 'too_little_history_to_compare' }),
      days_ahead: input.days_ahead,
      model: {
        name: 'demand-forecast',
        served: served.summary.served === 'rule' ? ('rule' as const) : ('model' as const),
        run_id: served.run_id,
        as_of: served.as_of,
      },
      items: rows.map((row) => shown(row, served)),
      total,
      limit: input.top_n,
      offset: input.offset,
      totals: all,
      categories,
      classes: Object.fromEntries(classes.map(({ demand_class, products: count }) => [demand_class, count])),
      backtest: backtest?.products ? backtest : null,
    }
  },
})

// a stock that was edited by hand is later than any that was counted before
const stock = raw(`CAST(CASE WHEN list_contains(p.edited_fields, 'stock_quantity') THEN p.stock_quantity
  ELSE coalesce(l.on_hand, p.stock_quantity) END AS DOUBLE)`)
const isCounted = raw(
  `l.on_hand IS NOT NULL AND NOT coalesce(list_contains(p.edited_fields, 'stock_quantity'), false)`,
)

function products(input: Input, scope: Scope, asOf: string): Sql {
  const s = raw('d.stock_on_hand')
  const every = demandDays.flatMap((days) => demandMeasures.map((of) => raw(`d.${of}_${days}`)))
  const where = [
    ...(input.demand_class ? [sql`demand_class = ${input.demand_class}`] : []),
    ...(input.min_risk === undefined ? [] : [sql`stockout_risk >= ${input.min_risk}`]),
  ]
  return sql`
    SELECT * FROM (
      SELECT d.product_id, d.product_name, d.category, d.demand_class, d.method, d.average_interval, d.variation, d.known_days,
        ${unitsAhead('expected', 30)} AS forecast_30, ${unitsAhead('expected', 60)} AS forecast_60,
        ${unitsAhead('expected', 90)} AS forecast_90, ${unitsAhead('expected', input.days_ahead)} AS forecast,
        ${unitsAhead('q50', input.days_ahead)} AS quantile_50, ${unitsAhead('q80', input.days_ahead)} AS quantile_80,
        ${unitsAhead('q95', input.days_ahead)} AS quantile_95, d.naive_30 AS last_30, d.stock_on_hand, d.stock_day,
        CAST(${stockoutRisk(s, 30)} AS DOUBLE) AS stockout_risk,
        CAST(${stockoutRisk(s, input.days_ahead)} AS DOUBLE) AS stockout_risk_ahead,
        CAST(${asOf} AS DATE) + CAST(ceil(${daysOfStock(s)}) AS INTEGER) AS stockout_date,
        d.on_order, d.lead_time_days, ${join(every, ', ')}
      FROM (
        SELECT f.*, p.product_id, p.product_name, p.category, ${stock} AS stock_on_hand,
          CASE WHEN ${isCounted} THEN l.day END AS stock_day, l.on_order, l.lead_time_days
        FROM predictions.product_demand AS f
        JOIN facts.products AS p ON p.product_key = f.product_key
        LEFT JOIN (${latestStock(asOf)}) AS l ON l.product_key = f.product_key
        WHERE ${join([raw('p.archived_at IS NULL'), ...chosen(input, scope)], ' AND ')}
      ) AS d
    ) AS demand ${where.length > 0 ? sql`WHERE ${join(where, ' AND ')}` : raw('')}`
}

/** What was last counted of each product. */
function latestStock(asOf: string): Sql {
  return sql`
    SELECT t.product_key, t.day, min(t.on_hand) AS on_hand, CAST(max(t.on_order) AS DOUBLE) AS on_order,
      max(t.lead_time_days) AS lead_time_days
    FROM facts.stock_levels AS t
    JOIN (SELECT product_key, max(day) AS day FROM facts.stock_levels WHERE day <= CAST(${asOf} AS DATE)
      GROUP BY product_key) AS m ON m.product_key = t.product_key AND m.day = t.day
    GROUP BY t.product_key, t.day`
}

function chosen(input: Input, scope: Scope): Sql[] {
  const conditions = scope.conditions('s')
  const text = input.search && searchPattern(input.search)
  return [
    ...(conditions.length > 0
      ? [
          sql`f.product_key IN (SELECT s.product_key FROM marts.sales AS s
            WHERE s.is_sale AND ${join(conditions, ' AND ')})`,
        ]
      : []),
    ...(text
      ? [sql`(p.product_id ILIKE ${text} ESCAPE '~' OR p.product_name ILIKE ${text} ESCAPE '~')`]
      : []),
  ]
}

function order(sort: string): Sql {
  const down = sort.startsWith('-')
  const column = demandSorts.find((name) => name === sort.replace('-', ''))!
  return sql`${raw(column)} ${raw(down ? 'DESC' : 'ASC')} NULLS LAST, forecast DESC, product_id`
}

const figureNames = Object.keys(
  productDemand.omit({ reorder_recommendation: true, reasons: true }).shape,
) as (keyof Figures)[]

/** The row without the sums it was made from. */
function shown(
  row: Figures & StockedProduct,
  { as_of, summary }: { as_of: string; summary: Record<string, unknown> },
): z.input<typeof demandForecastOutput>['items'][number] {
  const figures = Object.fromEntries(figureNames.map((name) => [name, row[name]])) as Figures
  const { stock_on_hand, stock_day, stockout_date, method } = figures
  const reorder_recommendation = recommendReorder(row, as_of)
  const reasons: Record<string, string> = {}
  if (stock_on_hand === null)
    for (const name of ['stock_on_hand', 'stockout_risk', 'stockout_risk_ahead', 'stockout_date'])
      reasons[name] = 'no_stock_data'
  else if (stockout_date === null) reasons.stockout_date = 'stock_lasts'
  if (stock_day === null) reasons.stock_day = 'no_stock_data'
  if (reorder_recommendation.order_by === null)
    reasons['reorder_recommendation.order_by'] = stock_on_hand === null ? 'no_stock_data' : 'nothing_to_order'
  return {
    ...figures,
    method: summary.served === 'rule' && !['none', 'category_history'].includes(method) ? 'naive' : method,
    reorder_recommendation,
    ...(Object.keys(reasons).length > 0 ? { reasons } : {}),
  }
}
