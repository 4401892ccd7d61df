/**
 * Agreement of two clusterings of the same points, whatever the clusters are called (Hubert & Arabie 1985): 1 where
 * they are the same, about 0 where they agree by chance only. Two trivial clusterings agree fully. O(n + k²).
 */
export function adjustedRand(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const pairs = (count: number): number => (count * (count - 1)) / 2
  const [cells, rows, columns] = [
    new Map<string, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ]
  for (let i = 0; i < first.length; i++) {
    const cell = `${first[i]} ${second[i]}`
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
    rows.set(first[i], (rows.get(first[i]) ?? 0) + 1)
    columns.set(second[i], (columns.get(second[i]) ?? 0) + 1)
  }
  const sum = (counts: Iterable<number>): number =>
    [...counts].reduce((total, count) => total + pairs(count), 0)
  const [together, byFirst, bySecond] = [sum(cells.values()), sum(rows.values()), sum(columns.values())]
  const all = pairs(first.length)
  const chance = all === 0 ? 0 : (byFirst * bySecond) / all
  const most = (byFirst + bySecond) / 2
  return most === chance ? 1 : (together - chance) / (most - chance)
}
