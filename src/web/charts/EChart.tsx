import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
])

/** What was clicked: its place in the series. */
export type ChartClick = { index: number }

export type EChartProps = {
  option: EChartsCoreOption
  /** what a reader who cannot see it is told */
  label: string
  onPick?: ((click: ChartClick) => void) | undefined
  /** anywhere in the plot counts as its nearest column */
  pickColumn?: boolean
}

/** The one place that knows ECharts: a box that it fills, follows in size and clears away. */
export function EChart({ option, label, onPick, pickColumn = false }: EChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(null)
  const pick = useRef(onPick)
  pick.current = onPick

  useEffect(() => {
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    const watcher = new ResizeObserver(() => made.resize())
    watcher.observe(box.current!)
    made.on('click', ({ dataIndex }) => pick.current?.({ index: dataIndex }))
    if (pickColumn) {
      made.getZr().on('click', ({ offsetX, offsetY }) => {
        const place = [offsetX, offsetY]
        if (!made.containPixel('grid', place)) return
        const [index] = made.convertFromPixel('grid', place)
        if (index !== undefined) pick.current?.({ index: Math.round(index) })
      })
    }
    return () => {
      watcher.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [pickColumn])

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])

  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      style={{ width: '100%', height: '100%', cursor: onPick ? 'pointer' : undefined }}
    />
  )
}
