import { useMemo } from 'react'
import type { Tokens } from '../app/tokens.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { Chart } from './Chart.tsx'
import { axisTooltip, chartBase, nameAxis, plotGrid, valueAxis } from './chart-base.ts'
import { specialColour, specialMarks } from './special-marks.ts'
import type { SpecialDay } from './special-marks.ts'
import { tooltipBox } from './tooltip-box.ts'
import type { TooltipRow } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

export type Granularity = 'day' | 'week' | 'month'
/** The days that are marked, as a set or as the keys of a map. */
type Marks = Pick<ReadonlySet<string>, 'has' | 'size'>
export type SeriesPoint = { date: string; value: number | null; partial?: boolean }
export type PredictedPoint = {
  date: string
  value: number
  lower_80: number
  upper_80: number
  lower_95: number
  upper_95: number
}

type Props = {
  /** the measure, as the tooltip and a screen reader name it */
  name: string
  points: readonly SeriesPoint[]
  granularity: Granularity
  /** the earlier period, point for point beside this one */
  compared?: readonly SeriesPoint[] | undefined
  predicted?: readonly PredictedPoint[] | undefined
  /** days out of the common, told by a ring about their point */
  marks?: Marks | undefined
  /** holidays and promotions, told by a mark on the axis */
  special?: readonly SpecialDay[] | undefined
  /** short, for the axis */
  short: (value: number) => string
  /** exact, for the tooltip */
  exact: (value: number) => string
  onPick?: ((point: SeriesPoint) => void) | undefined
}

/** A line of what was, a thin grey one of what was before, a dashed one with its bands of what is expected. */
export function SeriesChart(props: Props) {
  const { points, granularity, compared = none, predicted = none, marks, special = none } = props
  const { name, short, exact, onPick } = props
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()

  const option = useMemo(() => {
    const dates = [...points.map(({ date }) => date), ...predicted.map(({ date }) => date)]
    const shortDate = (date: string) => (granularity === 'month' ? format.month(date) : format.day(date))
    const longDate = (date: string): string => {
      if (granularity === 'month') return format.month(date)
      return granularity === 'week'
        ? t('week_of', { day: format.dayWithYear(date) })
        : format.dayWithYear(date)
    }
    const rowsAt = (index: number): TooltipRow[] => {
      const point = points[index]
      const before = compared[index]
      const expected = predicted[index - points.length]
      const rows: TooltipRow[] = []
      if (point && point.value !== null) rows.push({ name, value: exact(point.value), colour: tokens.accent })
      if (point && marks?.has(point.date)) rows.push({ value: t('odd'), colour: tokens.attention })
      for (const one of special)
        if (one.date === dates[index])
          rows.push({ value: one.name, colour: specialColour(tokens, one.kind), quiet: true })
      if (point?.partial) rows.push({ value: t('partial'), quiet: true })
      if (before && before.value !== null) {
        rows.push({
          name: longDate(before.date),
          value: exact(before.value),
          colour: tokens.compared,
          quiet: true,
        })
        if (point?.value !== null && point?.value !== undefined && before.value !== 0)
          rows.push({
            name: t('change'),
            value: format.change((point.value - before.value) / Math.abs(before.value)),
            quiet: true,
          })
      }
      if (expected) {
        rows.push({ name: t('expected'), value: exact(expected.value), colour: tokens.prediction })
        rows.push({
          name: '80 %',
          value: `${exact(expected.lower_80)} – ${exact(expected.upper_80)}`,
          quiet: true,
        })
        rows.push({
          name: '95 %',
          value: `${exact(expected.lower_95)} – ${exact(expected.upper_95)}`,
          quiet: true,
        })
      }
      return rows
    }
    return {
      ...chartBase(tokens),
      // room for half of a label that stands near the end
      grid: plotGrid({ right: 20 }),
      tooltip: axisTooltip(tokens, 'line', (items: { dataIndex: number }[]) => {
        const index = items[0]?.dataIndex ?? 0
        return tooltipBox(longDate(dates[index] ?? ''), rowsAt(index))
      }),
      xAxis: { ...nameAxis(tokens, dates.map(shortDate)), boundaryGap: dates.length === 1 },
      yAxis: valueAxis(tokens, short),
      series: [
        ...seriesOf({ points, compared, predicted }, tokens),
        ...markedPoints(points, marks, tokens),
        ...specialMarks(dates, special, tokens),
      ],
    }
  }, [points, compared, predicted, marks, special, granularity, name, short, exact, format, tokens, t])

  return (
    <Chart
      option={option}
      label={t('series_label', { name, count: points.length })}
      pickColumn
      onPick={onPick && (({ index }) => points[index] && onPick(points[index]))}
    />
  )
}

const none: readonly never[] = []

function markedPoints(points: readonly SeriesPoint[], marks: Marks | undefined, tokens: Tokens) {
  if (!marks || marks.size === 0) return []
  return [
    {
      type: 'scatter' as const,
      data: points.map(({ date, value }) => (marks.has(date) ? value : null)),
      symbolSize: 9,
      itemStyle: { color: tokens.surface, borderColor: tokens.attention, borderWidth: 2 },
      silent: true,
      z: 5,
    },
  ]
}

type Lines = {
  points: readonly SeriesPoint[]
  compared: readonly SeriesPoint[]
  predicted: readonly PredictedPoint[]
}

function seriesOf({ points, compared, predicted }: Lines, tokens: Tokens) {
  const line = {
    type: 'line' as const,
    showSymbol: points.length === 1,
    symbolSize: 7,
    symbol: 'circle',
    emphasis: { disabled: true },
  }
  const values = points.map(({ value }) => value)
  // the running week or month is not over: its last step is drawn as provisional
  const open = points.length > 1 && (points.at(-1)?.partial ?? false)
  const done = open ? values.map((value, index) => (index === values.length - 1 ? null : value)) : values
  const running = values.map((value, index) => (index >= values.length - 2 ? value : null))
  const before = compared.length > 0 && {
    ...line,
    data: compared.slice(0, points.length).map(({ value }) => value),
    lineStyle: { color: tokens.compared, width: 1 },
    itemStyle: { color: tokens.compared },
    silent: true,
    z: 1,
  }
  const now = {
    ...line,
    data: done,
    lineStyle: { color: tokens.accent, width: 2 },
    itemStyle: { color: tokens.accent },
    areaStyle: { color: tokens.accent, opacity: 0.07 },
    z: 3,
  }
  const provisional = open && {
    ...line,
    data: running,
    lineStyle: { color: tokens.accent, width: 2, type: [2, 4] },
    itemStyle: { color: tokens.accent },
    z: 3,
  }
  return [before, now, provisional, ...predictedLines({ points, predicted }, tokens)].filter(Boolean)
}

function predictedLines({ points, predicted }: Omit<Lines, 'compared'>, tokens: Tokens) {
  if (predicted.length === 0) return []
  const blank = points.map(() => null)
  const line = { type: 'line' as const, showSymbol: false, silent: true, lineStyle: { opacity: 0 }, z: 2 }
  const band = (
    name: string,
    low: 'lower_80' | 'lower_95',
    high: 'upper_80' | 'upper_95',
    opacity: number,
  ) => [
    { ...line, stack: name, stackStrategy: 'all', data: [...blank, ...predicted.map((point) => point[low])] },
    {
      ...line,
      stack: name,
      // also where the lower end is below zero
      stackStrategy: 'all',
      data: [...blank, ...predicted.map((point) => point[high] - point[low])],
      areaStyle: { color: tokens.prediction, opacity },
    },
  ]
  return [
    ...band('band-95', 'lower_95', 'upper_95', 0.1),
    ...band('band-80', 'lower_80', 'upper_80', 0.16),
    {
      ...line,
      data: [
        ...points.slice(0, -1).map(() => null),
        points.at(-1)?.value ?? null,
        ...predicted.map(({ value }) => value),
      ],
      lineStyle: { color: tokens.prediction, width: 2, type: [5, 4] },
      z: 4,
    },
  ]
}
