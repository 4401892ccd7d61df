import { spawn } from 'node:child_process'

export const owner = { email: 'bench@tienda.example', password: 'llueve-en-Sucre-7' }

export type BenchServer = { address: string; pid: number; stop: () => Promise<void> }

/** The server as a user starts it, on a data folder and a free port; it is there once it listens. */
export async function runServer(
  folder: string,
  environment: Record<string, string> = {},
): Promise<BenchServer> {
  const server = spawn(process.execPath, ['bin/trastienda.cjs', 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: folder,
      OWNER_EMAIL: owner.email,
      OWNER_PASSWORD: owner.password,
      LOG_LEVEL: 'info',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const address = await addressOf(server)
  return {
    address,
    pid: server.pid!,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      if (server.kill('SIGTERM')) await ended
    },
  }
}

function addressOf(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      const found = /"address":"([^"]+)"/.exec(said)?.[1] ?? / is open at (\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('exit', () => reject(new Error(`the server ended before it listened:\n${said}`)))
  })
}

/** The headers of somebody who has signed in. */
export async function signedIn(address: string): Promise<Record<string, string>> {
  const login = await fetch(`${address}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  })
  if (!login.ok) throw new Error(`signing in: ${login.status}`)
  const { token } = (await login.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}
