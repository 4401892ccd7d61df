export type NelderMeadOptions = {
  maxEvaluations?: number
  tolerance?: number
  step?: number | readonly number[]
}

export type SimplexMinimum = { x: Float64Array; value: number; evaluations: number; converged: boolean }

/**
 * Minimises a function of n variables without gradients by the simplex of Nelder and Mead (1965) with the
 * dimension-dependent coefficients of Gao and Han (2012). A value that is not finite counts as infinitely bad.
 * Converged when the simplex spans less than `tolerance` (1e-8) both in value (relatively) and in place.
 */
export function minimizeNelderMead(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  options: NelderMeadOptions = {},
): SimplexMinimum {
  const n = start.length
  const { maxEvaluations = 400 * n, tolerance = 1e-8, step = 0.1 } = options
  const used = { evaluations: 0 }
  const at = (x: Float64Array): Vertex => {
    used.evaluations += 1
    const value = f(x)
    return { x, value: Number.isFinite(value) ? value : Number.POSITIVE_INFINITY }
  }
  const simplex = firstSimplex(start, step).map(at)
  simplex.sort((a, b) => a.value - b.value)
  while (used.evaluations < maxEvaluations) {
    if (isSmall(simplex, tolerance)) return { ...simplex[0], ...used, converged: true }
    if (!replaceWorst(simplex, at, n)) shrink(simplex, at, n)
    simplex.sort((a, b) => a.value - b.value)
  }
  return { ...simplex[0], ...used, converged: false }
}

type Vertex = { x: Float64Array; value: number }

function firstSimplex(start: ArrayLike<number>, step: number | readonly number[]): Float64Array[] {
  const origin = Float64Array.from(start)
  const corners = Array.from(origin, (_, i) => {
    const corner = origin.slice()
    corner[i] += typeof step === 'number' ? step * Math.max(1, Math.abs(corner[i])) : step[i]
    return corner
  })
  return [origin, ...corners]
}

function isSmall(simplex: Vertex[], tolerance: number): boolean {
  const [best, worst] = [simplex[0], simplex[simplex.length - 1]]
  if (!(worst.value - best.value <= tolerance * Math.max(1, Math.abs(best.value)))) return false
  return simplex.every((vertex) =>
    vertex.x.every(
      (entry, i) => Math.abs(entry - best.x[i]) <= Math.sqrt(tolerance) * Math.max(1, Math.abs(best.x[i])),
    ),
  )
}

/** Reflects, expands or contracts the worst corner; answers false where nothing helped. */
function replaceWorst(simplex: Vertex[], at: (x: Float64Array) => Vertex, n: number): boolean {
  const worst = simplex[n]
  const centre = new Float64Array(n)
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) centre[i] += simplex[k].x[i] / n
  const along = (t: number): Vertex => at(centre.map((entry, i) => entry + t * (entry - worst.x[i])))
  const reflected = along(1)
  if (reflected.value < simplex[0].value) {
    const expanded = along(1 + 2 / Math.max(2, n))
    simplex[n] = expanded.value < reflected.value ? expanded : reflected
    return true
  }
  if (reflected.value < simplex[n - 1].value) {
    simplex[n] = reflected
    return true
  }
  const inside = 0.75 - 1 / (2 * Math.max(2, n))
  const contracted = along(reflected.value < worst.value ? inside : -inside)
  if (contracted.value >= Math.min(reflected.value, worst.value)) return false
  simplex[n] = contracted
  return true
}

function shrink(simplex: Vertex[], at: (x: Float64Array) => Vertex, n: number): void {
  const best = simplex[0].x
  const keep = 1 - 1 / Math.max(2, n)
  for (let k = 1; k <= n; k++)
    simplex[k] = at(simplex[k].x.map((entry, i) => best[i] + keep * (entry - best[i])))
}
