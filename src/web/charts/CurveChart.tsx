import { useMemo } from 'react'
import { useFormat } from '../hooks/use-format.ts'
import { Chart } from './Chart.tsx'
import { axisTooltip, chartBase, plotGrid, valueAxis } from './chart-base.ts'
import { tooltipBox } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

export type CurvePoint = { x: number; y: number }

type Props = {
  label: string
  points: readonly CurvePoint[]
  /** what a point says: its place and its height */
  describe: (point: CurvePoint) => { title: string; value: string }
}

/** A cumulative curve from nothing to all, against the straight line where all would be equal. */
export function CurveChart({ label, points, describe }: Props) {
  const format = useFormat()
  const tokens = useTokens()
  const option = useMemo(() => {
    const percent = (value: number) => format.percent(value, 0)
    const axis = { ...valueAxis(tokens, percent), min: 0, max: 1, splitNumber: 5 }
    const line = { type: 'line' as const, showSymbol: false, emphasis: { disabled: true } }
    return {
      ...chartBase(tokens),
      grid: plotGrid({ right: 16 }),
      tooltip: axisTooltip(tokens, 'line', (items: { seriesIndex: number; dataIndex: number }[]) => {
        const point = points[items.find(({ seriesIndex }) => seriesIndex === 0)?.dataIndex ?? -1]
        if (!point) return ''
        const { title, value } = describe(point)
        return tooltipBox(title, [{ value, colour: tokens.accent }])
      }),
      xAxis: { ...axis, splitLine: { show: false } },
      yAxis: axis,
      series: [
        {
          ...line,
          data: points.map(({ x, y }) => [x, y]),
          lineStyle: { color: tokens.accent, width: 2 },
          itemStyle: { color: tokens.accent },
          areaStyle: { color: tokens.accent, opacity: 0.07 },
        },
        { ...line, silent: true, data: [[0, 0], [1, 1]], lineStyle: { color: tokens.compared, width: 1 } }, // prettier-ignore
      ],
    }
  }, [points, describe, tokens, format])
  return <Chart option={option} label={label} />
}
