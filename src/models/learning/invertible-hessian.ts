import { choleskyInverse } from '../../math/cholesky.ts'

/** Inverse of a Hessian, n × n row by row, with the smallest ridge (of growing powers of ten) that makes it invertible. */
export function invertibleHessian(hessian: Float64Array, n: number): Float64Array {
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-6 : ridge * 10) {
    const inverse = choleskyInverse(
      hessian.map((entry, place) => entry + (place % (n + 1) === 0 ? ridge : 0)),
      n,
    )
    if (inverse) return inverse
    if (ridge > 1e12) throw new RangeError('the Hessian holds entries that are not numbers')
  }
}
