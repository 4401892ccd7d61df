import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Longer paths do not fit what the operating system takes as the address of a socket. */
const longestPath = 100

export type LocalSocket = { path: string; close: () => Promise<void> }

/** Listens where only this user's own commands can reach: a socket in the data folder, a named pipe on Windows. */
export async function listenLocally(folder: string, listener: RequestListener): Promise<LocalSocket> {
  const path = socketPath(folder)
  const isFile = process.platform !== 'win32'
  // what lies there is of a server that is gone: this process holds the folder
  if (isFile) rmSync(path, { force: true })
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 1000 }, listener)
  const before = process.umask(0o177)
  try {
    await listen(server, path)
  } finally {
    process.umask(before)
  }
  if (isFile) chmodSync(path, 0o600)
  return {
    path,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      })
      if (isFile) rmSync(path, { force: true })
    },
  }
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
}

function socketPath(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\trastienda-${name}`
  const path = join(folder, 'trastienda.sock')
  return Buffer.byteLength(path) <= longestPath
    ? path
    : join(mkdtempSync(join(tmpdir(), 'trastienda-')), 'sock')
}
