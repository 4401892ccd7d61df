import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { sweepUploads } from '../../actions/imports/uploads.ts'
import { jobHandlers } from '../../actions/job-handlers.ts'
import { startSourceSchedule } from '../../actions/sources/source-schedule.ts'
import { AppError } from '../../base/errors.ts'
import type { Config } from '../../base/config.ts'
import { createLog } from '../../base/log.ts'
import { linkAddress } from '../../contracts/accounts.ts'
import { exclusiveJobKinds } from '../../store/job-kinds.ts'
import { startJobRunner } from '../../store/job-runner.ts'
import { serverName } from '../door.ts'
import { buildHouseApp } from '../house-app.ts'
import { openHouse } from '../house.ts'
import type { OpenHouse } from '../house.ts'
import { listenLocally } from '../local-socket.ts'
import type { Output } from '../output.ts'
import { makeFirstDemos } from './demo.ts'

/** How long what is under way may take to end when the server is asked to stop. */
const patienceMs = 20_000
const tidyEveryMs = 3_600_000
const jobsKeptMs = 90 * 86_400_000

/** Opens the data folder, serves it until a signal comes, and closes it cleanly. */
export async function serve(config: Config, output: Output): Promise<void> {
  const log = createLog(foregroundLevel(config, output))
  const house = await openHouse(config, log, serverName)
  const { app, handleLocal } = await buildHouseApp(config, house, { listens: true, processMetrics: true })
  const address = await listen(app, config)
  house.folder.describe({ address })
  const socket = await listenLocally(config.dataDir, handleLocal)
  house.folder.describe({ socket: socket.path })
  log.info({ address, data: config.dataDir }, 'listening')

  const stopping = stopSignal()
  const work = startWork(house)
  await greet(config, house, address, output)
  const signal = await stopping
  log.info({ signal }, 'stopping')
  const hurry = setTimeout(() => {
    log.error('what was under way did not end in time')
    process.exit(1)
  }, patienceMs)
  // who does not read what they asked for cannot keep the house open
  const cut = setTimeout(() => app.server.closeAllConnections(), patienceMs / 2)
  await Promise.all([app.close(), socket.close()])
  clearTimeout(cut)
  await work.stop()
  await house.close()
  clearTimeout(hurry)
  log.info('closed')
}

/** What the server does of itself: the queue, and clearing away what is long over. */
function startWork(house: OpenHouse): { stop: () => Promise<void> } {
  const { store, accounts, log } = house
  const runner = startJobRunner({
    jobs: store.jobs,
    handlers: jobHandlers(house),
    exclusive: exclusiveJobKinds,
    worker: `server-${process.pid}`,
    onFault: (err, job) => log.error({ err, job_id: job?.job_id }, 'a job failed'),
  })
  const tidy = (): void => {
    Promise.all([accounts.sweep(), sweepUploads(house), store.jobs.sweep(jobsKeptMs)]).catch((err: unknown) =>
      log.error({ err }, 'clearing away failed'),
    )
  }
  house.training.start()
  const sources = startSourceSchedule(house)
  tidy()
  const timer = setInterval(tidy, tidyEveryMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await sources.stop()
      await runner.stop()
    },
  }
}

/** At a terminal a person is reading: warnings are enough, unless the level was set. */
function foregroundLevel(config: Config, output: Output): Config['logLevel'] {
  return output.terminal && !process.env.LOG_LEVEL ? 'warn' : config.logLevel
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return (await app.listen({ host, port })).replace('[::1]', 'localhost')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new AppError(
      'bad_configuration',
      `port ${port} is taken by another program: set PORT to a free one`,
      {
        cause: error,
      },
    )
  }
}

async function greet(config: Config, house: OpenHouse, address: string, output: Output): Promise<void> {
  const base = config.publicUrl ?? address
  output.print(
    `\n  Trastienda is open at ${base}\n  The API is described at ${base}/docs, the data lies in ${config.dataDir}\n`,
  )
  const link = await house.accounts.ensureOwner(config.owner)
  if (link) {
    // on the console only: whoever reads a log must not become the owner
    output.print(
      `\n  Nobody owns it yet. This link does, once, within 15 minutes:\n  ${linkAddress(base, link.token)}\n`,
    )
  }
  await makeFirstDemos(config, house, output)
  output.print('\n')
}

async function stopSignal(): Promise<string> {
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'].map(async (signal) =>
    once(process, signal).then(() => signal),
  )
  return Promise.race([...signals, ...(process.env.npm_lifecycle_event ? [orphaned()] : [])])
}

/** npm ends at a signal without passing it on to what its script started: then the parent is another one. */
async function orphaned(): Promise<string> {
  const parent = process.ppid
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(timer)
      resolve('end of npm')
    }, 500)
    timer.unref()
  })
}
