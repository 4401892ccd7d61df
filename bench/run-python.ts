import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs a Python program (scikit-learn as the reference) beside a bench, on one thread, with arrays of doubles as
 * files named in its arguments; its last line of output must be JSON. PYTHON names the interpreter. Undefined, with a line
 * that says so, where it or the library is missing.
 */
export function runPython<T>(program: string, arrays: Float64Array[]): T | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const paths = arrays.map((array, i) => {
      const path = join(folder, `${i}.bin`)
      writeFileSync(path, new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
      return path
    })
    const done = spawnSync(process.env['PYTHON'] ?? 'python3', ['-c', program, ...paths], {
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    })
    if (done.status === 0) return JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '') as T
    console.error('no reference: python with scikit-learn was not found (set PYTHON to such an interpreter)')
    return undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}
