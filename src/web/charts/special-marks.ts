import type { Tokens } from '../app/tokens.ts'

/** A day that is unlike others for a known reason. */
export type SpecialDay = { date: string; kind: 'holiday' | 'promotion'; name: string }

const places = { holiday: 4, promotion: 5 } as const
const symbols = { holiday: 'diamond', promotion: 'triangle' } as const

/** A kind has one colour on every chart. */
export const specialColour = (tokens: Tokens, kind: SpecialDay['kind']): string =>
  tokens.categories[places[kind]] ?? tokens.other

/** Marks on the axis below the days that are holidays or promotions. */
export function specialMarks(dates: readonly string[], days: readonly SpecialDay[], tokens: Tokens) {
  return (['holiday', 'promotion'] as const).flatMap((kind) => {
    const own = new Set(days.filter((day) => day.kind === kind).map(({ date }) => date))
    if (own.size === 0) return []
    return [
      {
        type: 'scatter' as const,
        data: dates.map((date) => (own.has(date) ? 0 : null)),
        symbol: symbols[kind],
        symbolSize: 7,
        itemStyle: { color: specialColour(tokens, kind), opacity: 1 },
        silent: true,
        z: 6,
      },
    ]
  })
}
