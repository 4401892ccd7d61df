import { access, readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '../../base/errors.ts'
import type { Config } from '../../base/config.ts'
import type { ImportVerdict } from '../../contracts/imports.ts'
import { command, openDoor } from '../door.ts'
import { progressBar } from '../output.ts'
import type { Output } from '../output.ts'
import { printVerdict } from '../print-verdict.ts'

export type ImportCommandOptions = {
  workspace: string
  mapping?: string
  currency?: string
  timeZone?: string
  sheet?: string
  rate?: string[]
  dryRun?: boolean
  json?: boolean
}

/** Imports files into a workspace, which is made where there is none of that name, and prints what came of it. */
export async function importCommand(
  config: Config,
  paths: readonly string[],
  options: ImportCommandOptions,
  output: Output,
): Promise<void> {
  const { workspace, sheet, currency } = options
  const files = await Promise.all(paths.map(fileAt))
  const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping)
  const body = {
    workspace,
    files,
    mapping,
    sheet,
    currency,
    time_zone: options.timeZone,
    rates: options.rate && ratesOf(options.rate),
    dry_run: options.dryRun,
  }
  const door = await openDoor(config, 'the command import')
  const bar = progressBar(output)
  const stop = stopOnInterrupt()
  try {
    const { verdict, made } = await command<{ verdict: ImportVerdict; made: boolean }>(
      door,
      { path: '/local/import', body, signal: stop.signal },
      bar.show,
    )
    bar.end()
    if (made)
      output.say(
        `There was no workspace ${workspace}: it was made, in ${verdict.currency}, ${verdict.time_zone}.\n`,
      )
    output.print(options.json ? `${JSON.stringify(verdict, null, 2)}\n` : printVerdict(verdict))
  } finally {
    bar.end()
    stop.forget()
    await door.close()
  }
}

function ratesOf(given: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    given.map((text) => {
      const [, code, value] = /^([A-Za-z]{3})=(\d+(?:\.\d+)?)$/.exec(text) ?? []
      if (code === undefined || !(Number(value) > 0))
        throw new AppError('out_of_range', `--rate ${text} is not understood: write it as EUR=1.08`)
      return [code.toUpperCase(), Number(value)]
    }),
  )
}

async function fileAt(path: string): Promise<{ path: string; name: string }> {
  const whole = resolve(path)
  await access(whole).catch((cause: unknown) => {
    throw new AppError('not_found', `there is no file ${path}`, { cause })
  })
  return { path: whole, name: basename(whole) }
}

async function readMapping(path: string): Promise<unknown> {
  const { path: whole } = await fileAt(path)
  try {
    return JSON.parse(await readFile(whole, 'utf8'))
  } catch (cause) {
    throw new AppError('malformed_request', `the mapping ${path} is no JSON: ${(cause as Error).message}`, {
      cause,
    })
  }
}

/** Ctrl+C stops the import, which then changes nothing; a second one ends the command at once. */
export function stopOnInterrupt(): { signal: AbortSignal; forget: () => void } {
  const abort = new AbortController()
  const onSignal = (): void => abort.abort()
  process.once('SIGINT', onSignal)
  return { signal: abort.signal, forget: () => void process.off('SIGINT', onSignal) }
}
