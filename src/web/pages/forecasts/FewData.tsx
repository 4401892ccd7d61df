import { Link } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import type { Reply } from '../../hooks/answers.ts'
import { chipsOf } from '../../hooks/filter.ts'
import { usePermission } from '../../hooks/permission.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { dataWords } from '../../words/data-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { forecastWords } from '../../words/forecast-words.ts'

/** What a forecast still needs, instead of a page of empty panels. */
export function FewData({ needed }: { needed: NonNullable<Reply<'sales-forecast'>['needed']> | undefined }) {
  const t = useWords(forecastWords)
  const data = useWords(dataWords)
  const format = useFormat()
  const filters = useWords(filterWords)
  const { view, reset } = useFilter()
  const narrowed = chipsOf(view).length > 0
  const mayImport = usePermission('imports:write')
  const text = needed
    ? t(/daily|day/.test(needed.what) ? 'few' : 'few_points', {
        need: format.number(needed.need),
        have: format.number(needed.have),
      })
    : undefined
  return (
    <EmptyState
      title={t('few_title')}
      {...(text ? { text } : {})}
      action={
        narrowed ? (
          <Button onClick={reset}>{filters('reset')}</Button>
        ) : (
          mayImport && (
            <Button component={Link} to="/data/import">
              {data('import')}
            </Button>
          )
        )
      }
    />
  )
}
