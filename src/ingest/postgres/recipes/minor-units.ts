import { thousandths, wholeCurrencies } from '../../typed-columns.ts'
import { literal } from '../../literal.ts'

/** How many of a currency's smallest units make one of it, by its code in a column. */
export function minorUnits(currency: string): string {
  const among = (codes: readonly string[]): string =>
    `upper(${currency}) IN (${codes.map(literal).join(', ')})`
  return `CASE WHEN ${among(wholeCurrencies)} THEN 1 WHEN ${among(thousandths)} THEN 1000 ELSE 100 END`
}
