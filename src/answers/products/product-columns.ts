import { raw } from '../../warehouse/sql.ts'

/** The columns of a product as they are listed, from facts.products AS p; ratings fall back on the reviews. */
export const productColumns = raw(`
  p.product_id, p.product_name, p.category, p.subcategory, p.brand, CAST(p.base_price AS DOUBLE) AS base_price,
  CAST(p.cost_price AS DOUBLE) AS cost_price,
  CASE WHEN p.base_price > 0 THEN CAST((p.base_price - p.cost_price) * 100 AS DOUBLE) / CAST(p.base_price AS DOUBLE) END
    AS margin_percentage,
  CAST(p.stock_quantity AS DOUBLE) AS stock_quantity, p.supplier_country, p.weight,
  coalesce(p.rating, v.rating) AS rating, coalesce(p.reviews_count, v.reviews_count) AS reviews_count, p.launch_date,
  p.target_gender, p.season, coalesce(p.images, []) AS images, p.description, p.archived_at`)

/** What productColumns needs joined. */
export const productReviews = raw(`
  LEFT JOIN (SELECT product_key, avg(rating) AS rating, CAST(count(*) AS INTEGER) AS reviews_count
    FROM facts.reviews GROUP BY product_key) AS v ON v.product_key = p.product_key`)

/** What a product has sold ever, from marts.products AS m. */
export const productSales = raw(`
  CAST(coalesce(m.revenue, 0) AS DOUBLE) AS revenue, coalesce(m.orders, 0) AS orders,
  CAST(coalesce(m.units, 0) AS DOUBLE) AS units, m.first_day AS first_sold, m.last_day AS last_sold`)
