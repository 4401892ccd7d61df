/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half (Mann & Whitney).
 * Labels are 0 and 1. 0.5 where one of the classes is missing. O(n log n).
 *
 * @example
 * areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]) // 0.75
 */
export function areaUnderCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const n = scores.length
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => scores[i] - scores[j])
  let [positives, rankSum] = [0, 0]
  for (let start = 0; start < n;) {
    let end = start
    let ones = 0
    while (end < n && scores[order[end]] === scores[order[start]]) ones += labels[order[end++]]
    rankSum += (ones * (start + 1 + end)) / 2
    positives += ones
    start = end
  }
  const negatives = n - positives
  if (positives === 0 || negatives === 0) return 0.5
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
