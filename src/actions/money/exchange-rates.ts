import { rateChange, rateChanged, rateRemoval, rateRemoved } from '../../contracts/exchange-rates.ts'
import { AppError } from '../../base/errors.ts'
import type { Writer } from '../../warehouse/reader.ts'
import { sql } from '../../warehouse/sql.ts'
import { action } from '../action.ts'
import type { ActionContext } from '../action.ts'

const noted = async (writer: Writer, { intent_id, clock }: ActionContext): Promise<void> =>
  writer.run(
    sql`INSERT INTO facts.applied_intents VALUES (${intent_id}, CAST(${clock().toISOString()} AS TIMESTAMP))`,
  )

/** Orders already loaded keep the rate they came with: importing them again takes the new one. */
const setRates = action({
  name: 'set-exchange-rates',
  paths: [{ method: 'PUT', path: '/exchange-rates' }],
  title: 'Set exchange rates',
  summary: "What a unit of a currency is in the workspace's, from a day on; used by the imports that follow",
  permission: 'imports:write',
  destructive: false,
  idempotent: true,
  input: rateChange,
  output: rateChanged,
  audit: ({ items }) => ({
    subject: [...new Set(items.map(({ currency }) => currency))].join(', '),
    after: items.length > 20 ? { rates: items.length } : { items },
  }),
  run: async (context, { items }) => {
    const own = context.workspace.currency
    if (items.some(({ currency }) => currency === own))
      throw new AppError('out_of_range', `a unit of the workspace's own currency is always 1`, {
        details: [{ parameter: 'currency', value: own, allowed: `any but ${own}` }],
      })
    const latest = new Map(items.map((item) => [`${item.currency} ${item.day}`, item]))
    await context.warehouse.write(
      ['sales'],
      async (writer) => {
        for (const { currency, day, rate } of latest.values()) {
          await writer.run(
            sql`DELETE FROM facts.exchange_rates WHERE currency = ${currency} AND day = CAST(${day} AS DATE)`,
          )
          await writer.run(
            sql`INSERT INTO facts.exchange_rates VALUES (${currency}, CAST(${day} AS DATE), ${rate})`,
          )
        }
        await noted(writer, context)
      },
      { marts: 'keep' },
    )
    return { kept: latest.size }
  },
})

const removeRates = action({
  name: 'remove-exchange-rates',
  paths: [{ method: 'DELETE', path: '/exchange-rates/{currency}' }],
  title: 'Remove exchange rates',
  summary: 'Forgets the rate of a currency on a day, or all its rates; what was removed is in the reply',
  permission: 'imports:write',
  destructive: true,
  idempotent: true,
  input: rateRemoval,
  output: rateRemoved,
  audit: ({ currency }, { removed }) => ({
    subject: currency,
    before: removed.length > 20 ? { rates: removed.length } : { items: removed },
  }),
  run: async (context, { currency, day }) =>
    context.warehouse.write(
      ['sales'],
      async (writer) => {
        const where = sql`currency = ${currency} AND (${day ?? null} IS NULL OR day = CAST(${day ?? null} AS DATE))`
        const removed = await writer.rows<{ currency: string; day: string; rate: number }>(
          sql`SELECT currency, CAST(day AS VARCHAR) AS day, rate FROM facts.exchange_rates WHERE ${where} ORDER BY day`,
        )
        await writer.run(sql`DELETE FROM facts.exchange_rates WHERE ${where}`)
        await noted(writer, context)
        return { currency, removed }
      },
      { marts: 'keep' },
    ),
})

export const rateActions = [setRates, removeRates]
