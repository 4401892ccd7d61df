import { jobError } from '../hooks/jobs.ts'
import type { Job } from '../hooks/jobs.ts'
import { usePreferences } from '../hooks/preferences.tsx'
import { useAnswer } from '../hooks/use-answer.ts'
import { useFileFault } from '../hooks/use-file-fault.ts'
import { useWords } from '../hooks/use-words.ts'
import { jobWords } from '../words/job-words.ts'

type Key = keyof typeof jobWords

const kinds: Record<string, Key> = {
  import: 'import',
  export: 'export',
  rebuild: 'rebuild',
  'refresh-source': 'refresh_source',
  'check-source': 'check_source',
  'generate-forecast': 'forecast',
}

const phases: Record<string, Key> = {
  preparing: 'preparing',
  reading: 'reading',
  checking: 'checking',
  merging: 'merging',
  keeping: 'merging',
  'reading orders': 'reading',
  forecasting: 'forecast',
}

/** What a job is and how far it is, from the codes that the server gives. */
export function useJobWords() {
  const t = useWords(jobWords)
  const { fileErrorText } = useFileFault()
  const { language } = usePreferences()
  const models = useAnswer('models', {})
  return {
    name: ({ kind }: Job): string => {
      const known = kinds[kind]
      if (known) return t(known)
      const [, model = kind] = /^(?:train|backcast)-(.+)$/.exec(kind) ?? []
      const title = models.data?.items.find(({ name }) => name === model)?.title[language] ?? model
      return t(kind.startsWith('backcast-') ? 'backcast' : 'train', { model: title })
    },
    message: (job: Job): string | null => {
      if (job.error) return fileErrorText(jobError(job))
      const [code = '', count] = (job.message ?? '').split(', ')
      const phase = phases[code]
      if (!phase || job.status !== 'running') return null
      const rows = Number(count?.replaceAll(/\D/g, '') ?? 0)
      return rows > 0 ? `${t(phase)}, ${t('rows', { count: rows })}` : t(phase)
    },
  }
}
