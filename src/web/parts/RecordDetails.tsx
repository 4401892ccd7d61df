import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { recordWords } from '../words/record-words.ts'
import { IconPencil } from './icons.ts'
import classes from './RecordDetails.module.css'

export type Detail = { key: string; label: string; value: ReactNode }

type Props = {
  title: string
  details: readonly Detail[]
  edited: readonly string[]
  onRelease?: ((field: string) => void) | undefined
  className?: string | undefined
}

/** A record's fields as they are; what was edited by hand is marked, and can be left to the files again. */
export function RecordDetails({ title, details, edited, onRelease, className }: Props) {
  const t = useWords(recordWords)
  return (
    <section className={`${classes.panel} ${className ?? ''}`} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <dl className={classes.list}>
        {details.map(({ key, label, value }) => (
          <div key={key} className={classes.row}>
            <dt>{label}</dt>
            <dd>
              {value === null || value === undefined || value === '' ? '–' : value}
              {edited.includes(key) && (
                <Tooltip label={onRelease ? `${t('by_hand')}. ${t('release')}` : t('by_hand')}>
                  <ActionIcon
                    size={20}
                    aria-label={`${label}: ${t('by_hand')}. ${t('release')}`}
                    disabled={!onRelease}
                    onClick={() => onRelease?.(key)}
                  >
                    <IconPencil size={13} stroke={1.6} />
                  </ActionIcon>
                </Tooltip>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
