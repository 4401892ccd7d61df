import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { isDone, useJobs } from '../hooks/jobs.ts'
import { forgetAnswers } from '../hooks/query-client.ts'
import { troubled, useSources } from '../hooks/use-sources.ts'
import { useWords } from '../hooks/use-words.ts'
import { IconBell } from '../parts/icons.ts'
import { shellWords } from '../words/shell-words.ts'
import classes from './Bell.module.css'

const BellList = lazy(async () => ({ default: (await import('./BellList.tsx')).BellList }))

/** What is being done in the background and what was, and which sources need somebody. */
export function Bell() {
  const t = useWords(shellWords)
  const [open, { toggle, close }] = useDisclosure(false)
  const jobs = useJobs(open)
  const items = jobs.data?.items ?? []
  const running = items.filter((job) => !isDone(job)).length
  const alerts = troubled(useSources().data?.items)
  const before = useRef(running)

  // a job that ended may have changed every figure on the page
  useEffect(() => {
    if (running < before.current) void forgetAnswers()
    before.current = running
  }, [running])

  const said = [
    alerts.length > 0 && t('source_alerts', { count: alerts.length }),
    running > 0 && t('jobs_running', { count: running }),
  ].filter(Boolean)
  const label = said.length > 0 ? said.join(', ') : t('jobs')
  return (
    <Popover opened={open} onChange={(next) => !next && close()} position="bottom-end" width={340} trapFocus>
      <Indicator
        disabled={running === 0 && alerts.length === 0}
        processing={running > 0}
        size={8}
        offset={6}
        color={alerts.length > 0 ? 'red' : 'teal'}
      >
        <Popover.Target>
          <ActionIcon onClick={toggle} aria-label={label}>
            <IconBell size={18} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown className={classes.list ?? ''} aria-label={t('jobs')}>
        <h2 className={classes.title}>{label}</h2>
        <Suspense fallback={<div style={{ height: 120 }} />}>
          {open && <BellList jobs={items} alerts={alerts} onLeave={close} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
