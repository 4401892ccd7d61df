import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const owner = { email: 'ana@tienda.example', password: 'llueve-en-Sucre-7' }

/** What lies in the folder that a source watches. */
const watched = 'order_id,date,customer_id,product_id,quantity,unit_price\nW-1,2025-10-30,w-1,w-p-1,2,9.5\n'

export type RunningServer = { address: string; folder: string; stop: () => Promise<void> }

const longestStartMs = 120_000

/** The real server on a folder of its own with the demo shops, at a port that was free. */
export async function startServer(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'trastienda-browser-'))
  await mkdir(join(folder, 'shared'))
  await writeFile(join(folder, 'shared', 'orders.csv'), watched)
  await mkdir(join(folder, 'shared', 'raros'))
  await writeFile(join(folder, 'shared', 'raros', 'raro.csv'), 'aa;bb;dd;ee\nR-1;2026-01-31;Z1;9,50\n')
  const server = spawn(process.execPath, ['bin/trastienda.cjs', 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: folder,
      OWNER_EMAIL: owner.email,
      OWNER_PASSWORD: owner.password,
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    if (server.exitCode === null) {
      server.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  }
  const listen = (chunk: Buffer): void => {
    said += chunk.toString()
  }
  server.stdout.on('data', listen)
  server.stderr.on('data', listen)
  const until = Date.now() + longestStartMs
  while (Date.now() < until) {
    const address = /"address":"([^"]+)"/.exec(said)?.[1] ?? / is open at (\S+)/.exec(said)?.[1]
    if (address && (await hasDemo(address))) return { address, folder, stop }
    if (server.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  await stop()
  throw new Error(`the server did not start:\n${said}`)
}

async function hasDemo(address: string): Promise<boolean> {
  const login = await fetch(`${address}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  }).catch(() => null)
  if (!login?.ok) return false
  const { token } = (await login.json()) as { token: string }
  const kpis = await fetch(`${address}/api/v1/kpis?period=all_time`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return kpis.ok && ((await kpis.json()) as { total_orders: number | null }).total_orders !== 0
}
