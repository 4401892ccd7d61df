/** Where the figure stands before and after each step. */
export function levelsOf(steps: readonly { value: number }[]): number[] {
  const levels = [0]
  for (const { value } of steps) levels.push((levels.at(-1) ?? 0) + value)
  return levels
}
