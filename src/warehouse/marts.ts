import { createHash } from 'node:crypto'
import type { Writer } from './reader.ts'
import { segmentsOn } from './segments-on.ts'
import { raw } from './sql.ts'

/** 1 to 5, 5 for the highest fifth; equal values score the same. */
function quintile(column: string): string {
  return `CAST(least(5, greatest(1, ceil(5.0 * (rank() OVER (ORDER BY ${column}) - 1
    + count(*) OVER (PARTITION BY ${column}) / 2.0) / count(*) OVER () - 1e-9))) AS TINYINT)`
}

/** What marts are made from: all of it, or only what of it has to be made again. */
type From = { orders: string; lines: string; sales: string; order_days: string }

const whole: From = {
  orders: 'facts.orders',
  lines: 'facts.order_lines',
  sales: 'marts.sales',
  order_days: 'marts.orders',
}

/**
 * The marts, in the order they are built: tables made from facts by plain SELECTs, holding only what was true at the
 * sale. What can be edited afterwards (a product's category, a customer's name) is joined from facts when reading.
 */
const statements: readonly { name: string; select: (from: From) => string }[] = [
  {
    name: 'places',
    select: () => `
      SELECT CAST(row_number() OVER (ORDER BY country NULLS LAST, region NULLS LAST, city NULLS LAST) AS INTEGER) AS place_key,
        CAST(dense_rank() OVER (ORDER BY country NULLS LAST) AS INTEGER) AS country_key, country, region, city
      FROM (SELECT DISTINCT country, region, city FROM facts.orders) AS seen`,
  },
  {
    name: 'channels',
    select: () => `
      SELECT CAST(row_number() OVER (ORDER BY payment_method NULLS LAST, device_type NULLS LAST, traffic_source NULLS LAST)
          AS INTEGER) AS channel_key,
        payment_method, device_type, traffic_source
      FROM (SELECT DISTINCT payment_method, device_type, traffic_source FROM facts.orders) AS seen`,
  },
  {
    // an order's keys, found once for all its lines; dropped when the others stand
    name: 'order_heads',
    select: ({ orders }) => `
      SELECT o.order_key, o.customer_key, o.day, o.ordered_at, p.place_key, p.country_key, c.channel_key,
        o.state <> 'cancelled' AS counts, o.exchange_rate
      FROM ${orders} AS o
      JOIN marts.places AS p ON coalesce(p.country, '') = coalesce(o.country, '')
        AND coalesce(p.region, '') = coalesce(o.region, '') AND coalesce(p.city, '') = coalesce(o.city, '')
        AND (p.country IS NULL) = (o.country IS NULL) AND (p.region IS NULL) = (o.region IS NULL)
        AND (p.city IS NULL) = (o.city IS NULL)
      JOIN marts.channels AS c ON coalesce(c.payment_method, '') = coalesce(o.payment_method, '')
        AND coalesce(c.device_type, '') = coalesce(o.device_type, '')
        AND coalesce(c.traffic_source, '') = coalesce(o.traffic_source, '')
        AND (c.payment_method IS NULL) = (o.payment_method IS NULL)
        AND (c.device_type IS NULL) = (o.device_type IS NULL)
        AND (c.traffic_source IS NULL) = (o.traffic_source IS NULL)`,
  },
  {
    // one row a line; revenue and units are what the line adds to the measures of that name, so 0 where it does not count.
    // Only a refund has a day of its own: all else falls on its order's day, so that lines and orders count alike
    name: 'sales',
    select: ({ lines }) => `
      SELECT l.order_key, l.line_no, CASE WHEN l.kind = 'refund' THEN coalesce(l.line_day, o.day) ELSE o.day END AS day, l.product_key, o.customer_key,
        o.place_key, o.channel_key, l.kind, o.counts, l.quantity,
        CAST(CAST(l.unit_price AS DOUBLE) * o.exchange_rate AS DECIMAL(18,4)) AS unit_price,
        CAST((CAST(l.quantity AS DOUBLE) * CAST(l.unit_price AS DOUBLE) - CAST(l.discount AS DOUBLE)) * o.exchange_rate
          AS DECIMAL(18,4)) AS amount,
        CAST(CASE WHEN o.counts AND l.kind IN ('sale', 'refund')
          THEN (CAST(l.quantity AS DOUBLE) * CAST(l.unit_price AS DOUBLE) - CAST(l.discount AS DOUBLE)) * o.exchange_rate
          ELSE 0 END AS DECIMAL(18,4)) AS revenue,
        CASE WHEN o.counts AND l.kind IN ('sale', 'refund') THEN l.quantity
          ELSE CAST(0 AS DECIMAL(18,3)) END AS units,
        CAST(CASE WHEN o.counts AND l.kind IN ('sale', 'refund')
          THEN CAST(l.quantity AS DOUBLE) * CAST(l.cost_price AS DOUBLE) * o.exchange_rate END AS DECIMAL(18,4)) AS cost,
        o.counts AND l.kind = 'sale' AS is_sale
      FROM ${lines} AS l
      JOIN marts.order_heads AS o ON o.order_key = l.order_key
      ORDER BY day, l.order_key, l.line_no`,
  },
  {
    // what the lines of an order come to on each day; dropped when the others stand
    name: 'order_sums',
    select: ({ sales }) => `
      SELECT order_key, day, bool_or(is_sale) AS is_order, CAST(sum(revenue) AS DECIMAL(18,4)) AS revenue,
        CAST(sum(units) AS DECIMAL(18,3)) AS units, CAST(count(*) AS INTEGER) AS lines
      FROM ${sales} GROUP BY order_key, day`,
  },
  {
    // one row an order and day: its own, and each later one on which something was paid back, so that sums over days are
    // those of the lines. is_order marks the row that is counted: not cancelled, and with a sale line. Its customer's
    // order before and after (before also in the same place and country) make counting customers in a period a scan: the
    // first in it has none before in it. is_split marks the orders that can have several rows
    name: 'orders',
    select: ({ lines }) => `
      SELECT o.order_key, o.customer_key, s.day, o.ordered_at, o.place_key, o.channel_key, o.counts,
        s.is_order, o.order_key IN (SELECT order_key FROM ${lines} WHERE kind = 'refund' AND line_day IS NOT NULL) AS is_split, s.revenue, s.units, s.lines,
        CASE WHEN s.is_order THEN n.previous_day END AS previous_day,
        CASE WHEN s.is_order THEN n.next_day END AS next_day,
        CASE WHEN s.is_order THEN n.previous_day_in_place END AS previous_day_in_place,
        CASE WHEN s.is_order THEN n.previous_day_in_country END AS previous_day_in_country
      FROM marts.order_heads AS o
      JOIN marts.order_sums AS s ON s.order_key = o.order_key
      LEFT JOIN (
        SELECT order_key, lag(day) OVER (PARTITION BY customer_key ORDER BY day, order_key) AS previous_day,
          lead(day) OVER (PARTITION BY customer_key ORDER BY day, order_key) AS next_day,
          lag(day) OVER (PARTITION BY customer_key, place_key ORDER BY day, order_key) AS previous_day_in_place,
          lag(day) OVER (PARTITION BY customer_key, country_key ORDER BY day, order_key) AS previous_day_in_country
        FROM marts.order_heads
        WHERE customer_key > 0 AND order_key IN (SELECT order_key FROM marts.order_sums WHERE is_order)
      ) AS n ON n.order_key = o.order_key
      ORDER BY s.day, o.order_key`,
  },
  {
    name: 'customers',
    select: ({ order_days }) => `
      SELECT customer_key, min(day) FILTER (WHERE is_order) AS first_day, max(day) FILTER (WHERE is_order) AS last_day,
        CAST(count(*) FILTER (WHERE is_order) AS INTEGER) AS orders, CAST(sum(revenue) AS DECIMAL(18,4)) AS revenue,
        CAST(sum(units) AS DECIMAL(18,3)) AS units
      FROM ${order_days} WHERE customer_key > 0 AND counts GROUP BY customer_key`,
  },
  {
    // quintile scores by the middle rank of equal values, and the eleven groups: the same as models/customers/rfm.ts computes for
    // any day, kept here for the latest so that lists can be filtered by them. Recency ranks as the last day does
    name: 'rfm',
    select: () => `
      SELECT customer_key, recency_score, frequency_score, monetary_score,
        CASE WHEN recency_score <= 2 THEN CASE WHEN strength >= 4.5 THEN 'Previously Loyal'
            WHEN strength >= 3 THEN 'At Risk' ELSE 'Dormant' END
          WHEN strength >= 4 THEN CASE WHEN recency_score = 5 THEN 'Champions' ELSE 'Loyal' END
          WHEN strength >= 3 THEN CASE WHEN recency_score = 3 THEN 'Need Attention' ELSE 'Active' END
          WHEN recency_score = 5 THEN 'New' WHEN recency_score = 4 THEN 'Promising' ELSE 'Almost Lost' END AS rfm_segment
      FROM (
        SELECT *, (frequency_score + monetary_score) / 2.0 AS strength
        FROM (
          SELECT customer_key, ${quintile('last_day')} AS recency_score,
            CASE WHEN orders <= 1 THEN CAST(1 AS TINYINT) ELSE ${quintile('orders')} END AS frequency_score,
            ${quintile('revenue')} AS monetary_score
          FROM marts.customers WHERE orders > 0
        ) AS scored
      ) AS strengths`,
  },
  {
    name: 'products',
    select: ({ sales }) => `
      SELECT product_key, min(day) FILTER (WHERE is_sale) AS first_day, max(day) FILTER (WHERE is_sale) AS last_day,
        CAST(count(DISTINCT order_key) FILTER (WHERE is_sale) AS INTEGER) AS orders,
        CAST(sum(revenue) AS DECIMAL(18,4)) AS revenue, CAST(sum(units) AS DECIMAL(18,3)) AS units
      FROM ${sales} WHERE product_key > 0 GROUP BY product_key`,
  },
  {
    name: 'days',
    select: () => `
      SELECT coalesce(s.day, o.day) AS day, coalesce(s.revenue, CAST(0 AS DECIMAL(18,4))) AS revenue,
        coalesce(s.units, CAST(0 AS DECIMAL(18,3))) AS units, coalesce(o.orders, 0) AS orders,
        coalesce(o.customers, 0) AS customers
      FROM (SELECT day, CAST(sum(revenue) AS DECIMAL(18,4)) AS revenue, CAST(sum(units) AS DECIMAL(18,3)) AS units
        FROM marts.sales WHERE counts GROUP BY day) AS s
      FULL JOIN (SELECT day, CAST(count(*) AS INTEGER) AS orders,
          CAST(count(*) FILTER (WHERE customer_key > 0 AND (previous_day IS NULL OR previous_day < day)) AS INTEGER)
            AS customers
        FROM marts.orders WHERE is_order GROUP BY day) AS o ON o.day = s.day
      ORDER BY 1`,
  },
  {
    // the segments at the end of the last day with an order, the day most asked for
    name: 'segments',
    select: () => segmentsOn(raw('(SELECT max(day) FROM marts.days WHERE orders > 0)')).text,
  },
  {
    // how much of what was sold has a cost of its own: tells whether profit needs the products' present costs
    name: 'costing',
    select: () => `
      SELECT CAST(count(*) FILTER (WHERE cost IS NULL) AS BIGINT) AS uncosted_lines,
        CAST(count(cost) AS BIGINT) AS costed_lines,
        (SELECT max(day) FROM marts.days WHERE orders > 0) AS segments_day
      FROM marts.sales WHERE counts AND kind IN ('sale', 'refund')`,
  },
]

export const martNames: readonly string[] = statements.map(({ name }) => name)

/** The SELECT that a mart is made by, from all there is or from parts of it. */
export function martSelect(name: string, parts: Partial<From> = {}): string {
  return statements.find((each) => each.name === name)?.select({ ...whole, ...parts }) ?? ''
}

/** Changes whenever the marts are defined differently: what was built otherwise has to be built anew. */
export const martsSignature = createHash('sha1')
  .update(JSON.stringify(statements.map(({ name, select }) => ({ name, select: select(whole) }))))
  .digest('hex')

/** Builds every mart anew from the facts, inside the caller's transaction. */
export async function buildMarts(writer: Writer): Promise<void> {
  for (const name of martNames)
    await writer.run(raw(`CREATE OR REPLACE TABLE marts.${name} AS ${martSelect(name)}`))
  for (const name of ['order_heads', 'order_sums']) await writer.run(raw(`DROP TABLE marts.${name}`))
}
