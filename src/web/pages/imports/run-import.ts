import { callJson } from '../../hooks/http.ts'
import type { ImportVerdict } from '../../hooks/import-types.ts'
import { followJob, jobError } from '../../hooks/jobs.ts'
import type { Job } from '../../hooks/jobs.ts'
import { forgetAnswers, queryClient } from '../../hooks/query-client.ts'
import type { Mappings } from './ImportPage.tsx'
import type { Rates } from './MissingRates.tsx'

type Run = {
  uploadId: string
  mappings: Mappings
  rates?: Rates
  dryRun: boolean
  onProgress: (job: Job) => void
}

/** Checks or loads what was sent, and follows the job to its verdict. */
export async function runImport({
  uploadId,
  mappings,
  rates,
  dryRun,
  onProgress,
}: Run): Promise<ImportVerdict> {
  const job = await callJson<Job>('/imports', {
    method: 'POST',
    body: {
      upload_id: uploadId,
      mapping: { files: mappings },
      dry_run: dryRun,
      ...(rates ? { rates } : {}),
    },
  })
  void queryClient.invalidateQueries({ queryKey: ['jobs'] })
  const ended = await followJob(job.job_id, onProgress)
  if (ended.status === 'completed') {
    if (!dryRun) await forgetAnswers()
    return ended.result as ImportVerdict
  }
  throw jobError(ended)
}
