import { roleFields } from '../contracts/import-fields.ts'
import type { FileInspection } from '../contracts/imports.ts'
import { isAppError } from '../base/errors.ts'
import { planFile } from './file-plan.ts'
import { guessMapping, profileColumns } from './guess-mapping.ts'
import type { ImportContext, ImportOptions } from './import-context.ts'
import { platformSources } from './platform-sources.ts'
import { prepareFiles } from './prepare-files.ts'
import type { ImportFile } from './prepared-file.ts'
import { faultOf } from './rejection.ts'
import { readSource } from './read-source.ts'
import type { Source } from './source.ts'
import { closeStaging, openStaging } from './staging-folder.ts'
import { mappingOf } from './verdict.ts'

const shownRows = 20

/**
 * Looks at files without loading them: what they are, which column is taken for which, how numbers and dates are
 * written, and their first rows. What cannot be mapped by itself comes back with the reason and the best guess.
 */
export async function inspectFiles(
  context: Pick<ImportContext, 'warehouse' | 'stagingFolder' | 'signal'>,
  files: readonly ImportFile[],
  options: ImportOptions = {},
): Promise<FileInspection[]> {
  const stagingFolder = await openStaging(context.stagingFolder)
  try {
    const prepared = await prepareFiles(files, {
      stagingFolder,
      maxBytes: options.maxBytes,
      signal: context.signal,
    })
    return await context.warehouse.stage(async (stage) => {
      const read: Source[] = []
      for (const file of prepared) read.push(await readSource(stage, file, options))
      const sources = await platformSources(stage, read)
      return sources.map((source) =>
        inspect(source, {
          ...options,
          mapping: options.mappingOf?.(source.file.name, source.header) ?? options.mapping,
        }),
      )
    })
  } finally {
    await closeStaging(stagingFolder)
  }
}

function inspect(source: Source, options: ImportOptions): FileInspection {
  const { file } = source
  const profiles = profileColumns(source.header, source.sample)
  const about = {
    name: file.name,
    bytes: file.bytes,
    encoding: file.encoding,
    delimiter: source.dialect?.delimiter ?? null,
    sheet: source.sheet,
    sheets: source.sheets,
    header: source.header,
    columns: profiles.map(({ name, filled, distinct }) => ({ name, filled, distinct })),
    rows: source.sample.slice(0, shownRows),
  }
  try {
    const plan = planFile(source, options.mapping)
    return {
      ...about,
      mapping: mappingOf(plan),
      dates_unclear: Object.values(plan.times).some((format) => format.unclear),
      fields: [...roleFields[plan.role]],
      problem: null,
      fault: null,
    }
  } catch (error) {
    if (!isAppError(error)) throw error
    const { role, columns } = guessMapping(file.name, profiles)
    return {
      ...about,
      mapping: { role, columns },
      dates_unclear: false,
      fields: [...roleFields[role]],
      problem: error.message,
      fault: faultOf(error),
    }
  }
}
