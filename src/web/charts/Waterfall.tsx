import { useElementSize } from '@mantine/hooks'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { levelsOf } from './levels-of.ts'
import { pickable } from './pickable.ts'
import classes from './Waterfall.module.css'

export type WaterfallStep = { key: string; name: string; value: number }

type Props = {
  /** what changed */
  name: string
  steps: readonly WaterfallStep[]
  /** the last row: all steps together */
  total: { name: string; value: number }
  show: (value: number) => string
  lessIsBetter?: boolean
  onPick?: ((step: WaterfallStep) => void) | undefined
}

const rowHeight = 40
const barHeight = 10
const barTop = 21

/** What raised and what lowered a figure, one step after the other, from no change to the whole of it. */
export function Waterfall({ name, steps, total, show, lessIsBetter = false, onPick }: Props) {
  const t = useWords(chartWords)
  const { ref, width } = useElementSize()
  const levels = levelsOf(steps)
  const low = Math.min(0, total.value, ...levels)
  const high = Math.max(0, total.value, ...levels)
  const at = (value: number): number => ((value - low) / (high - low || 1)) * width
  const height = (steps.length + 1) * rowHeight
  const rows = [
    ...steps.map((step, index) => ({ ...step, from: levels[index] ?? 0, to: levels[index + 1] ?? 0 })),
    { key: 'total', ...total, from: 0, to: total.value },
  ]
  return (
    <div ref={ref} style={{ minHeight: height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="group"
          aria-label={t('waterfall_label', { name, count: steps.length })}
        >
          {rows.map(({ key, name: rowName, value, from, to }, index) => {
            const isTotal = index === steps.length
            const start = Math.min(at(from), at(to))
            const manner = value === 0 ? undefined : value > 0 !== lessIsBetter ? 'better' : 'worse'
            const pick = isTotal || !onPick ? undefined : () => onPick(steps[index])
            return (
              <g
                key={key}
                className={classes.step}
                transform={`translate(0 ${index * rowHeight})`}
                data-total={isTotal || undefined}
                {...pickable(pick)}
              >
                <title>{`${rowName}: ${show(value)}`}</title>
                <rect className={classes.row} width={width} height={rowHeight - 4} rx={4} />
                <text className={classes.name} x={0} y={14}>
                  {rowName}
                </text>
                <text className={classes.figure} x={width} y={14} textAnchor="end" data-manner={manner}>
                  {show(value)}
                </text>
                <line
                  className={classes.zero}
                  x1={at(0)}
                  x2={at(0)}
                  y1={barTop - 3}
                  y2={barTop + barHeight + 3}
                />
                <rect
                  className={classes.bar}
                  data-manner={manner}
                  x={start}
                  y={barTop}
                  width={Math.max(1.5, Math.abs(at(to) - at(from)))}
                  height={barHeight}
                  rx={2}
                />
                {!isTotal && (
                  <line
                    className={classes.link}
                    x1={at(to)}
                    x2={at(to)}
                    y1={barTop + barHeight}
                    y2={rowHeight + barTop}
                  />
                )}
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
