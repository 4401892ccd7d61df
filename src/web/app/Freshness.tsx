import { Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { forgetAnswers } from '../hooks/query-client.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useIsEmptyShop, useKnownDays } from '../hooks/use-known-days.ts'
import { useNow } from '../hooks/use-now.ts'
import { useSources } from '../hooks/use-sources.ts'
import { useWords } from '../hooks/use-words.ts'
import { IconAlert, IconClock } from '../parts/icons.ts'
import { shellWords } from '../words/shell-words.ts'
import classes from './Freshness.module.css'

const FreshnessList = lazy(async () => ({ default: (await import('./FreshnessList.tsx')).FreshnessList }))

/** How old the data on the page are: since the sources were read, or up to which day where none is connected. */
export function Freshness() {
  const t = useWords(shellWords)
  const format = useFormat()
  const now = useNow()
  const [open, { toggle, close }] = useDisclosure(false)
  const { data } = useSources()
  const days = useKnownDays()
  const empty = useIsEmptyShop()
  const read = data?.items.map(({ refreshed_at }) => refreshed_at).join()
  const before = useRef(read)
  // a source that was read by itself may have changed every figure on the page
  useEffect(() => {
    if (before.current !== undefined && before.current !== read) void forgetAnswers()
    before.current = read
  }, [read])
  if (!data || (!days && !empty)) return null

  const { refreshed_at, failing, quiet } = data.freshness
  const manner = failing > 0 ? 'worse' : quiet > 0 ? 'attention' : 'fine'
  const until = days ? t('data_until', { day: format.dayWithYear(days.asOf) }) : t('data_none')
  const age = refreshed_at === null ? t('data_never') : format.ago(refreshed_at, now)
  const said = data.total === 0 ? until : age
  const Icon = manner === 'fine' ? IconClock : IconAlert
  return (
    <Popover opened={open} onChange={(next) => !next && close()} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.chip ?? ''}
          data-manner={manner}
          onClick={toggle}
          aria-label={`${t('age_of_data')}: ${said}`}
          title={t('age_of_data')}
        >
          <Icon size={16} stroke={1.6} aria-hidden />
          <span className={classes.said}>{said}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('age_of_data')}>
        <h2 className={classes.title}>{t('age_of_data')}</h2>
        <Suspense fallback={<div style={{ height: 96 }} />}>
          {open && <FreshnessList sources={data.items} lastDay={days?.asOf ?? null} onLeave={close} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
