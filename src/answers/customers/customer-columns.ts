import { raw, sql } from '../../warehouse/sql.ts'
import type { Sql } from '../../warehouse/sql.ts'

/**
 * Every customer of facts.customers AS c with what they have brought so far and their scores. Those who never ordered
 * are prospects. Columns: those of a customer as listed but preferred_category, and customer_key.
 */
export const customerList: Sql = raw(`
  SELECT c.customer_key, c.customer_id, c.name, c.email, c.phone, c.country, c.region, c.city, c.age, c.gender,
    c.registration_date, c.archived_at, CAST(coalesce(m.revenue, 0) AS DOUBLE) AS lifetime_value,
    coalesce(m.orders, 0) AS total_orders,
    CASE WHEN m.orders > 0 THEN CAST(m.revenue AS DOUBLE) / m.orders END AS avg_order_value,
    m.first_day AS first_purchase_date, m.last_day AS last_purchase_date,
    r.recency_score, r.frequency_score, r.monetary_score, coalesce(r.rfm_segment, 'Prospects') AS rfm_segment,
    h.probability AS churn_probability
  FROM facts.customers AS c
  LEFT JOIN marts.customers AS m ON m.customer_key = c.customer_key
  LEFT JOIN marts.rfm AS r ON r.customer_key = c.customer_key
  LEFT JOIN predictions.customer_churn AS h ON h.customer_key = c.customer_key`)

const money = `CAST(coalesce(m.revenue, 0) AS DOUBLE) AS lifetime_value, coalesce(m.orders, 0) AS total_orders,
  CASE WHEN m.orders > 0 THEN CAST(m.revenue AS DOUBLE) / m.orders END AS avg_order_value,
  m.last_day AS last_purchase_date`
const segment = `coalesce(r.rfm_segment, 'Prospects') AS rfm_segment`

/** Every customer with only what a list is found and sorted by: what is not needed is not joined. */
export function customerIndex(needs: { money: boolean; segment: boolean; churn?: boolean }): Sql {
  return raw(`SELECT c.*${needs.money ? `, ${money}` : ''}${needs.segment ? `, ${segment}` : ''}
      ${needs.churn ? ', h.probability AS churn_probability' : ''}
    FROM facts.customers AS c
    ${needs.money ? 'LEFT JOIN marts.customers AS m ON m.customer_key = c.customer_key' : ''}
    ${needs.segment ? 'LEFT JOIN marts.rfm AS r ON r.customer_key = c.customer_key' : ''}
    ${needs.churn ? 'LEFT JOIN predictions.customer_churn AS h ON h.customer_key = c.customer_key' : ''}`)
}

/** The category that each of some customers has spent most in; columns customer_key, category. */
export function preferredCategories(customerKeys: readonly number[]): Sql {
  return sql`
    SELECT customer_key, category FROM (
      SELECT s.customer_key, p.category,
        row_number() OVER (PARTITION BY s.customer_key ORDER BY sum(s.revenue) DESC, p.category) AS place
      FROM marts.sales AS s JOIN facts.products AS p ON p.product_key = s.product_key
      WHERE s.customer_key IN (SELECT CAST(unnest(${customerKeys}) AS INTEGER)) AND s.is_sale AND p.category IS NOT NULL
      GROUP BY s.customer_key, p.category
    ) AS ranked WHERE place = 1`
}
