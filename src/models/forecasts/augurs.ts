import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where a WebAssembly file of the forecasting package lies, read once and synchronously. */
export function augursBinary(name: 'mstl' | 'prophet'): Uint8Array<ArrayBuffer> {
  const path = fileURLToPath(import.meta.resolve(`@bsull/augurs/${name}`)).replace(/\.js$/, '_bg.wasm')
  return Uint8Array.from(readFileSync(path))
}

/** Whether an error is, or carries, a trap of a WebAssembly module, after which the module must not be used. */
export function isTrap(error: unknown): boolean {
  return /RuntimeError|unreachable/.test(String(error))
}
