/**
 * The argument in [low, high] at which an increasing function reaches zero, by bisection with secant steps
 * (Illinois' rule). Stops when the bracket is narrower than `tolerance` relative to its place. At an end where
 * the function does not change sign, that end is answered.
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-14): number {
  let [a, b] = [low, high]
  let [fa, fb] = [f(a), f(b)]
  if (fa >= 0) return a
  if (fb <= 0) return b
  for (let step = 0; step < 200; step++) {
    const width = b - a
    if (width <= tolerance * Math.max(Math.abs(a), Math.abs(b), 1e-300)) break
    const secant = b - (fb * width) / (fb - fa)
    const x = step % 3 === 2 || !(secant > a && secant < b) ? a + width / 2 : secant
    const fx = f(x)
    if (fx === 0) return x
    if (fx < 0) {
      a = x
      fa = fx
      fb /= 2
    } else {
      b = x
      fb = fx
      fa /= 2
    }
  }
  return (a + b) / 2
}
