import { ActionIcon, Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SourceView } from '../../contracts/sources.ts'
import { callJson } from '../hooks/http.ts'
import { isDone } from '../hooks/jobs.ts'
import type { Job } from '../hooks/jobs.ts'
import { usePermission } from '../hooks/permission.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useNow } from '../hooks/use-now.ts'
import { useWords } from '../hooks/use-words.ts'
import { IconAlert, IconX } from '../parts/icons.ts'
import { jobWords } from '../words/job-words.ts'
import { useJobWords } from './use-job-words.ts'
import classes from './Bell.module.css'

type Props = { jobs: readonly Job[]; alerts: readonly SourceView[]; onLeave: () => void }

export function BellList({ jobs, alerts, onLeave }: Props) {
  const t = useWords(jobWords)
  return (
    <>
      {alerts.map((source) => (
        <SourceAlert key={source.source_id} source={source} onLeave={onLeave} />
      ))}
      {jobs.length === 0 && alerts.length === 0 && <p className={classes.none}>{t('none')}</p>}
      {jobs.map((job) => (
        <JobRow key={job.job_id} job={job} />
      ))}
    </>
  )
}

/** A source that failed or went quiet, until it is fresh again. */
function SourceAlert({ source, onLeave }: { source: SourceView; onLeave: () => void }) {
  const t = useWords(jobWords)
  const format = useFormat()
  const now = useNow()
  const { name, state, refreshed_at, source_id } = source
  const age = refreshed_at === null ? t('never_read') : t('read', { age: format.ago(refreshed_at, now) })
  return (
    <Link
      to={`/data/sources/${encodeURIComponent(source_id)}`}
      className={`${classes.job} ${classes.alert}`}
      onClick={onLeave}
    >
      <span className={classes.line}>
        <IconAlert size={16} stroke={1.6} aria-hidden />
        <span className={classes.kind}>
          {t(state === 'quiet' ? 'source_quiet' : 'source_failing', { name })}
        </span>
      </span>
      <span className={classes.message}>{age}</span>
    </Link>
  )
}

const states = {
  queued: 'queued',
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const

function JobRow({ job }: { job: Job }) {
  const t = useWords(jobWords)
  const words = useJobWords()
  const format = useFormat()
  const mayCancel = usePermission('imports:write')
  const now = useNow()
  const name = words.name(job)
  const cancel = () =>
    callJson(`/jobs/${encodeURIComponent(job.job_id)}`, { method: 'DELETE' }).catch(() => undefined)
  return (
    <div className={classes.job}>
      <div className={classes.line}>
        <span className={classes.kind}>{name}</span>
        <span className={classes.state} data-state={job.status}>
          {t(states[job.status])}
        </span>
        {!isDone(job) && mayCancel && (
          <ActionIcon size={24} aria-label={`${t('cancel')}: ${name}`} onClick={() => void cancel()}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {!isDone(job) && (
        <Progress
          value={(job.progress ?? 0) * 100}
          size={4}
          animated={job.progress === null}
          aria-label={name}
        />
      )}
      <p className={classes.message} title={job.error?.message}>
        {[words.message(job), format.ago(job.finished_at ?? job.created_at, now)].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}
