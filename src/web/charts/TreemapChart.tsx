import { useElementSize } from '@mantine/hooks'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { pickable } from './pickable.ts'
import { squarify } from './squarify.ts'
import { textOn } from './text-on.ts'
import { useTokens } from './use-tokens.ts'
import classes from './TreemapChart.module.css'

export type TreeNode = { name: string; value: number; colour?: string; children?: TreeNode[] }

type Props = {
  name: string
  nodes: readonly TreeNode[]
  show: (value: number) => string
  onPick?: ((node: TreeNode) => void) | undefined
}

const gap = 2
const letter = 7

/** Areas by size; each can be opened. What is not positive has no area. */
export function TreemapChart({ name, nodes, show, onPick }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const { ref, width, height } = useElementSize()
  const shown = nodes.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value)
  const total = shown.reduce((sum, { value }) => sum + value, 0)
  const boxes = squarify(
    shown.map(({ value }) => value),
    { x: 0, y: 0, width, height },
  )
  return (
    <div ref={ref} className={classes.box}>
      <svg width={width} height={height} role="group" aria-label={t('treemap_label', { name })}>
        {boxes.map((box, index) => {
          const node = shown[index]
          const colour = node.colour ?? tokens.categories[index] ?? tokens.other
          const text = `${node.name}: ${show(node.value)} · ${format.percent(node.value / total)}`
          const room = Math.floor((box.width - 16) / letter)
          const fits = box.height > 24 && room >= 4
          return (
            <g key={node.name} className={classes.area} {...pickable(onPick && (() => onPick(node)))}>
              <title>{text}</title>
              <rect
                x={box.x + gap / 2}
                y={box.y + gap / 2}
                width={Math.max(0, box.width - gap)}
                height={Math.max(0, box.height - gap)}
                rx={4}
                fill={colour}
              />
              {fits && (
                <text x={box.x + 9} y={box.y + 20} fill={textOn(colour)} className={classes.name}>
                  {node.name.length > room ? `${node.name.slice(0, room - 1)}…` : node.name}
                </text>
              )}
              {fits && box.height > 44 && show(node.value).length <= room && (
                <text x={box.x + 9} y={box.y + 37} fill={textOn(colour)} className={classes.figure}>
                  {show(node.value)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}
