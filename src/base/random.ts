/** A source of uniform numbers in [0, 1), passed in wherever chance is needed. */
export type Random = () => number

/**
 * A seeded source of uniform numbers: xoshiro128** 1.1 (Blackman & Vigna 2018) with its state filled by
 * splitmix32, 53 bits a draw. The same seed gives the same numbers on every machine.
 *
 * @example
 * const random = seededRandom(42)
 * random() === seededRandom(42)() // true
 */
export function seededRandom(seed: number): Random {
  let mix = seed >>> 0
  const nextState = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let a = nextState()
  let b = nextState()
  let c = nextState()
  let d = nextState()
  const next32 = (): number => {
    const scrambled = Math.imul(b, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  return () => ((next32() >>> 5) * 67108864 + (next32() >>> 6)) / 9007199254740992
}
