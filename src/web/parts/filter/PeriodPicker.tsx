import { Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure, useWindowEvent } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { periodEvent } from '../../app/use-shortcuts.ts'
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
  const { view, period } = useFilter()
  const days = useKnownDays()
  const [open, { toggle, close, open: show }] = useDisclosure(false)
  useWindowEvent(periodEvent as 'click', show)

  const range = days && (period ? presetDays(period, days.asOf, days.firstDay) : customDays(view, days))
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
          title={[period && t(period), shownDays].filter(Boolean).join(': ')}
        >
          <span className="seen-by-readers-only">{t('period')}: </span>
          <IconCalendar size={16} stroke={1.6} />
          {period && <span className={classes.shown}>{t(period)}</span>}
          <span className={period ? classes.days : classes.shown}>{shownDays}</span>
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
