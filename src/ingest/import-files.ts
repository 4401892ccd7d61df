import type { ImportField } from '../contracts/import-fields.ts'
import { AppError, isAppError } from '../base/errors.ts'
import type { ImportNote, ImportVerdict } from '../contracts/imports.ts'
import type { Stage } from '../warehouse/warehouse.ts'
import { planFile } from './file-plan.ts'
import type { FilePlan } from './file-plan.ts'
import type { ImportContext, ImportOptions } from './import-context.ts'
import { loadStaged } from './load-staged.ts'
import { platformSources } from './platform-sources.ts'
import { packedBytes, prepareFiles } from './prepare-files.ts'
import type { ImportFile } from './prepared-file.ts'
import { csvFault } from './read-csv-source.ts'
import { trackProgress } from './progress.ts'
import { readSource } from './read-source.ts'
import { rejected } from './rejection.ts'
import { closeStaging, openStaging } from './staging-folder.ts'
import { inCents } from './column-names.ts'
import { moneyFields } from './typed-columns.ts'
import { stageFiles } from './stage-files.ts'
import type { Settings } from './stage-files.ts'
import { assembleVerdict } from './verdict.ts'

/** Currency and zone of this import, and what had to be assumed because nobody said. */
function settle(
  context: ImportContext,
  options: ImportOptions,
  plans: readonly FilePlan[],
): { settings: Settings; assumed: ImportNote[] } {
  const assumed: ImportNote[] = []
  const note = (code: string, value: string): string => {
    assumed.push({ code, value, share: null })
    return value
  }
  const named = plans.map(commonCurrency).find((currency) => currency !== null) ?? null
  const ofLayout = plans.map(({ rules }) => rules.currency).find((currency) => currency !== undefined)
  const rowCurrency = options.currency ?? context.currency ?? ofLayout ?? named
  const workspace = context.currency ?? options.currency ?? named ?? ofLayout
  const currency = workspace ?? note('currency', 'USD')
  if (
    workspace !== undefined &&
    workspace !== null &&
    context.currency === undefined &&
    options.currency === undefined
  ) {
    note('currency', workspace)
  }
  const zone = options.timeZone ?? context.timeZone ?? note('time_zone', 'UTC')
  checkZone(zone)
  for (const { times, source } of plans) {
    if (Object.values(times).some((format) => format.unclear))
      note(`dates_${times.ordered_at?.order ?? 'day_first'}`, source.file.name)
  }
  for (const { columns } of plans)
    for (const [field, column] of Object.entries(columns))
      if (moneyFields.has(field as ImportField) && inCents(column)) note('amounts_in_cents', column)
  const latest = new Date(context.clock().getTime() + 366 * 86_400_000).toISOString().slice(0, 10)
  return {
    settings: {
      zone,
      currency,
      rowCurrency: rowCurrency ?? currency,
      latest,
      today: context.clock().toISOString().slice(0, 10),
      rates: options.rates,
    },
    assumed,
  }
}

function checkZone(zone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch (cause) {
    throw new AppError('out_of_range', `there is no time zone ${zone}`, {
      details: [
        { parameter: 'time_zone', value: zone, allowed: 'a name of the IANA list, such as America/La_Paz' },
      ],
      cause,
    })
  }
}

function commonCurrency({ source, columns }: FilePlan): string | null {
  const index = source.header.indexOf(columns.currency ?? '')
  if (index < 0) return null
  const tally = new Map<string, number>()
  for (const row of source.sample) {
    const value = row[index]?.trim().toUpperCase()
    if (value) tally.set(value, (tally.get(value) ?? 0) + 1)
  }
  return [...tally].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/**
 * Imports files: prepares, recognises, reads and checks them beside the warehouse, then merges all or nothing. With
 * `dryRun` it stops before the merge and gives the verdict that there would be. Several files are loaded together:
 * orders, their lines, customers and products may each have their own.
 */
export async function importFiles(
  context: ImportContext,
  files: readonly ImportFile[],
  options: ImportOptions = {},
): Promise<ImportVerdict> {
  const expected = await packedBytes(files)
  const { mapping, mappingOf } = options
  const currency = context.currency ?? options.currency
  let bytes = 0
  return importPlans(context, options, async (stagingFolder, within) => {
    const spare = spareFiles(files, options)
    const prepared = await spare(files, async (file) => {
      const whole = await prepareFiles([file], {
        stagingFolder,
        maxBytes: options.maxBytes,
        signal: context.signal,
        onBytes: (more) => within((bytes += more) / expected),
      })
      return whole.map((each) => ({ file, each }))
    })
    const plan = async (stage: Stage): Promise<FilePlan[]> => {
      const read = await spare(prepared, async ({ file, each }) => [
        { file, source: await readSource(stage, each, options) },
      ])
      const origins = new Map(read.map(({ file, source }) => [source.file, file]))
      const sources = await platformSources(
        stage,
        read.map(({ source }) => source),
      )
      const made = sources.map((source) => ({ source, file: origins.get(source.file) ?? files[0] }))
      return spare(made, async ({ source }) => {
        const kept = source.layout === undefined ? mappingOf?.(source.file.name, source.header) : undefined
        return [planFile(source, kept ?? mapping, currency)]
      })
    }
    return { plan }
  })
}

/** Goes through things that come of files; those of files that cannot be understood are left out, where that may be. */
function spareFiles(files: readonly ImportFile[], { onRefused }: ImportOptions) {
  const refused = new Set<ImportFile>()
  return async <From extends ImportFile | { file: ImportFile }, To>(
    all: readonly From[],
    each: (one: From) => Promise<To[]>,
  ): Promise<To[]> => {
    const done: { file: ImportFile; made: To[] }[] = []
    for (const one of all) {
      const file: ImportFile = 'file' in one ? one.file : one
      if (refused.has(file)) continue
      try {
        done.push({ file, made: await each(one) })
      } catch (error) {
        if (onRefused === undefined || !isAppError(error) || error.code !== 'file_rejected') throw error
        onRefused(file, error)
        refused.add(file)
        if (refused.size === files.length) throw error
      }
    }
    // of an archive all is read or nothing
    return done.filter(({ file }) => !refused.has(file)).flatMap(({ made }) => made)
  }
}

/** Brings what is to be read into the staging folder, or begins to, then tells how the engine reads it. */
export type Prepare = (
  stagingFolder: string,
  within: (fraction: number) => void,
) => Promise<{
  plan: (stage: Stage) => Promise<FilePlan[]>
  /** stops what still comes into the folder */
  end?: () => Promise<void>
}>

/** The import itself, whatever its rows come from. */
export async function importPlans(
  context: ImportContext,
  options: ImportOptions,
  prepare: Prepare,
): Promise<ImportVerdict> {
  const stagingFolder = await openStaging(context.stagingFolder)
  const progress = trackProgress(context)
  let prepared: Awaited<ReturnType<Prepare>> | undefined
  try {
    progress.enter('preparing')
    prepared = await prepare(stagingFolder, progress.within)
    const { plan } = prepared
    return await context.warehouse.stage(async (stage) => {
      let again: NodeJS.Timeout | undefined
      const stop = (): void => {
        stage.interrupt()
        // an interrupt between two statements is lost
        again ??= setInterval(() => stage.interrupt(), 200)
      }
      context.signal?.addEventListener('abort', stop)
      try {
        return await run(stage, plan)
      } finally {
        context.signal?.removeEventListener('abort', stop)
        clearInterval(again)
      }
    })
  } catch (error) {
    if (context.signal?.aborted)
      throw new AppError('conflicting_state', 'the import was stopped: nothing was changed', { cause: error })
    throw error
  } finally {
    await prepared?.end?.()
    await closeStaging(stagingFolder)
  }

  async function run(stage: Stage, plan: (stage: Stage) => Promise<FilePlan[]>): Promise<ImportVerdict> {
    progress.enter('reading')
    const plans = await plan(stage)
    const { settings, assumed } = settle(context, options, plans)
    if (!options.dryRun) await context.onSettled?.({ currency: settings.currency, timeZone: settings.zone })
    const staged = await stageFiles(stage, plans, settings, progress.within).catch((error: unknown) => {
      throw namedFault(plans, error)
    })
    progress.enter('checking', staged.rows)
    const draft = await assembleVerdict(stage, staged, settings, assumed)
    if (options.dryRun) return draft
    // a source may have nothing new but what is gone
    if (context.source === undefined) refuseEmpty(draft)
    progress.enter('merging', staged.rows)
    const verdict = await loadStaged(stage, context, staged, settings, draft, progress.within)
    progress.end()
    return verdict
  }
}

function noRate({ currency, without_rate }: ImportVerdict): AppError {
  const codes = without_rate.join(', ')
  return new AppError(
    'no_exchange_rate',
    `the orders are in ${codes} and what that is in ${currency} is not known: give the rate with the import (${without_rate.map((code) => `--rate ${code}=…`).join(' ')}), or have it in a column exchange_rate`,
    {
      details: without_rate.map((code) => ({
        parameter: 'rates',
        value: code,
        allowed: `what one ${code} is in ${currency}`,
      })),
    },
  )
}

function refuseEmpty(draft: ImportVerdict): void {
  if (draft.rows_loaded > 0) return
  const [gravest] = [...draft.set_aside].sort((a, b) => b.rows - a.rows)
  if (gravest?.reason === 'no_rate') throw noRate(draft)
  const example = gravest?.examples[0]
  throw rejected(
    {
      file: example?.file ?? draft.files[0].name,
      line: example?.line,
      column: example?.column ?? undefined,
      value: example?.value ?? undefined,
      code: 'nothing_loaded',
      fields: gravest ? [gravest.reason] : [],
    },
    `none of its ${draft.rows_read} rows can be loaded: ${(gravest?.reason ?? 'nothing in it').replaceAll('_', ' ')}`,
  )
}

function namedFault(plans: readonly FilePlan[], error: unknown): unknown {
  if (error instanceof AppError) return error
  const message = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
  const plan = plans.find(({ source }) => message.includes(source.file.path)) ?? plans[0]
  if (!plan) return error
  return csvFault(plan.source.file, plan.source.dialect, error)
}
