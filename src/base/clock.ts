/** The present moment, passed in wherever it matters so that tests can stop it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

export function fixedClock(iso: string): Clock {
  return () => new Date(iso)
}
