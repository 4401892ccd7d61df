/** The reason of each field that is null in one of the rows, ready for a reply's `reasons`. */
export function whyNull(rows: readonly object[], reasons: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reasons).filter(([name]) =>
      rows.some((row) => (row as Record<string, unknown>)[name] === null),
    ),
  )
}

/** Why a row's change against the period before can be null. */
export function whyNoChange(previous: unknown): Record<string, string> {
  return previous === null
    ? { previous_revenue: 'no_previous_period', change: 'no_previous_period' }
    : { change: 'nothing_before' }
}
