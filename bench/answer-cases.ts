import type { AnyAnswer } from '../src/answers/answer.ts'
import { categories } from '../src/answers/sales/categories.ts'
import { channels } from '../src/answers/sales/channels.ts'
import { cities } from '../src/answers/sales/cities.ts'
import { concentration } from '../src/answers/sales/concentration.ts'
import { countries } from '../src/answers/sales/countries.ts'
import { customers } from '../src/answers/customers/customers.ts'
import { dashboardMetrics } from '../src/answers/sales/dashboard-metrics.ts'
import { distribution } from '../src/answers/sales/distribution.ts'
import { facets } from '../src/answers/sales/facets.ts'
import { geoTree } from '../src/answers/sales/geo-tree.ts'
import { kpis } from '../src/answers/sales/kpis.ts'
import { orders } from '../src/answers/sales/orders.ts'
import { timeSeries } from '../src/answers/sales/time-series.ts'
import { topProducts } from '../src/answers/sales/top-products.ts'
import { transactions } from '../src/answers/sales/transactions.ts'

/** An answer beside what a person would write by hand on the marts for the same figures. */
export type AnswerCase = {
  name: string
  answer: AnyAnswer
  input: Record<string, unknown>
  /** statements that give the figures, run one after another; the first row's `figure` is held against the reply's */
  bare: (days: Days) => string[]
  figure: (reply: never) => number
}

export type Days = { start: string; end: string; before: string; last_year: string }

const within = (days: Days, alias: string): string =>
  `${alias}.counts AND ${alias}.day BETWEEN DATE '${days.start}' AND DATE '${days.end}'`
const earlier = (days: Days, alias: string): string =>
  `${alias}.counts AND ${alias}.day >= DATE '${days.before}' AND ${alias}.day < DATE '${days.start}'`
const buyers = 'count(DISTINCT o.customer_key) FILTER (WHERE o.is_order AND o.customer_key > 0)'
const ordered = 'count(*) FILTER (WHERE o.is_order)'

type Items = { items: { revenue: number }[] }
const summed = ({ items }: Items): number => items.reduce((sum, item) => sum + item.revenue, 0)

/** Revenue, orders and customers by a column of a dimension table, and the revenue of the period before. */
function byOrder(table: string, key: string, columns: string, days: Days, compared: boolean): string[] {
  const select = (measures: string, where: string): string =>
    `SELECT ${columns}, sum(o.revenue) AS revenue ${measures} FROM marts.orders AS o
      JOIN marts.${table} AS d ON d.${key} = o.${key} WHERE ${where} GROUP BY ${columns}`
  const main = select(`, ${ordered} AS orders, ${buyers} AS customers`, within(days, 'o'))
  return [
    `SELECT *, CAST(sum(revenue) OVER () AS DOUBLE) AS figure FROM (${main}) AS t ORDER BY revenue DESC`,
    ...(compared ? [select('', earlier(days, 'o'))] : []),
  ]
}

const spread = (values: string): string[] => [
  `SELECT avg(value) AS figure, quantile_cont(value, [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]) AS quantiles FROM (${values}) AS v`,
  `SELECT floor(value / 25) AS bin, count(*) FROM (${values}) AS v GROUP BY 1`,
]

const kpisBare = (days: Days): string[] =>
  [within, earlier].flatMap((range) => [
    `SELECT CAST(sum(s.revenue) AS DOUBLE) AS figure, sum(s.revenue) - sum(s.cost) AS profit
      FROM marts.sales AS s WHERE ${range(days, 's')}`,
    `SELECT ${ordered} AS orders, ${buyers} AS customers FROM marts.orders AS o WHERE ${range(days, 'o')}`,
    `SELECT count(*) FROM marts.customers AS c WHERE first_day BETWEEN DATE '${days.start}' AND DATE '${days.end}'`,
    `SELECT sum(visits) FROM facts.visits WHERE day BETWEEN DATE '${days.start}' AND DATE '${days.end}'`,
    `SELECT sum(o.revenue) / count(DISTINCT CASE WHEN o.is_order THEN o.customer_key END) AS lifetime
      FROM marts.orders AS o WHERE o.counts AND o.customer_key > 0 AND o.day <= DATE '${days.end}'`,
    `SELECT count(*) FILTER (WHERE before), count(*) FILTER (WHERE before AND NOT after) FROM (
      SELECT customer_key, bool_or(day <= DATE '${days.end}' - 180) AS before, bool_or(day > DATE '${days.end}' - 180) AS after
      FROM marts.orders WHERE is_order AND customer_key > 0 AND day > DATE '${days.end}' - 360 AND day <= DATE '${days.end}'
      GROUP BY customer_key) AS t`,
  ])

function cases(period: string, compared: boolean): AnswerCase[] {
  const input = { period }
  const at = (name: string): string => `${name}, ${period}`
  return [
    {
      name: at('kpis'),
      answer: kpis,
      input,
      bare: (days) => kpisBare(days).slice(0, compared ? undefined : 6),
      figure: (reply: { total_revenue: number }) => reply.total_revenue,
    },
    {
      name: at('dashboard-metrics'),
      answer: dashboardMetrics,
      input,
      bare: (days) => [
        `SELECT CAST(sum(o.revenue) AS DOUBLE) AS figure, sum(o.units), ${ordered}, ${buyers}
          FROM marts.orders AS o WHERE ${within(days, 'o')}`,
      ],
      figure: (reply: { total_sales: number }) => reply.total_sales,
    },
    {
      name: at('time-series by day'),
      answer: timeSeries,
      input: { ...input, granularity: 'day' },
      bare: (days) =>
        (compared ? [within, earlier] : [within]).flatMap((range) => [
          `SELECT day, sum(s.revenue) AS revenue, sum(s.revenue) - sum(s.cost) AS profit, sum(s.units) AS units,
            CAST(sum(sum(s.revenue)) OVER () AS DOUBLE) AS figure FROM marts.sales AS s WHERE ${range(days, 's')} GROUP BY day`,
          `SELECT day, ${ordered} AS orders FROM marts.orders AS o WHERE ${range(days, 'o')} GROUP BY day`,
        ]),
      figure: summed,
    },
    {
      name: at('countries'),
      answer: countries,
      input,
      bare: (days) => byOrder('places', 'place_key', 'd.country', days, compared),
      figure: summed,
    },
    {
      name: at('cities'),
      answer: cities,
      input: { ...input, limit: 1000 },
      bare: (days) => byOrder('places', 'place_key', 'd.country, d.region, d.city', days, false),
      figure: summed,
    },
    {
      name: at('channels'),
      answer: channels,
      input,
      bare: (days) =>
        ['d.device_type', 'd.traffic_source', 'd.payment_method'].flatMap((column) =>
          byOrder('channels', 'channel_key', column, days, compared),
        ),
      figure: ({ device_type }: { device_type: { revenue: number }[] }) => summed({ items: device_type }),
    },
    {
      name: at('categories'),
      answer: categories,
      input,
      bare: (days) => [
        ...['p.category', 'p.category, p.subcategory'].map(
          (
            columns,
          ) => `SELECT ${columns}, sum(s.revenue) AS revenue, sum(s.revenue) - sum(s.cost) AS profit, sum(s.units),
            count(DISTINCT s.order_key) FILTER (WHERE s.is_sale) AS orders, CAST(sum(sum(s.revenue)) OVER () AS DOUBLE) AS figure
            FROM marts.sales AS s LEFT JOIN facts.products AS p ON p.product_key = s.product_key
            WHERE ${within(days, 's')} GROUP BY ${columns}`,
        ),
        ...(compared
          ? [
              `SELECT p.category, sum(s.revenue) FROM marts.sales AS s LEFT JOIN facts.products AS p
                ON p.product_key = s.product_key WHERE ${earlier(days, 's')} GROUP BY 1`,
            ]
          : []),
      ],
      figure: summed,
    },
    {
      name: at('top-products'),
      answer: topProducts,
      input: { ...input, limit: 20 },
      bare: (days) => [
        `SELECT *, CAST(sum(revenue) OVER () AS DOUBLE) AS figure FROM (
          SELECT s.product_key, sum(s.revenue) AS revenue, sum(s.units), sum(s.revenue) - sum(s.cost) AS margin,
            count(DISTINCT s.order_key) FILTER (WHERE s.is_sale) AS orders
          FROM marts.sales AS s WHERE ${within(days, 's')} AND s.product_key > 0 GROUP BY 1 ORDER BY revenue DESC LIMIT 20) AS t`,
      ],
      figure: summed,
    },
    {
      name: at('geo-tree'),
      answer: geoTree,
      input,
      bare: (days) => [
        `SELECT d.country, d.city, p.category, sum(s.revenue) AS revenue, CAST(sum(sum(s.revenue)) OVER () AS DOUBLE) AS figure
          FROM marts.sales AS s JOIN marts.places AS d ON d.place_key = s.place_key
          LEFT JOIN facts.products AS p ON p.product_key = s.product_key WHERE ${within(days, 's')} GROUP BY 1, 2, 3`,
      ],
      figure: summed,
    },
    {
      name: at('distribution of order values'),
      answer: distribution,
      input,
      bare: (days) =>
        spread(
          `SELECT CAST(sum(o.revenue) AS DOUBLE) AS value FROM marts.orders AS o WHERE ${within(days, 'o')}
            GROUP BY o.order_key HAVING bool_or(o.is_order)`,
        ),
      figure: (reply: { mean: number }) => reply.mean,
    },
    {
      name: at('concentration of customers'),
      answer: concentration,
      input,
      bare: (days) => [
        `SELECT customer_key, revenue, CAST(max(revenue) OVER () AS DOUBLE) AS figure FROM (
          SELECT o.customer_key, sum(o.revenue) AS revenue FROM marts.orders AS o
          WHERE ${within(days, 'o')} AND o.customer_key > 0 GROUP BY 1 HAVING sum(o.revenue) > 0) AS t ORDER BY revenue DESC`,
      ],
      figure: (reply: { top: { revenue: number }[] }) => reply.top[0].revenue,
    },
    {
      name: at('orders, a page'),
      answer: orders,
      input,
      bare: (days) => [
        `SELECT count(DISTINCT o.order_key), CAST(sum(o.revenue) AS DOUBLE) AS figure, ${ordered}
          FROM marts.orders AS o WHERE ${within(days, 'o')}`,
        `SELECT o.order_key, min(o.day) AS day, sum(o.revenue), sum(o.units), sum(o.lines) FROM marts.orders AS o
          WHERE ${within(days, 'o')} GROUP BY 1 ORDER BY day DESC, 1 DESC LIMIT 50`,
      ],
      figure: (reply: { total_revenue: number }) => reply.total_revenue,
    },
    {
      name: at('transactions, a page'),
      answer: transactions,
      input,
      bare: (days) => [
        `SELECT CAST(count(*) AS DOUBLE) AS figure FROM marts.sales AS s
          WHERE s.day BETWEEN DATE '${days.start}' AND DATE '${days.end}'`,
        `SELECT * FROM (SELECT * FROM marts.sales AS s WHERE s.day BETWEEN DATE '${days.start}' AND DATE '${days.end}'
            ORDER BY s.day DESC, s.order_key DESC, s.line_no LIMIT 50) AS s
          JOIN facts.orders AS o ON o.order_key = s.order_key
          JOIN facts.order_lines AS l ON l.order_key = s.order_key AND l.line_no = s.line_no
          LEFT JOIN facts.customers AS c ON c.customer_key = s.customer_key
          LEFT JOIN facts.products AS p ON p.product_key = s.product_key
          LEFT JOIN marts.segments AS g ON g.customer_key = s.customer_key`,
      ],
      figure: (reply: { total: number }) => reply.total,
    },
    {
      name: at('facets'),
      answer: facets,
      input,
      bare: (days) => [
        `SELECT CAST(max(s.unit_price) AS DOUBLE) AS figure, min(s.unit_price)
          FROM marts.sales AS s WHERE ${within(days, 's')} AND s.is_sale`,
        ...['country', 'region', 'city'].map(
          (column) => `SELECT d.${column}, sum(o.lines) FROM marts.orders AS o
            JOIN marts.places AS d ON d.place_key = o.place_key WHERE ${within(days, 'o')} GROUP BY 1`,
        ),
        ...['payment_method', 'device_type', 'traffic_source'].map(
          (column) => `SELECT d.${column}, sum(o.lines) FROM marts.orders AS o
            JOIN marts.channels AS d ON d.channel_key = o.channel_key WHERE ${within(days, 'o')} GROUP BY 1`,
        ),
        ...['category', 'subcategory'].map(
          (column) => `SELECT p.${column}, count(*) FROM marts.sales AS s
            JOIN facts.products AS p ON p.product_key = s.product_key WHERE ${within(days, 's')} GROUP BY 1`,
        ),
        'SELECT segment, count(*) FROM marts.segments GROUP BY 1',
      ],
      figure: (reply: { price_range: { max: number } }) => reply.price_range.max,
    },
  ]
}

export const answerCases: readonly AnswerCase[] = [
  ...cases('last_90_days', true),
  ...cases('last_year', true),
  ...cases('all_time', false),
  {
    name: 'customers, a page',
    answer: customers,
    input: {},
    bare: () => [
      'SELECT CAST(count(*) AS DOUBLE) AS figure FROM facts.customers WHERE archived_at IS NULL',
      `SELECT * FROM facts.customers AS c LEFT JOIN marts.customers AS m ON m.customer_key = c.customer_key
        LEFT JOIN marts.rfm AS r ON r.customer_key = c.customer_key
        WHERE c.archived_at IS NULL ORDER BY m.revenue DESC NULLS LAST, c.customer_key LIMIT 50`,
    ],
    figure: (reply: { total: number }) => reply.total,
  },
]
