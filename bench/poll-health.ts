import { request } from 'node:http'

// a caller of its own: what it waits is what anybody would
const [port] = process.argv.slice(2)
const waits: number[] = []
const ask = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    request({ port: Number(port), path: '/health' }, (reply) => {
      reply.resume()
      reply.once('end', () => resolve(performance.now() - started))
    })
      .once('error', reject)
      .end()
  })
const stop = new AbortController()
process.once('message', () => stop.abort())
for (let i = 0; i < 20; i++) await ask()
process.send?.('ready')
while (!stop.signal.aborted) {
  waits.push(await ask())
  await new Promise((resolve) => setTimeout(resolve, 5))
}
waits.sort((a, b) => a - b)
const at = (share: number): number =>
  Number(waits[Math.min(waits.length - 1, Math.floor(share * waits.length))].toFixed(1))
process.send?.({ asked: waits.length, median_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1) })
process.disconnect?.()
