type Props = { values: readonly (number | null)[]; width?: number; height?: number }

/** The shape of a series and nothing else; the figure beside it says how much. */
export function Sparkline({ values, width = 84, height = 28 }: Props) {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2) return null
  const low = Math.min(0, ...known)
  const high = Math.max(...known)
  const span = high - low || 1
  const at = (value: number, index: number): string =>
    `${((index / (values.length - 1)) * (width - 2) + 1).toFixed(1)},${(height - 2 - ((value - low) / span) * (height - 4)).toFixed(1)}`
  const points = values.flatMap((value, index) => (value === null ? [] : [at(value, index)]))
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden
      style={{ flex: 'none' }}
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  )
}
