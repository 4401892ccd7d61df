import { useMemo } from 'react'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { Chart } from './Chart.tsx'
import { axisTooltip, chartBase, nameAxis, plotGrid, valueAxis } from './chart-base.ts'
import { tooltipBox } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

export type ChangeBar = { name: string; value: number; detail: string }

type Props = {
  name: string
  bars: readonly ChangeBar[]
  /** where the values are no fractions */
  show?: ((value: number) => string) | undefined
  short?: ((value: number) => string) | undefined
  /** up is not better and down not worse: seasons */
  plain?: boolean
  onPick?: ((index: number) => void) | undefined
}

/** Up or down from zero, by how much, one after the other. */
export function ChangeBars({ name, bars, show, short, plain = false, onPick }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const option = useMemo(
    () => ({
      ...chartBase(tokens),
      grid: plotGrid(),
      tooltip: axisTooltip(tokens, 'shadow', ([item]: { dataIndex: number }[]) => {
        const bar = bars[item?.dataIndex ?? 0]
        return tooltipBox(bar.name, [
          { name, value: (show ?? format.change)(bar.value) },
          { value: bar.detail, quiet: true },
        ])
      }),
      xAxis: {
        ...nameAxis(
          tokens,
          bars.map((bar) => bar.name),
        ),
        axisLine: { onZero: false, lineStyle: { color: tokens.lineStrong } },
      },
      yAxis: valueAxis(tokens, short ?? ((value) => format.percent(value, 0))),
      series: [
        {
          type: 'bar',
          barMaxWidth: 28,
          data: bars.map(({ value }) => ({
            value,
            itemStyle: {
              color: plain ? tokens.accent : value >= 0 ? tokens.better : tokens.worse,
              opacity: plain && value < 0 ? 0.45 : 1,
              borderRadius: 2,
            },
          })),
          emphasis: { disabled: true },
        },
      ],
    }),
    [bars, name, show, short, plain, tokens, format],
  )
  return (
    <Chart
      option={option}
      label={t('bars_label', { name, count: bars.length })}
      pickColumn
      onPick={onPick && (({ index }) => onPick(index))}
    />
  )
}
