import { useMemo } from 'react'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { Chart } from './Chart.tsx'
import { axisTooltip, chartBase, nameAxis, valueAxis } from './chart-base.ts'
import { tooltipBox } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

export type PartLine = {
  key: string
  name: string
  values: readonly number[]
  level?: boolean
  colour?: number
}

type Props = {
  name: string
  dates: readonly string[]
  /** one small chart each, under one another: levels as lines, what they add or take away as bars about zero */
  parts: readonly PartLine[]
  showDate: (date: string) => string
  short: (value: number) => string
  exact: (value: number) => string
}

const titleHeight = 28
const axisHeight = 26

export const partsHeight = (count: number): number => count * 96 + axisHeight

/** A series taken apart: a strip for each part, all on the same days, each with a scale of its own. */
export function PartsChart({ name, dates, parts, showDate, short, exact }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const option = useMemo(() => {
    const all = partsHeight(parts.length)
    const strip = (all - axisHeight) / parts.length
    const last = parts.length - 1
    return {
      ...chartBase(tokens),
      title: [],
      grid: parts.map((_, index) => ({
        left: 64,
        right: 12,
        top: index * strip + titleHeight,
        height: strip - titleHeight - 4,
      })),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      tooltip: axisTooltip(tokens, 'line', (items: { dataIndex: number }[]) => {
        const index = items[0]?.dataIndex ?? 0
        return tooltipBox(
          format.dayWithYear(dates[index] ?? ''),
          parts.map((part) => ({ name: part.name, value: exact(part.values[index] ?? 0) })),
        )
      }),
      xAxis: parts.map((_, index) => ({
        ...nameAxis(tokens, dates.map(showDate)),
        gridIndex: index,
        axisLine: { onZero: false, lineStyle: { color: tokens.line } },
        ...(index === last ? {} : { axisLabel: { show: false } }),
      })),
      yAxis: parts.map((part, index) => ({
        ...valueAxis(tokens, short),
        gridIndex: index,
        splitNumber: 2,
        scale: part.level ?? false,
        name: part.name,
        nameLocation: 'end' as const,
        nameGap: 12,
        nameTextStyle: {
          align: 'left' as const,
          padding: [0, 0, 0, -58],
          color: tokens.textSoft,
          fontSize: 12,
          fontWeight: 500,
        },
      })),
      series: parts.map((part, index) => ({
        type: part.level ? ('line' as const) : ('bar' as const),
        xAxisIndex: index,
        yAxisIndex: index,
        data: [...part.values],
        showSymbol: false,
        silent: true,
        emphasis: { disabled: true },
        ...(part.level
          ? { lineStyle: { color: tokens.accent, width: 1.5 } }
          : { barCategoryGap: '10%', itemStyle: { color: tokens.categories[part.colour ?? 0] } }),
      })),
    }
  }, [dates, parts, showDate, short, exact, format, tokens])
  return <Chart option={option} label={t('series_label', { name, count: dates.length })} />
}
