import { Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure, useWindowEvent } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { periodEvent } from '../../app/use-shortcuts.ts'
import { defaultPeriod } from '../../hooks/filter.ts'
import { presetDays } from '../../hooks/period-range.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useKnownDays } from '../../hooks/use-known-days.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { IconCalendar, IconChevronDown } from '../icons.ts'
import classes from './FilterBar.module.css'

const PeriodChoices = lazy(async () => ({ default: (await import('./PeriodChoices.tsx')).PeriodChoices }))

/** Which days are looked at, by name and by date, and what they are compared with. */
export function PeriodPicker() {
  const t = useWords(filterWords)
  const format = useFormat()
  const { view } = useFilter()
  const days = useKnownDays()
  const [open, { toggle, close, open: show }] = useDisclosure(false)
  useWindowEvent(periodEvent as 'click', show)

  const custom = view.start_date !== undefined || view.end_date !== undefined
  const period = view.period ?? defaultPeriod
  const range = days && (custom ? customDays(view, days) : presetDays(period, days.asOf, days.firstDay))
  const shownDays = range ? format.range(range.start, range.end) : ''

  return (
    <Popover
      opened={open}
      onChange={(next) => !next && close()}
      position="bottom-start"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.control ?? ''}
          onClick={toggle}
          aria-label={`${t('period')}: ${custom ? '' : t(period)} ${shownDays}`}
        >
          <IconCalendar size={16} stroke={1.6} />
          {!custom && <span className={classes.shown}>{t(period)}</span>}
          <span className={custom ? classes.shown : classes.days}>{shownDays}</span>
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} className="not-printed" aria-label={t('period')}>
        <Suspense fallback={<div style={{ width: 320, height: 400 }} />}>
          {open && <PeriodChoices onDone={close} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

function customDays(
  view: { start_date?: string; end_date?: string },
  days: { asOf: string; firstDay: string },
) {
  return { start: view.start_date ?? days.firstDay, end: view.end_date ?? days.asOf }
}
