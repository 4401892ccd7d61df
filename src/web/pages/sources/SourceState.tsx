import { Badge, Progress } from '@mantine/core'
import type { SourceView } from '../../../contracts/sources.ts'
import { useJobs } from '../../hooks/jobs.ts'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { stateWords } from './use-source-words.ts'
import classes from './sources.module.css'

const colours: Record<SourceView['state'], string> = {
  new: 'gray',
  refreshing: 'teal',
  fresh: 'teal',
  quiet: 'yellow',
  failing: 'red',
  paused: 'gray',
}

/** How a source is doing, and how far its refresh is where one is under way. */
export function SourceState({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const jobs = useJobs(source.running_job_id !== null)
  const job = jobs.data?.items.find(({ job_id }) => job_id === source.running_job_id)
  return (
    <span className={classes.state}>
      <Badge variant="light" miw="max-content" color={colours[source.state]} tt="none">
        {t(stateWords[source.state])}
      </Badge>
      {source.running_job_id !== null && (
        <Progress
          className={classes.running ?? ''}
          size={4}
          value={(job?.progress ?? 0) * 100}
          animated
          aria-label={t('running', { name: source.name })}
        />
      )}
    </span>
  )
}
