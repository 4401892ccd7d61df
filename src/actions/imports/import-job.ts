import { z } from 'zod'
import { AppError, isAppError } from '../../base/errors.ts'
import { currencyRates, importMapping } from '../../contracts/imports.ts'
import type { ImportVerdict } from '../../contracts/imports.ts'
import { permissions } from '../../contracts/words.ts'
import { currency, timeZone } from '../../contracts/workspaces.ts'
import type { ClaimedJob, Job } from '../../store/job.ts'
import { importJobKind } from '../../store/job-kinds.ts'
import type { JobHandler } from '../../store/job-runner.ts'
import { raw } from '../../warehouse/sql.ts'
import type { Caller, House } from '../desk.ts'
import { importInto } from './import-into.ts'
import { removeUpload, uploadedFiles } from './uploads.ts'

/** An import that was interrupted is done again: whole, since nothing of it was kept. */
const attempts = 3

/** What the sender of files may say about them. */
export const importRequest = z.strictObject({
  upload_id: z.string().max(100).describe('files that were sent before, to be looked at'),
  mapping: importMapping.optional().describe('which column is what; guessed by default'),
  currency: currency.optional().describe('the currency of rows that name none'),
  time_zone: timeZone.optional().describe('the zone of times that name none'),
  rates: currencyRates.optional(),
  sheet: z.string().max(200).optional().describe('the sheet of a workbook, by name or by number from 1'),
  dry_run: z.boolean().default(false).describe('check everything and change nothing'),
})
export type ImportRequestInput = z.output<typeof importRequest>

const principal = z.object({
  kind: z.enum(['user', 'key', 'command', 'anonymous']),
  user_id: z.string().nullable(),
  name: z.string(),
  permissions: z.array(z.enum(permissions)),
})
const jobInput = importRequest.extend({ principal, request_id: z.string() })

/** Puts an import into the queue; once this is answered, it will be done. */
export async function enqueueImport(house: House, caller: Caller, request: ImportRequestInput): Promise<Job> {
  const { workspace_id } = caller.workspace
  const files = await uploadedFiles(house, workspace_id, request.upload_id)
  if (files.length === 0) throw new AppError('not_found', `there is no upload ${request.upload_id}`)
  const { job } = await house.store.jobs.enqueue({
    workspace_id,
    kind: importJobKind,
    input: { ...request, principal: caller.principal, request_id: caller.request_id },
    created_by: caller.principal.user_id,
    max_attempts: attempts,
  })
  return job
}

/** Does an import that was queued; its files go with it. */
export function importHandler(house: House): JobHandler {
  return async (job, { signal, progress }) => {
    const {
      upload_id,
      time_zone,
      dry_run,
      principal: asker,
      request_id,
      ...options
    } = jobInput.parse(job.input)
    const { workspace_id } = job
    const files = await uploadedFiles(house, workspace_id, upload_id)
    if (files.length === 0)
      throw new AppError('file_rejected', 'the files of this import are gone: send them again')
    const request = {
      workspace_id,
      files,
      options: { ...options, timeZone: time_zone, dryRun: dry_run },
      principal: asker,
      request_id,
    }
    const again = (error: unknown): boolean =>
      signal.reason === 'stopping' ||
      (!signal.aborted && !isAppError(error) && job.attempts < job.max_attempts)
    try {
      const verdict = await importInto(house, request, {
        signal,
        onProgress: ({ share, phase, rows }) =>
          progress(share, rows === null ? phase : `${phase}, ${rows.toLocaleString('en')} rows`),
      })
      const found = (await appliedBefore(house, job, verdict)) ?? verdict
      if (!dry_run) await removeUpload(house, workspace_id, upload_id)
      return found
    } catch (error) {
      if (!again(error)) await removeUpload(house, workspace_id, upload_id)
      throw error
    }
  }
}

/** A first attempt may have merged and been cut off before it could say so: then its verdict is the answer. */
async function appliedBefore(
  house: House,
  job: ClaimedJob,
  verdict: ImportVerdict,
): Promise<ImportVerdict | undefined> {
  if (job.attempts < 2 || verdict.outcome !== 'unchanged' || job.started_at === null) return undefined
  const warehouse = await house.warehouses.open(job.workspace_id)
  const [last] = await warehouse.reader.rows<{ verdict: string }>(
    raw('SELECT verdict FROM facts.imports WHERE undone_at IS NULL ORDER BY sequence DESC LIMIT 1'),
  )
  const told = last && (JSON.parse(last.verdict) as ImportVerdict)
  return told?.applied_at && told.applied_at >= job.started_at ? told : undefined
}
