import { Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure, useWindowEvent } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { filtersEvent } from '../../app/use-shortcuts.ts'
import { chipsOf } from '../../hooks/filter.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { IconFilter } from '../icons.ts'
import classes from './FilterBar.module.css'

const FilterChoices = lazy(async () => ({ default: (await import('./FilterChoices.tsx')).FilterChoices }))

export function FilterPicker() {
  const t = useWords(filterWords)
  const { view } = useFilter()
  const [open, { toggle, close, open: show }] = useDisclosure(false)
  useWindowEvent(filtersEvent as 'click', show)
  const count = chipsOf(view).length
  return (
    <Popover
      opened={open}
      onChange={(next) => !next && close()}
      position="bottom-start"
      width={320}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={`${classes.control} not-printed`} onClick={toggle}>
          <IconFilter size={16} stroke={1.6} />
          {count > 0 ? t('filters_active', { count }) : t('filters')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('filters')}>
        <Suspense fallback={<div style={{ height: 360 }} />}>{open && <FilterChoices />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
