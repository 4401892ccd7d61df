import { facetNames } from '../../../src/contracts/facets.ts'
import { groupBy } from './measures.ts'
import { segmentsAt } from './segments.ts'
import type { Fact, Selection } from './selection.ts'

type Values = { value: string; count: number }[]

/** The values of each filter with the counted lines behind them; customers behind each segment. */
export function facetCounts(selection: Selection): {
  facets: Record<string, Values>
  price_range: { min: number; max: number } | null
} {
  const lines = selection.within(selection.range)
  const prices = lines.filter((fact) => fact.is_sale).map((fact) => fact.unit_price)
  const counted = (values: (string | null)[]): Values =>
    [
      ...groupBy(
        values.filter((value) => value !== null),
        (value) => value,
      ),
    ].map(([value, of]) => ({
      value,
      count: of.length,
    }))
  const valueOf = (name: string, fact: Fact): string | null =>
    name === 'category' || name === 'subcategory'
      ? (fact.product?.[name] ?? null)
      : fact.order[name as 'country']
  return {
    facets: Object.fromEntries(
      facetNames.map((name) => [
        name,
        counted(
          name === 'segment'
            ? [...segmentsAt(selection.all, selection.range.end).values()]
            : lines.map((fact) => valueOf(name, fact)),
        ),
      ]),
    ),
    price_range: prices.length === 0 ? null : { min: Math.min(...prices), max: Math.max(...prices) },
  }
}
