import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { IconSearch } from '../icons.ts'
import { ChoicesHead } from './ChoicesHead.tsx'
import type { Dimension } from './FilterChoices.tsx'
import { segmentWords } from './segment-words.ts'
import classes from './FilterChoices.module.css'

const mostShown = 200
const plainText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The values of one field, with how much of the period stands behind each. */
export function ValueChoices({ dimension, onBack }: { dimension: Dimension; onBack: () => void }) {
  const t = useWords(filterWords)
  const format = useFormat()
  const errorText = useErrorText()
  const { view, asked, change } = useFilter()
  const [wanted, setWanted] = useState('')
  const [searched] = useDebouncedValue(wanted, 200)
  const { period, start_date, end_date } = asked
  const facets = useAnswer('facets', {
    period,
    start_date,
    end_date,
    ...(searched === '' ? {} : { search: searched }),
  })
  const chosen = view[dimension] ?? []
  const shownName = (value: string): string => {
    const word = dimension === 'segment' ? segmentWords[value] : undefined
    return word ? t(word) : value
  }

  const known = facets.data?.facets[dimension] ?? []
  const missing = chosen
    .filter((value) => !known.some((one) => one.value === value))
    .map((value) => ({ value, count: 0 }))
  const rows = [...missing, ...known].filter(({ value }) =>
    plainText(shownName(value)).includes(plainText(wanted)),
  )

  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    change({ [dimension]: next.length > 0 ? next : undefined })
  }

  return (
    <div>
      <ChoicesHead title={t(dimension)} onBack={onBack}>
        {chosen.length > 0 && (
          <Button variant="subtle" onClick={() => change({ [dimension]: undefined })}>
            {t('clear')}
          </Button>
        )}
      </ChoicesHead>
      <TextInput
        className={classes.find ?? ''}
        aria-label={t('find')}
        placeholder={t('find')}
        leftSection={<IconSearch size={14} />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        data-autofocus
        autoFocus
      />
      <div className={classes.values} role="group" aria-label={t(dimension)}>
        {facets.isPending && [1, 2, 3, 4, 5].map((row) => <Skeleton key={row} height={20} my={8} />)}
        {facets.isError && <p className={classes.note}>{errorText(facets.error)}</p>}
        {facets.data && rows.length === 0 && (
          <p className={classes.note}>{known.length === 0 ? t('no_values') : t('nothing_found')}</p>
        )}
        {rows.slice(0, mostShown).map(({ value, count }) => (
          <label key={value} className={classes.value}>
            <Checkbox
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
              aria-label={shownName(value)}
            />
            <span className={classes.grow} title={shownName(value)}>
              {shownName(value)}
            </span>
            <span
              className={classes.orders}
              title={t(dimension === 'segment' ? 'customers_count' : 'lines_count', { count })}
            >
              {format.compact(count)}
            </span>
          </label>
        ))}
      </div>
    </div>
  )
}
