import { ActionIcon, Indicator, Popover, Progress } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { callJson } from '../hooks/http.ts'
import { isDone, useJobs } from '../hooks/jobs.ts'
import type { Job } from '../hooks/jobs.ts'
import { usePermission } from '../hooks/permission.ts'
import { forgetAnswers } from '../hooks/query-client.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { IconBell, IconX } from '../parts/icons.ts'
import { shellWords } from '../words/shell-words.ts'
import classes from './Bell.module.css'

/** What is being done in the background, and what was. */
export function Bell() {
  const t = useWords(shellWords)
  const [open, { toggle, close }] = useDisclosure(false)
  const jobs = useJobs(open)
  const items = jobs.data?.items ?? []
  const running = items.filter((job) => !isDone(job)).length
  const before = useRef(running)

  // a job that ended may have changed every figure on the page
  useEffect(() => {
    if (running < before.current) void forgetAnswers()
    before.current = running
  }, [running])

  const label = running > 0 ? t('jobs_running', { count: running }) : t('jobs')
  return (
    <Popover opened={open} onChange={(next) => !next && close()} position="bottom-end" width={340} trapFocus>
      <Indicator disabled={running === 0} processing size={8} offset={6} color="teal">
        <Popover.Target>
          <ActionIcon onClick={toggle} aria-label={label}>
            <IconBell size={18} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown className={classes.list ?? ''} aria-label={t('jobs')}>
        <h2 className={classes.title}>{label}</h2>
        {items.length === 0 && <p className={classes.none}>{t('jobs_none')}</p>}
        {items.map((job) => (
          <JobRow key={job.job_id} job={job} />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}

const kinds: Record<string, 'job_import' | 'job_export' | 'job_rebuild'> = {
  import: 'job_import',
  export: 'job_export',
  rebuild: 'job_rebuild',
}

const states = {
  queued: 'job_queued',
  running: 'job_running',
  completed: 'job_completed',
  failed: 'job_failed',
  cancelled: 'job_cancelled',
} as const

function JobRow({ job }: { job: Job }) {
  const t = useWords(shellWords)
  const format = useFormat()
  const mayCancel = usePermission('imports:write')
  const [now] = useState(() => Date.now())
  const kind = kinds[job.kind]
  const cancel = () =>
    callJson(`/jobs/${encodeURIComponent(job.job_id)}`, { method: 'DELETE' }).catch(() => undefined)
  return (
    <div className={classes.job}>
      <div className={classes.line}>
        <span className={classes.kind}>{kind ? t(kind) : job.kind}</span>
        <span className={classes.state} data-state={job.status}>
          {t(states[job.status])}
        </span>
        {!isDone(job) && mayCancel && (
          <ActionIcon size={20} aria-label={t('cancel_job')} onClick={() => void cancel()}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {!isDone(job) && (
        <Progress
          value={(job.progress ?? 0) * 100}
          size={4}
          animated={job.progress === null}
          aria-label={t('job_running')}
        />
      )}
      <p className={classes.message}>
        {[job.error?.message ?? job.message, format.ago(job.finished_at ?? job.created_at, now)]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
