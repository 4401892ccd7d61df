/**
 * What was paid back, on its own day, without its tax: as in files, goods are paid back with their tax before shipping is, and never more than
 * they came to. `refunds` gives order_key, id, at and amount; `goods` order_key, net and gross (with tax).
 */
export function paidBackSql(refunds: string, goods: string): string {
  const upTo = (amount: string): string => `least(${amount} * g.net / nullif(g.gross, 0), g.net)`
  return `SELECT b.order_key, b.id, b.at, round(${upTo('b.so_far')} - ${upTo('(b.so_far - b.amount)')}, 4) AS amount
    FROM (SELECT r.*, sum(r.amount) OVER (PARTITION BY r.order_key ORDER BY r.at, r.id) AS so_far FROM (${refunds}) AS r) AS b
    JOIN (${goods}) AS g ON g.order_key = b.order_key WHERE g.net > 0`
}
