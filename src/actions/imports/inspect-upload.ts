import { mkdir } from 'node:fs/promises'
import { AppError } from '../../base/errors.ts'
import type { FileInspection } from '../../contracts/imports.ts'
import { inspectFiles } from '../../ingest/inspect-files.ts'
import type { Caller, House } from '../desk.ts'
import type { ImportRequestInput } from './import-job.ts'
import { stagingFolder } from './import-into.ts'
import { uploadedFiles } from './uploads.ts'

/** What files that were sent are, before anybody decides to import them; they are kept for that. */
export async function inspectUpload(
  house: House,
  { workspace, signal }: Caller,
  { upload_id, mapping, sheet }: ImportRequestInput,
): Promise<{ upload_id: string; files: FileInspection[] }> {
  const { workspace_id } = workspace
  const files = await uploadedFiles(house, workspace_id, upload_id)
  if (files.length === 0) throw new AppError('not_found', `there is no upload ${upload_id}`)
  const staging = stagingFolder(house, workspace_id)
  await mkdir(staging, { recursive: true })
  const warehouse = await house.warehouses.open(workspace_id)
  const context = { warehouse, stagingFolder: staging, signal }
  return { upload_id, files: await inspectFiles(context, files, { mapping, sheet }) }
}
