import { useMemo } from 'react'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { Chart } from './Chart.tsx'
import { chartBase, tooltipBase, valueAxis } from './chart-base.ts'
import { tooltipBox } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

export type ScatterPoint = { key: string; name: string; x: number; y: number; size?: number; group?: number }

type Props = {
  name: string
  points: readonly ScatterPoint[]
  groups?: readonly string[]
  x: { name: string; show: (value: number) => string; split?: number }
  y: { name: string; show: (value: number) => string; split?: number }
  onPick?: ((point: ScatterPoint) => void) | undefined
}

/** Points by two measures; groups by colour, and crossing lines where the four corners mean something. */
export function ScatterChart({ name, points, groups = none, x, y, onPick }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const option = useMemo(() => {
    const largest = Math.max(1, ...points.map(({ size = 0 }) => size))
    const colourOf = (group = 0): string => tokens.categories[group] ?? tokens.other
    const lines = [
      ...(x.split === undefined ? [] : [{ xAxis: x.split }]),
      ...(y.split === undefined ? [] : [{ yAxis: y.split }]),
    ]
    const axisName = {
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: tokens.textFaint, fontSize: 11 },
    }
    return {
      ...chartBase(tokens),
      grid: { left: 12, right: 16, top: 10, bottom: 12, outerBoundsMode: 'same', outerBoundsContain: 'all' },
      tooltip: {
        ...tooltipBase(),
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const point = points[dataIndex]
          const group = groups[point.group ?? -1]
          return tooltipBox(point.name, [
            ...(group ? [{ value: group, colour: colourOf(point.group) }] : []),
            { name: x.name, value: x.show(point.x) },
            { name: y.name, value: y.show(point.y) },
          ])
        },
      },
      xAxis: {
        ...valueAxis(tokens, x.show),
        ...axisName,
        name: x.name,
        scale: true,
        splitLine: { show: false },
      },
      yAxis: { ...valueAxis(tokens, y.show), ...axisName, name: y.name, nameGap: 44, scale: true },
      series: [
        {
          type: 'scatter',
          data: points.map((point) => ({
            value: [point.x, point.y],
            itemStyle: { color: colourOf(point.group) },
          })),
          symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
            points[dataIndex]?.size === undefined
              ? 7
              : 6 + 26 * Math.sqrt((points[dataIndex].size ?? 0) / largest),
          itemStyle: { opacity: 0.75 },
          markLine: {
            symbol: 'none',
            silent: true,
            label: { show: false },
            lineStyle: { color: tokens.lineStrong, type: 'solid' },
            data: lines,
          },
        },
      ],
    }
  }, [points, groups, x, y, tokens])
  return (
    <Chart
      option={option}
      label={`${t('scatter_label', { name, count: points.length })} (${format.number(points.length)})`}
      onPick={onPick && (({ index }) => points[index] && onPick(points[index]))}
    />
  )
}

const none: readonly never[] = []
