/** Every mart by the keys that people know, in an order of its own: two that say the same give the same rows. */
export const naturalMarts: Record<string, string> = {
  sales: `SELECT o.order_id, s.* EXCLUDE (order_key, product_key, customer_key, place_key, channel_key), p.product_id, c.customer_id,
      d.country, d.region, d.city, h.payment_method, h.device_type, h.traffic_source
    FROM marts.sales AS s JOIN facts.orders AS o ON o.order_key = s.order_key JOIN marts.places AS d ON d.place_key = s.place_key
    JOIN marts.channels AS h ON h.channel_key = s.channel_key LEFT JOIN facts.products AS p ON p.product_key = s.product_key
    LEFT JOIN facts.customers AS c ON c.customer_key = s.customer_key ORDER BY o.order_id, s.line_no`,
  mart_orders: `SELECT o.order_id, m.* EXCLUDE (order_key, customer_key, place_key, channel_key), d.country, d.city, h.payment_method
    FROM marts.orders AS m JOIN facts.orders AS o ON o.order_key = m.order_key JOIN marts.places AS d ON d.place_key = m.place_key
    JOIN marts.channels AS h ON h.channel_key = m.channel_key ORDER BY o.order_id, m.day`,
  mart_customers: `SELECT c.customer_id, m.* EXCLUDE (customer_key) FROM marts.customers AS m
    JOIN facts.customers AS c ON c.customer_key = m.customer_key ORDER BY 1`,
  mart_products: `SELECT p.product_id, m.* EXCLUDE (product_key) FROM marts.products AS m
    JOIN facts.products AS p ON p.product_key = m.product_key ORDER BY 1`,
  rfm: `SELECT c.customer_id, m.* EXCLUDE (customer_key) FROM marts.rfm AS m JOIN facts.customers AS c ON c.customer_key = m.customer_key ORDER BY 1`,
  segments: `SELECT c.customer_id, m.* EXCLUDE (customer_key) FROM marts.segments AS m JOIN facts.customers AS c ON c.customer_key = m.customer_key ORDER BY 1`,
  days: 'SELECT * FROM marts.days ORDER BY day',
  costing: 'SELECT * FROM marts.costing',
}
