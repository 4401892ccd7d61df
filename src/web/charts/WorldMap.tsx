import { useElementSize } from '@mantine/hooks'
import { geoNaturalEarth1, geoPath } from 'd3-geo'
import { useMemo, useState } from 'react'
import { feature } from 'topojson-client'
import world from 'world-atlas/countries-110m.json'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { codeOfNumber } from './country-numbers.ts'
import { useTokens } from './use-tokens.ts'
import classes from './WorldMap.module.css'

export type MapValue = { code: string; name: string; value: number; note?: string }

type Props = {
  name: string
  values: readonly MapValue[]
  show: (value: number) => string
  onPick?: ((value: MapValue) => void) | undefined
  height: number
}

const antarctica = '010'
const shapes = feature(world, world.objects.countries).features.filter(({ id }) => id !== antarctica)
const codeOf = (id: string | number | undefined): string =>
  (id === undefined ? undefined : codeOfNumber.get(String(id).padStart(3, '0'))) ?? ''

/** Which countries the map can show: small islands are too small for it. */
export const mappedCodes: ReadonlySet<string> = new Set(shapes.map(({ id }) => codeOf(id)))

/** Countries coloured by how much, in steps of equal rank so that one giant does not pale all others. */
export function WorldMap({ name, values, show, onPick, height: most }: Props) {
  const t = useWords(chartWords)
  const format = useFormat()
  const tokens = useTokens()
  const { ref, width } = useElementSize()
  const [hovered, setHovered] = useState<{ text: string; x: number; y: number } | null>(null)
  // without Antarctica the world is about twice as wide as high
  const height = width > 0 ? Math.min(most, Math.round(width / 2.05) + 16) : most
  const byCode = useMemo(() => new Map(values.map((value) => [value.code, value])), [values])
  const steps = useMemo(
    () =>
      stepsOf(
        values.map(({ value }) => value),
        tokens.sequential.length,
      ),
    [values, tokens],
  )
  const paths = useMemo(() => (width > 0 ? pathsFor(width, height) : []), [width, height])
  const total = values.reduce((sum, { value }) => sum + value, 0)

  return (
    <div ref={ref} className={classes.box} style={{ height }}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('map_label', { name })}
        onMouseLeave={() => setHovered(null)}
      >
        {paths.map(({ id, path }, index) => {
          const known = byCode.get(codeOf(id))
          const step = known ? steps.findLastIndex((from) => known.value >= from) : -1
          const text = known
            ? `${known.name}: ${show(known.value)}${total > 0 ? ` · ${format.percent(known.value / total)}` : ''}`
            : ''
          return (
            <path
              key={`${id}-${index}`}
              d={path}
              className={classes.country}
              data-known={known ? true : undefined}
              fill={step >= 0 ? tokens.sequential[step] : tokens.hover}
              stroke={tokens.surface}
              strokeWidth={0.5}
              onMouseMove={(event) =>
                setHovered(
                  known ? { text, x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY } : null,
                )
              }
              onClick={() => known && onPick?.(known)}
            />
          )
        })}
      </svg>
      {hovered && (
        <div
          className={`chart-tooltip ${classes.tip}`}
          style={{ left: Math.min(hovered.x + 12, width - 200), top: hovered.y + 12 }}
        >
          {hovered.text}
        </div>
      )}
      {steps.length > 1 && (
        <div className={classes.scale} aria-hidden>
          <span>{show(steps[0])}</span>
          {steps.map((from, index) => (
            <i key={from} style={{ background: tokens.sequential[index] }} />
          ))}
          <span>{show(Math.max(...values.map(({ value }) => value)))}</span>
        </div>
      )}
    </div>
  )
}

function pathsFor(width: number, height: number) {
  const all = { type: 'FeatureCollection' as const, features: shapes }
  const path = geoPath(geoNaturalEarth1().fitSize([width, height], all)).digits(1)
  return shapes.map((shape) => ({ id: shape.id, path: path(shape) ?? '' }))
}

/** The value from which each colour begins. */
function stepsOf(values: readonly number[], count: number): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const cuts = Array.from({ length: count }, (_, step) => sorted[Math.floor((step / count) * sorted.length)])
  return [...new Set(cuts)]
}
