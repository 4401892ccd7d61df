import { useElementSize } from '@mantine/hooks'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { fitText, textWidth } from './fit-text.ts'
import { pickable } from './pickable.ts'
import classes from './BarChart.module.css'

export type Bar = {
  key: string
  name: string
  value: number
  /** beside the figure: a change, a margin */
  aside?: string
  /** better or worse colours it where the measure is a change */
  manner?: 'better' | 'worse'
  colour?: string
}

type Props = {
  /** the measure */
  name: string
  bars: readonly Bar[]
  show: (value: number) => string
  onPick?: ((bar: Bar) => void) | undefined
  rowHeight?: number
}

/** between a name and its figure */
const apart = 16

/** Bars lying down, from zero, each with its name above it so that no name is cut. */
export function BarChart({ name, bars, show, onPick, rowHeight = 38 }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const { ref, width } = useElementSize()
  const low = Math.min(0, ...bars.map(({ value }) => value))
  const high = Math.max(0, ...bars.map(({ value }) => value))
  const span = high - low || 1
  const total = low < 0 ? 0 : bars.reduce((sum, { value }) => sum + value, 0)
  const at = (value: number): number => ((value - low) / span) * width

  return (
    <div ref={ref} className={classes.box} style={{ minHeight: bars.length * rowHeight }}>
      {width > 0 && (
        <svg
          width={width}
          height={bars.length * rowHeight}
          role="group"
          aria-label={t('bars_label', { name, count: bars.length })}
        >
          {bars.map((bar, index) => {
            const start = at(Math.min(0, bar.value))
            const length = Math.max(1, at(Math.max(0, bar.value)) - start)
            const figures = [show(bar.value), bar.aside].filter(Boolean).join('  ')
            const room = width - textWidth(figures) - apart
            const share = total > 0 ? ` · ${t('share')} ${format.percent(bar.value / total)}` : ''
            return (
              <g
                key={bar.key}
                className={classes.bar}
                transform={`translate(0 ${index * rowHeight})`}
                {...pickable(onPick && (() => onPick(bar)))}
              >
                <title>{`${bar.name} · ${figures}${share}`}</title>
                <rect className={classes.row} width={width} height={rowHeight - 4} rx={4} />
                <text className={classes.name} x={0} y={15}>
                  {fitText(bar.name, room)}
                </text>
                <text className={classes.figure} x={width} y={15} textAnchor="end" data-manner={bar.manner}>
                  {figures}
                </text>
                <rect className={classes.track} y={22} width={width} height={6} rx={3} />
                <rect
                  className={classes.fill}
                  data-manner={bar.manner}
                  fill={bar.colour}
                  x={start}
                  y={22}
                  width={length}
                  height={6}
                  rx={3}
                />
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
