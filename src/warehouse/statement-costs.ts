export type StatementCosts = {
  /** what a statement of this text may take, in milliseconds */
  expected: (text: string) => number
  took: (text: string, milliseconds: number) => void
}

const unknownMs = 20

/** Remembers what statements took lately, values aside: a moving mean over about four runs, of the texts seen last. */
export function createStatementCosts(limit = 500): StatementCosts {
  const means = new Map<string, number>()
  return {
    expected: (text) => means.get(text) ?? unknownMs,
    took: (text, milliseconds) => {
      const before = means.get(text)
      means.delete(text)
      means.set(text, before === undefined ? milliseconds : before + (milliseconds - before) / 4)
      for (const oldest of means.keys()) {
        if (means.size <= limit) break
        means.delete(oldest)
      }
    },
  }
}
