import { startServer } from './server.ts'

/** A server of its own for the run, or the one named by ADDRESS. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env.ADDRESS) return async () => undefined
  const server = await startServer()
  process.env.ADDRESS = server.address
  return server.stop
}
