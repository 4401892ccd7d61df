import { useMemo } from 'react'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { Chart } from './Chart.tsx'
import { axisTooltip, chartBase, nameAxis, plotGrid, valueAxis } from './chart-base.ts'
import { tooltipBox } from './tooltip-box.ts'
import type { TooltipRow } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

type Band = { lower: number; upper: number }

/** What was said of a day, what came (unless it is still to come), and what the naive rule said. */
export type CheckedPoint = {
  date: string
  said: number
  came?: number | undefined
  naive?: number | undefined
  wide?: Band
  narrow?: Band
}

type Props = {
  name: string
  points: readonly CheckedPoint[]
  names: { said: string; came: string; naive: string }
  showDate: (date: string) => string
  short: (value: number) => string
  exact: (value: number) => string
}

/** A forecast of the past beside what came: dashed against full, the naive rule in grey, its bands behind. */
export function CheckedChart({ name, points, names, showDate, short, exact }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const option = useMemo(() => {
    const line = { type: 'line' as const, showSymbol: false, emphasis: { disabled: true }, silent: true }
    // stacked whatever the sign: a lower end may be below zero
    const hidden = { ...line, lineStyle: { opacity: 0 }, stackStrategy: 'all' as const, z: 1 }
    const band = (kind: 'wide' | 'narrow', opacity: number) =>
      points.some((point) => point[kind])
        ? [
            { ...hidden, stack: kind, data: points.map((point) => point[kind]?.lower ?? null) },
            {
              ...hidden,
              stack: kind,
              data: points.map((point) => (point[kind] ? point[kind].upper - point[kind].lower : null)),
              areaStyle: { color: tokens.prediction, opacity },
            },
          ]
        : []
    const rowsAt = ({ said, came, naive, narrow, wide }: CheckedPoint): TooltipRow[] => [
      { name: names.said, value: exact(said), colour: tokens.prediction },
      ...(came === undefined ? [] : [{ name: names.came, value: exact(came), colour: tokens.accent }]),
      ...(naive === undefined ? [] : [{ name: names.naive, value: exact(naive), colour: tokens.compared }]),
      ...(narrow ? [{ name: '80 %', value: rangeOf(narrow, exact), quiet: true }] : []),
      ...(wide ? [{ name: '95 %', value: rangeOf(wide, exact), quiet: true }] : []),
    ]
    return {
      ...chartBase(tokens),
      grid: plotGrid(),
      tooltip: axisTooltip(tokens, 'line', (items: { dataIndex: number }[]) => {
        const point = points[items[0]?.dataIndex ?? 0]
        return point ? tooltipBox(format.dayWithYear(point.date), rowsAt(point)) : ''
      }),
      xAxis: {
        ...nameAxis(
          tokens,
          points.map(({ date }) => showDate(date)),
        ),
        boundaryGap: false,
      },
      yAxis: valueAxis(tokens, short),
      series: [
        ...band('wide', 0.1),
        ...band('narrow', 0.16),
        {
          ...line,
          data: points.map(({ naive }) => naive ?? null),
          lineStyle: { color: tokens.compared, width: 1 },
          z: 2,
        },
        {
          ...line,
          data: points.map(({ came }) => came ?? null),
          lineStyle: { color: tokens.accent, width: 2 },
          z: 3,
        },
        {
          ...line,
          data: points.map(({ said }) => said),
          lineStyle: { color: tokens.prediction, width: 2, type: [5, 4] },
          z: 4,
        },
      ],
    }
  }, [points, names, showDate, short, exact, format, tokens])
  return <Chart option={option} label={t('series_label', { name, count: points.length })} />
}

const rangeOf = ({ lower, upper }: Band, exact: (value: number) => string): string =>
  `${exact(lower)} – ${exact(upper)}`
