type Total = { value: number; lower_80: number; upper_80: number }

/** How sure a forecast is, by how wide its 80% range lies about it: the words a merchant would choose. */
export function sureness({
  value,
  lower_80,
  upper_80,
}: Total): 'very_sure' | 'fairly_sure' | 'rough' | 'unsure' {
  const halfWidth = value > 0 ? (upper_80 - lower_80) / 2 / value : Number.POSITIVE_INFINITY
  if (halfWidth <= 0.1) return 'very_sure'
  if (halfWidth <= 0.25) return 'fairly_sure'
  return halfWidth <= 0.5 ? 'rough' : 'unsure'
}
