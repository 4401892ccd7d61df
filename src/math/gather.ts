/**
 * The values at some places, one after another. A plain loop: `Float64Array.from` with a function makes a list of everything
 * first, which costs ten times as much on large columns.
 *
 * @example
 * gather([5, 6, 7], [2, 0]) // Float64Array [7, 5]
 */
export function gather(values: ArrayLike<number>, places: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const gathered = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) gathered[i] = values[places[i]]
  return gathered
}

/** The whole numbers from 0 up to n, n left out. */
export function countUp(n: number): Int32Array<ArrayBuffer> {
  const numbers = new Int32Array(n)
  for (let i = 0; i < n; i++) numbers[i] = i
  return numbers
}
