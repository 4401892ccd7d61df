import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { IconChevronLeft } from '../icons.ts'
import classes from './FilterChoices.module.css'

export function ChoicesHead({
  title,
  onBack,
  children,
}: {
  title: string
  onBack: () => void
  children?: ReactNode
}) {
  const t = useWords(filterWords)
  return (
    <div className={classes.head}>
      <ActionIcon onClick={onBack} aria-label={t('back')}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <span className={classes.grow}>{title}</span>
      {children}
    </div>
  )
}
