import { useMemo } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { useFormat } from '../hooks/use-format.ts'
import { chartWords } from '../words/chart-words.ts'
import { Chart } from './Chart.tsx'
import { axisTooltip, chartBase, nameAxis, plotGrid, valueAxis } from './chart-base.ts'
import { tooltipBox } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

export type Bin = { from: number; to: number; count: number }

type Props = {
  name: string
  /** what is counted */
  counted: string
  bins: readonly Bin[]
  show: (value: number) => string
  marks?: readonly { at: number; label: string }[]
  onPick?: ((bin: Bin) => void) | undefined
}

/** How many there are of each size. */
export function HistogramChart({ name, counted, bins, show, marks = none, onPick }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const option = useMemo(() => {
    const total = bins.reduce((sum, { count }) => sum + count, 0)
    const placeOf = (value: number): number => bins.findLastIndex(({ from }) => value >= from)
    return {
      ...chartBase(tokens),
      grid: plotGrid({ top: marks.length > 0 ? 28 : 10 }),
      tooltip: axisTooltip(tokens, 'shadow', ([item]: { dataIndex: number }[]) => {
        const bin = bins[item?.dataIndex ?? 0]
        return tooltipBox(`${show(bin.from)} – ${show(bin.to)}`, [
          { name: counted, value: format.number(bin.count), colour: tokens.accent },
          { name: t('share'), value: total > 0 ? format.percent(bin.count / total) : '–', quiet: true },
        ])
      }),
      xAxis: nameAxis(
        tokens,
        bins.map(({ from }) => show(from)),
      ),
      yAxis: valueAxis(tokens, format.compact),
      series: [
        {
          type: 'bar',
          data: bins.map(({ count }) => count),
          barCategoryGap: '8%',
          itemStyle: { color: tokens.accent, borderRadius: [3, 3, 0, 0] },
          emphasis: { disabled: true },
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: tokens.textSoft, type: 'solid', width: 1 },
            label: { color: tokens.textSoft, fontSize: 11, formatter: ({ name }: { name: string }) => name },
            data: marks.map(({ at, label }) => ({ xAxis: placeOf(at), name: label })),
          },
        },
      ],
    }
  }, [bins, counted, show, marks, tokens, format, t])
  return (
    <Chart
      option={option}
      label={t('histogram_label', { name })}
      pickColumn
      onPick={onPick && (({ index }) => bins[index] && onPick(bins[index]))}
    />
  )
}

const none: readonly never[] = []
