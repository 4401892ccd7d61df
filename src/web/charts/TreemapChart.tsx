import { useMemo } from 'react'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { Chart } from './Chart.tsx'
import { chartBase, tooltipBase } from './chart-base.ts'
import { tooltipBox } from './tooltip-box.ts'
import { useTokens } from './use-tokens.ts'

export type TreeNode = { name: string; value: number; colour?: string; children?: TreeNode[] }

type Props = {
  name: string
  nodes: readonly TreeNode[]
  show: (value: number) => string
  onPick?: ((path: string[]) => void) | undefined
}

/** Areas by size; one click opens what an area is made of. */
export function TreemapChart({ name, nodes, show, onPick }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const option = useMemo(() => {
    const total = nodes.reduce((sum, node) => sum + node.value, 0)
    return {
      ...chartBase(tokens),
      tooltip: {
        ...tooltipBase(),
        formatter: ({ name, value }: { name: string; value: number }) =>
          tooltipBox(name, [
            { value: show(value) },
            { name: t('share'), value: total > 0 ? format.percent(value / total) : '–', quiet: true },
          ]),
      },
      series: [
        {
          type: 'treemap',
          left: 0,
          top: 0,
          width: '100%',
          height: '100%',
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          data: nodes.map((node, index) =>
            withColour(node, node.colour ?? tokens.categories[index] ?? tokens.other),
          ),
          label: {
            fontSize: 12,
            fontWeight: 500,
            overflow: 'truncate',
            lineHeight: 16,
            formatter: ({ name, value }: { name: string; value: number }) => `${name}\n${show(value)}`,
          },
          itemStyle: { borderColor: tokens.surface, borderWidth: 2, gapWidth: 2, borderRadius: 3 },
          emphasis: { itemStyle: { borderColor: tokens.text }, label: { show: true } },
          leafDepth: 1,
        },
      ],
    }
  }, [nodes, show, tokens, format, t])
  return (
    <Chart
      option={option}
      label={t('treemap_label', { name })}
      onPick={onPick && (({ path }) => onPick(path))}
    />
  )
}

function withColour(node: TreeNode, colour: string) {
  const colouredLabel = { color: textOn(colour) }
  return { name: node.name, value: node.value, itemStyle: { color: colour }, label: colouredLabel }
}

/** Dark letters on a light area, light ones on a dark one: whichever stands out more. */
export function textOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.058 ? '#ffffff' : '#11161c'
}
