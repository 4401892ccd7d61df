const formats = new Map<string, Intl.DateTimeFormat>()

/** The local day, YYYY-MM-DD, of a moment in a time zone. */
export function localDay(moment: Date, timeZone: string): string {
  const known = formats.get(timeZone)
  if (known) return known.format(moment)
  // making one costs more than a small answer does, so each zone's is kept
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  formats.set(timeZone, made)
  return made.format(moment)
}
