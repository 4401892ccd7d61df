import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { followJob, jobError } from '../../hooks/jobs.ts'
import { forgetAnswers } from '../../hooks/query-client.ts'
import { act } from '../../hooks/act.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useWords } from '../../hooks/use-words.ts'
import { modelWords } from '../../words/model-words.ts'

export type Training = { model: string; progress: number | null }

/** Trains a model and follows it; the figures of the screens are asked anew when it is done. */
export function useTraining() {
  const t = useWords(modelWords)
  const errorText = useErrorText()
  const [training, setTraining] = useState<Training | null>(null)

  async function train(name: string, title: string): Promise<void> {
    setTraining({ model: name, progress: null })
    try {
      const started = await act('train-model', { name })
      const job = await followJob(started.job_id, ({ progress }) => setTraining({ model: name, progress }))
      if (job.status === 'failed')
        notifications.show({
          color: 'red',
          message: job.error ? errorText(jobError(job)) : t('train_failed'),
        })
      else notifications.show({ message: t('trained_now', { model: title }) })
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) })
    } finally {
      setTraining(null)
      void forgetAnswers()
    }
  }
  return { training, train }
}
