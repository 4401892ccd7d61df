import { exchangeRatesInput, exchangeRatesOutput } from '../../contracts/exchange-rates.ts'
import { raw } from '../../warehouse/sql.ts'
import { answer } from '../answer.ts'

type Row = { currency: string; rates: number; first_day: string; last_day: string; rate: number }

/** The workspace's table of exchange rates, a row a currency: what orders are turned into its own currency by. */
export const exchangeRates = answer({
  name: 'exchange-rates',
  paths: [{ path: '/exchange-rates' }],
  title: 'Exchange rates',
  summary: 'The currencies whose rate the workspace knows, with the days known and the latest rate',
  permission: 'answers:read',
  reads: ['sales'],
  input: exchangeRatesInput,
  output: exchangeRatesOutput,
  run: async ({ db, workspace }) => ({
    currency: workspace.currency,
    items: await db.rows<Row>(
      raw(`SELECT currency, CAST(count(*) AS INTEGER) AS rates, CAST(min(day) AS VARCHAR) AS first_day,
          CAST(max(day) AS VARCHAR) AS last_day, arg_max(rate, day) AS rate
        FROM facts.exchange_rates GROUP BY currency ORDER BY currency`),
    ),
  }),
})
