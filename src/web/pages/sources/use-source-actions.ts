import type { SourceView } from '../../../contracts/sources.ts'
import { act } from '../../hooks/act.ts'
import type { Actions } from '../../hooks/actions.ts'
import { followJob, jobError } from '../../hooks/jobs.ts'
import { forgetAnswers, queryClient } from '../../hooks/query-client.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { toast } from '../../parts/toast.ts'
import { sourceWords } from '../../words/source-words.ts'

type Mode = Actions['refresh-source']['input']['mode']

/** What can be asked of a source; each says how it went, wherever the reader is by then. */
export function useSourceActions() {
  const t = useWords(sourceWords)
  const errorText = useErrorText()
  const failed = (error: unknown) => void toast({ message: errorText(error), manner: 'failed' })

  async function refresh({ source_id, name }: SourceView, mode?: Mode): Promise<void> {
    try {
      const started = await act('refresh-source', { source_id, ...(mode ? { mode } : {}) })
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      const ended = await followJob(started.job_id, () => undefined)
      if (ended.status === 'completed') void toast({ message: t('refreshed', { name }) })
      else if (ended.error) throw jobError(ended)
    } catch (error) {
      failed(error)
    } finally {
      void forgetAnswers()
    }
  }
  const pause = ({ source_id, name }: SourceView) =>
    act('pause-source', { source_id }).then(() => void toast({ message: t('paused', { name }) }), failed)
  const resume = ({ source_id, name }: SourceView) =>
    act('resume-source', { source_id }).then(() => void toast({ message: t('resumed', { name }) }), failed)
  return { refresh, pause, resume }
}
