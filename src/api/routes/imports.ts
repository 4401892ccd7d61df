import type { Multipart, MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requirePermission } from '../../actions/desk.ts'
import type { House } from '../../actions/desk.ts'
import { enqueueImport, importRequest } from '../../actions/imports/import-job.ts'
import { inspectUpload } from '../../actions/imports/inspect-upload.ts'
import { keepUpload } from '../../actions/imports/uploads.ts'
import type { IncomingFile } from '../../actions/imports/uploads.ts'
import { AppError } from '../../base/errors.ts'
import { parseInput } from '../../base/parse-input.ts'
import { fileInspection } from '../../contracts/imports.ts'
import { jobView } from '../../contracts/jobs.ts'
import { callerOf } from '../caller.ts'
import { sentBy } from '../input.ts'
import { routeSchema } from '../route-schema.ts'
import { shown } from './jobs.ts'

const inspected = z.object({ upload_id: z.string(), files: z.array(fileInspection) })

/** Sending files: to be looked at first, or to be imported at once. Either way they are kept under names of ours. */
export function importRoutes(app: FastifyInstance, { house, hide }: { house: House; hide: boolean }): void {
  app.post('/imports', {
    schema: routeSchema({
      ...about(
        'Import files',
        'Files as multipart, with what is to be said about them in further fields; or the upload that was looked at, as JSON. Answers a job.',
      ),
      path: '/imports',
      input: importRequest,
      output: jobView,
      status: 202,
      hide,
    }),
    handler: async (request, reply) => {
      const caller = callerOf(request, reply)
      requirePermission(caller.principal, 'imports:write')
      const given = await givenBy(request, house)
      const job = await enqueueImport(house, caller, parseInput(importRequest, given))
      return reply
        .code(202)
        .header('location', `${request.routeOptions.url?.replace(/\/imports$/, '')}/jobs/${job.job_id}`)
        .send(shown(job))
    },
  })

  app.post('/imports/inspect', {
    schema: routeSchema({
      ...about(
        'Look at files',
        'Files as multipart: what they are, how their columns are taken, and their first rows. Nothing is imported yet.',
      ),
      path: '/imports/inspect',
      input: importRequest,
      output: inspected,
      hide,
    }),
    handler: async (request, reply) => {
      const caller = callerOf(request, reply)
      requirePermission(caller.principal, 'imports:write')
      const given = await givenBy(request, house)
      return inspectUpload(house, caller, parseInput(importRequest, given))
    },
  })
}

function about(title: string, summary: string) {
  return { name: title, title, summary, tag: 'imports', method: 'POST', takesFiles: true }
}

/** A form with files, or JSON that names files sent before. */
async function givenBy(request: FastifyRequest, house: House): Promise<Record<string, unknown>> {
  if (request.isMultipart()) return receive(request, house)
  const given = sentBy(request)
  if (given.upload_id !== undefined) return given
  throw new AppError(
    'malformed_request',
    'send files as multipart/form-data, or the upload_id of files that were looked at',
  )
}

/** Files and fields of a form; fields may come before or after the files. */
async function receive(request: FastifyRequest, house: House): Promise<Record<string, unknown>> {
  if (!request.workspace) throw new AppError('workspace_not_found')
  const fields: Record<string, unknown> = {}
  const incoming = filesOf(request.parts({ preservePath: true }), fields)
  const { upload_id } = await keepUpload(house, request.workspace.workspace_id, incoming)
  return { ...fields, upload_id }
}

async function* filesOf(
  parts: AsyncIterable<Multipart>,
  fields: Record<string, unknown>,
): AsyncGenerator<IncomingFile> {
  for await (const part of parts) {
    if (part.type === 'file') yield { name: nameOf(part), content: part.file }
    else fields[part.fieldname] = readField(part.fieldname, part.value)
  }
}

function nameOf({ filename }: MultipartFile): string {
  if (!filename) throw new AppError('malformed_request', 'a file came without a name')
  return filename
}

/** Fields of a form are text; a mapping is JSON in it. */
function readField(name: string, value: unknown): unknown {
  if (name === 'dry_run') return value === 'true' || value === true
  if (name !== 'mapping' || typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch (cause) {
    throw new AppError('malformed_request', 'the mapping is no JSON', { cause })
  }
}
