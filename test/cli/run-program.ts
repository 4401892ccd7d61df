import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'

export const program = fileURLToPath(new URL('../../bin/trastienda.cjs', import.meta.url))

const started = new Set<ChildProcess>()
// a test that fails before it stops its server must not leave it running
after(() => started.forEach((child) => child.kill('SIGKILL')))

export type Ran = { code: number | null; stdout: string; stderr: string }

function start(folder: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [program, ...args], {
    // the folder has no .env
    cwd: folder,
    env: { PATH, DATA_DIR: folder, TZ: 'UTC', DEMO: 'off', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  started.add(child)
  child.once('exit', () => started.delete(child))
  return child
}

/** Runs one command on a data folder to its end. */
export async function run(
  folder: string,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Ran> {
  const child = start(folder, args, env)
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (text) => (said.stdout += text))
  child.stderr?.on('data', (text) => (said.stderr += text))
  child.stdin?.end()
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

export type RunningServer = {
  child: ChildProcess
  address: string
  stdout: () => string
  stderr: () => string
}

/** Starts a server on a free port and waits until it says where it is. */
export async function serve(folder: string, env?: Record<string, string>): Promise<RunningServer> {
  const child = start(folder, ['serve'], { PORT: '0', ...env })
  let out = ''
  let err = ''
  child.stderr?.on('data', (text) => (err += text))
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${err}`)))
    child.stdout?.on('data', (text) => {
      out += text
      const address = /is open at (\S+)/.exec(out)?.[1]
      if (address) resolve({ child, address, stdout: () => out, stderr: () => err })
    })
  })
}

export async function stop(
  { child }: RunningServer,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  child.removeAllListeners('exit')
  child.kill(signal)
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
