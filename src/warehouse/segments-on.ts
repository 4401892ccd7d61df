import { sql } from './sql.ts'
import type { Sql } from './sql.ts'

/**
 * The four customer segments at the end of a day, one row a customer who had ordered by then: At-Risk without a
 * purchase for 180 days; otherwise New with a first order under 90 days ago; otherwise VIP in the top tenth by net
 * revenue of the last 365 days (among those who bought in them); otherwise Regular.
 *
 * Columns: customer_key, segment.
 */
export function segmentsOn(day: Sql): Sql {
  return sql`
    SELECT customer_key,
      CASE WHEN idle_days >= 180 THEN 'At-Risk' WHEN known_days < 90 THEN 'New'
        WHEN rank_by_revenue <= ceil(buyers / 10.0) AND year_revenue > 0 THEN 'VIP' ELSE 'Regular' END AS segment
    FROM (
      SELECT customer_key, idle_days, known_days, year_revenue,
        rank() OVER (ORDER BY year_revenue DESC) AS rank_by_revenue,
        sum(CASE WHEN year_revenue > 0 THEN 1 ELSE 0 END) OVER () AS buyers
      FROM (
        SELECT customer_key, ${day} - max(CASE WHEN is_order THEN day END) AS idle_days,
          ${day} - min(CASE WHEN is_order THEN day END) AS known_days,
          CAST(sum(CASE WHEN day > ${day} - 365 THEN revenue ELSE 0 END) AS DOUBLE) AS year_revenue
        FROM marts.orders
        WHERE customer_key > 0 AND counts AND day <= ${day}
        GROUP BY customer_key
      ) AS history
      WHERE idle_days IS NOT NULL
    ) AS ranked`
}
