/** Days since 1970-01-01 to YYYY-MM-DD; the warehouse's own would load the engine into every thread. */
export function isoDay(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}
